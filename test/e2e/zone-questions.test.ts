import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runExhibit } from '../support/run-exhibit.js';
import { hasTool } from '../support/tools.js';
import { Examiner } from './examiner.js';
import { RunningExhibit } from './running-exhibit.js';
import { seriousFindings } from './serious-findings.js';

/** A Falco alert as it comes out of an export that lost the zone of its times (or kept it). */
const alert = (time: string, rule: string): string =>
  `${JSON.stringify({ output: `Notice ${rule}`, priority: 'Notice', rule, source: 'syscall', time, output_fields: { 'container.id': 'host' } })}\n`;

describe('zone questions', () => {
  const exhibit = new RunningExhibit();
  const folder = mkdtempSync(join(tmpdir(), 'exhibit-zone-'));
  const evidence = join(folder, 'export');
  const caseFolder = join(folder, 'case');

  beforeAll(async () => {
    await mkdir(evidence);
    writeFileSync(
      join(evidence, 'a.log'),
      alert('2026-07-01T12:00:00.5', 'First') + alert('2026-07-01T12:30:00', 'Second'),
    );
    writeFileSync(join(evidence, 'a.1.log'), alert('2026-07-01T11:00:00', 'Rotated'));
    writeFileSync(
      join(evidence, 'b.log'),
      alert('2026-07-01T09:00:00Z', 'Known') + alert('2026-07-01T10:30:00Z', 'Known'),
    );
  });
  afterAll(async () => {
    await exhibit.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  it('are answered once for all members, with what speaks for each zone', async () => {
    const start = await exhibit.start();
    await start.getByLabel('Case number').fill('E2E-Z');
    await start.getByLabel('Examiner').fill('Jane Smith');
    await start.getByLabel('Folder of the case').fill(caseFolder);
    await start.getByRole('button', { name: 'Make the case' }).click();
    const examiner = new Examiner(await exhibit.page('case'));
    const { page } = examiner;
    await examiner.drop([evidence]);
    await examiner.importDropped('SIEM export of two nodes');
    await page.getByText('3 events without a place on the time line').waitFor();
    await examiner.goTo('Ledger');
    await page.getByText('2 members write times without a zone').waitFor();
    await page.getByRole('button', { name: 'Answer the zone questions' }).click();
    const dialog = page.getByRole('dialog', { name: 'Zones and clocks of the sources' });
    await dialog.getByText('2026-07-01 11:00:00').first().waitFor();
    for (const theme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: theme });
      expect(await seriousFindings(page)).toEqual([]);
    }
    await dialog.getByRole('combobox').fill('Europe/Berlin');
    await page.getByRole('option', { name: 'Europe/Berlin' }).first().click();
    await dialog.getByText('2026-07-01 09:00:00').first().waitFor();
    await dialog.getByLabel(/^Clock offset/).fill('-2 min');
    await dialog.getByLabel(/^Uncertainty/).fill('1 s');
    await dialog.getByLabel(/^What this rests on/).fill('timedatectl of both nodes');
    await dialog.getByRole('button', { name: 'Set the clock' }).click();
    await dialog.getByText('No zone question is open.').waitFor();
    await page.keyboard.press('Escape');
  });

  it('move every event of the source, are said in ledger and detail, and are undone whole', async () => {
    const examiner = new Examiner(await exhibit.page('case'));
    const { page } = examiner;
    await page.getByText('Europe/Berlin').first().waitFor();
    await page.getByText('clock corrected').first().waitFor();
    await examiner.goTo('Time line');
    expect(await examiner.query('rule.name: Rotated')).toContain('shown 1 of 5 events');
    await examiner.chooseFirstRow();
    await page.getByText('2026-07-01 08:58:00').first().waitFor();
    await page.getByText('stated by the examiner').first().waitFor();
    await page.getByText('± 1 s').first().waitFor();
    await examiner.query('');
    await page.getByText('without a place on the time line').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Undo (Ctrl+Z)' }).click();
    await page.getByText('3 events without a place on the time line').waitFor();
    await page.getByRole('button', { name: 'Redo (Ctrl+Shift+Z)' }).click();
    await page.getByText('without a place on the time line').waitFor({ state: 'detached' });
    const acts = readFileSync(join(caseFolder, 'journal.ndjson'), 'utf8').match(/"type":"clocks-adjusted"/g);
    expect(acts).toHaveLength(1);
  });
});

