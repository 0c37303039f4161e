import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument } from 'pdf-lib';
import { afterAll, describe, expect, it } from 'vitest';
import { tarOf } from '../support/tar-builder.js';
import { Examiner } from './examiner.js';
import { RunningExhibit } from './running-exhibit.js';
import { seriousFindings } from './serious-findings.js';

const alert = (time: string, rule: string): string =>
  `${JSON.stringify({ output: `Notice ${rule}`, priority: 'Notice', rule, source: 'syscall', time, output_fields: { 'container.id': 'host' } })}\n`;

describe('custody of exhibits', () => {
  const exhibit = new RunningExhibit();
  const folder = mkdtempSync(join(tmpdir(), 'exhibit-custody-'));
  const caseFolder = join(folder, 'case');
  const kept = join(folder, 'kept.tar');
  const stray = join(folder, 'stray.json');
  const sums = join(folder, 'MD5SUMS');
  afterAll(async () => {
    await exhibit.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is stated with the drop and later, in one act each', async () => {
    const archive = tarOf([{ name: 'node-1/kept.json', content: alert('2026-07-01T12:00:00Z', 'Kept') }]);
    writeFileSync(kept, archive);
    writeFileSync(stray, alert('2026-07-01T12:00:01Z', 'Stray'));
    const md5 = (bytes: string | Uint8Array): string => createHash('md5').update(bytes).digest('hex');
    const inside = md5(alert('2026-07-01T12:00:00Z', 'Kept'));
    writeFileSync(sums, `${inside}  ./node-1/kept.json\n${md5(archive)}  kept.tar\n${'0'.repeat(32)}  gone.json\n`);
    const start = await exhibit.start();
    await start.getByLabel('Case number').fill('E2E-C');
    await start.getByLabel('Examiner').fill('Jane Smith');
    await start.getByLabel('Folder of the case').fill(caseFolder);
    await start.getByRole('button', { name: 'Make the case' }).click();
    const examiner = new Examiner(await exhibit.page('case'));
    const { page } = examiner;
    await examiner.drop([kept, stray]);
    const dialog = page.getByRole('dialog', { name: 'Import evidence' });
    await dialog.getByText(/^Custody in parts/).click();
    await dialog.getByLabel('Collected by').fill('R. Okafor');
    expect(await seriousFindings(page)).toEqual([]);
    await examiner.importDropped('Two nodes');
    await examiner.goTo('Ledger');
    await page.getByRole('button', { name: 'Custody of JS/1' }).click();
    const custody = page.getByRole('dialog', { name: 'Exhibit JS/1' });
    await expect.poll(() => custody.getByLabel('Collected by').inputValue()).toBe('R. Okafor');
    await custody.getByLabel('Seal').fill('Bag 17');
    for (const theme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: theme });
      expect(await seriousFindings(page)).toEqual([]);
    }
    await custody.getByRole('button', { name: 'Save the intake' }).click();
    await custody.waitFor({ state: 'detached' });
  });

  it('is compared with what the collector wrote down', async () => {
    const examiner = new Examiner(await exhibit.page('case'));
    const { page } = examiner;
    await examiner.drop([sums]);
    await page.getByRole('dialog', { name: 'Import evidence' }).getByRole('button', { name: 'Compare' }).click();
    await page.getByText('2 match, 0 mismatch, 1 not listed, 1 listed but absent').waitFor();
  });

  it('ends with a reason: events leave, lines and words stay', async () => {
    const examiner = new Examiner(await exhibit.page('case'));
    const { page } = examiner;
    await examiner.goTo('Time line');
    await examiner.query('rule.name: Stray');
    await examiner.chooseFirstRow();
    await examiner.makeStep('Of the wrong case', 'Does not belong here.');
    await examiner.goTo('Ledger');
    await page.getByRole('button', { name: 'Custody of JS/2' }).click();
    const custody = page.getByRole('dialog', { name: 'Exhibit JS/2' });
    await custody.getByRole('button', { name: 'Remove this exhibit…' }).click();
    await custody.getByLabel('Why it is removed').fill('belongs to another case');
    await custody.getByRole('button', { name: 'Remove JS/2' }).click();
    await page.getByText('stray.json: belongs to another case').waitFor();
    await examiner.goTo('Kill chain');
    await page.getByText('exhibit removed').waitFor();
    await examiner.goTo('Time line');
    expect(await examiner.query('')).toContain('1 of 1 event');
    await examiner.goTo('Report');
    await page.getByRole('button', { name: 'Export PDF' }).click();
    await page.getByText(/pages written to/).waitFor({ timeout: 90_000 });
    const [report] = readdirSync(join(caseFolder, 'reports'));
    const pdf = await PDFDocument.load(readFileSync(join(caseFolder, 'reports', report ?? '')));
    expect(pdf.getPageCount()).toBeGreaterThan(3);
    await exhibit.stop();
  });

  it('is the same after opening again', async () => {
    const start = await exhibit.start();
    await start.getByLabel('Path of the case folder').fill(caseFolder);
    await start.getByRole('button', { name: 'Open', exact: true }).click();
    const examiner = new Examiner(await exhibit.page('case'));
    await examiner.goTo('Ledger');
    await examiner.page.getByText('stray.json: belongs to another case').waitFor();
    await examiner.goTo('Time line');
    await examiner.page.getByText(/1 of 1 event/).waitFor();
  });
});
