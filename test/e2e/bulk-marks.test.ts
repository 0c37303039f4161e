import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Examiner } from './examiner.js';
import { RunningExhibit } from './running-exhibit.js';
import { seriousFindings } from './serious-findings.js';

const alert = (minute: number, rule: string): string =>
  `${JSON.stringify({ output: `Notice ${rule}`, priority: 'Notice', rule, source: 'syscall', time: `2026-07-01T12:${minute}:00Z`, output_fields: { 'container.id': 'host' } })}\n`;

describe('marks on many events', () => {
  const exhibit = new RunningExhibit();
  const folder = mkdtempSync(join(tmpdir(), 'exhibit-bulk-'));
  const caseFolder = join(folder, 'case');
  const log = join(folder, 'alerts.json');
  afterAll(async () => {
    await exhibit.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  it('hide all hits of a search in one act, in sight, and one undo', async () => {
    writeFileSync(log, [10, 11, 12].map((minute) => alert(minute, 'Noise')).join('') + alert(13, 'Signal'));
    const start = await exhibit.start();
    await start.getByLabel('Case number').fill('E2E-B');
    await start.getByLabel('Examiner').fill('Jane Smith');
    await start.getByLabel('Folder of the case').fill(caseFolder);
    await start.getByRole('button', { name: 'Make the case' }).click();
    const examiner = new Examiner(await exhibit.page('case'));
    const { page } = examiner;
    await examiner.drop([log]);
    await examiner.importDropped('One node');
    expect(await examiner.query('rule.name: Noise')).toContain('3 of 4 events');
    await page.getByRole('button', { name: 'Mark all shown (B)' }).click();
    const dialog = page.getByRole('dialog', { name: 'Mark 3 events' });
    expect(await seriousFindings(page)).toEqual([]);
    await dialog.getByRole('radio', { name: 'Hide' }).click();
    await dialog.getByRole('button', { name: 'Mark them' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await examiner.query('')).toContain('1 of 4 events');
    await page.getByText('shown 1 of 4 events (0 undated; 3 hidden left out)').waitFor();
    // Every count on every place says whether hidden events are in.
    await page.getByRole('button', { name: 'Group', exact: true }).click();
    await page.getByText('1 group of 1 event (3 hidden left out)').waitFor();
    await page.getByRole('button', { name: 'Group', exact: true }).click();
    await examiner.goTo('Overview');
    await page.getByText('3 events hidden by 1 act included').waitFor();
    await page.getByRole('button', { name: 'Unhide' }).click();
    const acts = page.getByRole('dialog', { name: 'Acts that hide events' });
    expect(await acts.getByRole('listitem').allInnerTexts()).toEqual([
      expect.stringMatching(/^3 events hidden rule\.name: Noise/),
    ]);
    await acts.getByRole('button', { name: 'Close' }).click();
    await examiner.goTo('Time line');
    expect(await examiner.query('exhibit.hidden: true')).toContain(
      'shown 3 of 4 events (0 undated; 3 hidden included)',
    );
    await examiner.query('');
    const toggle = page.getByRole('button', { name: '3 events hidden by 1 act' });
    await toggle.click();
    if (process.env['LOOK'] !== undefined) await page.screenshot({ path: `${process.env['LOOK']}/bulk.png` });
    await page.getByText('shown 4 of 4 events').waitFor();
    await page.getByRole('button', { name: 'Hidden ones are shown (1 act)' }).click();
    await page.getByText('shown 1 of 4 events').waitFor();
    await page.getByRole('button', { name: 'Undo (Ctrl+Z)' }).click();
    await page.getByText('shown 4 of 4 events').waitFor();
    const lines = readFileSync(join(caseFolder, 'journal.ndjson'), 'utf8').match(/"type":"events-marked"/g);
    expect(lines).toHaveLength(1);
  });

  it('tag all hits, and say so beside each', async () => {
    const examiner = new Examiner(await exhibit.page('case'));
    const { page } = examiner;
    await examiner.query('rule.name: Noise');
    await page.getByRole('button', { name: 'Mark all shown (B)' }).click();
    const dialog = page.getByRole('dialog', { name: 'Mark 3 events' });
    await dialog.getByRole('radio', { name: 'Tag' }).click();
    await dialog.getByRole('textbox', { name: /^Tag/ }).fill('miner');
    await dialog.getByRole('button', { name: 'Mark them' }).click();
    await dialog.waitFor({ state: 'detached' });
    await examiner.chooseFirstRow();
    await page.getByText('tagged miner').first().waitFor();
    // The grid shows it, and the query language finds it.
    expect(await page.locator('.grid-marks').getByText('tagged miner').count()).toBe(3);
    expect(await examiner.query('exhibit.tag: miner')).toContain('shown 3 of 4 events');
    expect(await examiner.query('exhibit.tag: miner and exhibit.source.exhibit: JS/1')).toContain(
      'shown 3 of 4 events',
    );
    expect(await examiner.query('not exhibit.tag: *')).toContain('shown 1 of 4 events');
  });
});