describe('a log that writes no year', () => {
  const exhibit = new RunningExhibit();
  const folder = mkdtempSync(join(tmpdir(), 'exhibit-year-'));
  const evidence = join(folder, 'export');
  const caseFolder = join(folder, 'case');

  beforeAll(async () => {
    await mkdir(evidence);
    writeFileSync(
      join(evidence, 'messages'),
      'Dec 31 23:30:00 node-1 cron[1]: (root) CMD (one)\nJan  1 00:30:00 node-1 cron[1]: (root) CMD (two)\n',
    );
    writeFileSync(
      join(evidence, 'falco.log'),
      alert('2025-12-31T21:00:00Z', 'Known') + alert('2026-01-01T03:00:00Z', 'Known'),
    );
  });
  afterAll(async () => {
    await exhibit.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  it('waits for year and zone, proposes years that others cover, and counts on over the turn', async () => {
    const start = await exhibit.start();
    await start.getByLabel('Case number').fill('E2E-Y');
    await start.getByLabel('Examiner').fill('Jane Smith');
    await start.getByLabel('Folder of the case').fill(caseFolder);
    await start.getByRole('button', { name: 'Make the case' }).click();
    const examiner = new Examiner(await exhibit.page('case'));
    const { page } = examiner;
    await examiner.drop([evidence]);
    await examiner.importDropped('node-1');
    await page.getByText('2 events without a place on the time line').waitFor();
    await examiner.goTo('Ledger');
    await page.getByText('year and zone needed').first().waitFor();
    await page.getByRole('button', { name: 'Answer the zone question' }).click();
    const dialog = page.getByRole('dialog', { name: 'Zones and clocks of the sources' });
    await dialog.getByText('12-31 23:30:00').waitFor();
    await dialog.getByText('neither year nor zone stated').waitFor();
    await dialog.getByRole('button', { name: /^2025: 100 % covered/ }).click();
    await dialog.getByRole('combobox').fill('Europe/Berlin');
    await page.getByRole('option', { name: 'Europe/Berlin' }).first().click();
    await dialog.getByText('2025-12-31 22:30:00').first().waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await dialog.getByLabel(/^What this rests on/).fill('rotated in January 2026');
    await dialog.getByRole('button', { name: 'Set the clock' }).click();
    await dialog.getByText('No zone question is open.').waitFor();
    await dialog.getByText('times without a year counted from 2025').first().waitFor();
    await page.keyboard.press('Escape');
    await examiner.goTo('Time line');
    expect(await examiner.query('process.command_line: two')).toContain('shown 1 of 4 events');
    await examiner.chooseFirstRow();
    await page.getByText('2025-12-31 23:30:00').first().waitFor();
    const acts = readFileSync(join(caseFolder, 'journal.ndjson'), 'utf8').match(/"year":2025/g);
    expect(acts).toHaveLength(1);
  });

  it.skipIf(!hasTool('pdftotext'))('has its year, and who stated it, in the printed report (pdftotext)', async () => {
    await exhibit.stop();
    const report = join(folder, 'report.pdf');
    const run = await runExhibit(['report', '--case', caseFolder, '--out', report]);
    expect([run.code, run.stderr.toString()]).toEqual([0, '']);
    const printed = execFileSync('pdftotext', ['-raw', report, '-'], { maxBuffer: 1 << 26 })
      .toString()
      .replaceAll(/\s+/g, ' ');
    expect(printed).toMatch(
      /Times of these write no year: JS\/1 messages\. The year of the first is stated by the examiner, Jane Smith, not by the records: 2025 for JS\/1 messages\./,
    );
    expect(printed).toContain('times without a year counted from 2025 (rotated in January 2026)');
    expect(printed).toContain('neither year nor zone stated; answered by the examiner');
  });
});
