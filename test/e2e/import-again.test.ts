import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Examiner } from './examiner.js';
import { RunningExhibit } from './running-exhibit.js';
import { seriousFindings } from './serious-findings.js';

const alert = (minute: number): string =>
  `${JSON.stringify({ output: 'Notice Shell', priority: 'Notice', rule: 'Shell', source: 'syscall', time: `2026-07-01T12:${minute}:00Z`, output_fields: { 'container.id': 'host' } })}\n`;

describe('an import that was interrupted', () => {
  const folder = mkdtempSync(join(tmpdir(), 'exhibit-again-'));
  const userData = mkdtempSync(join(tmpdir(), 'exhibit-again-data-'));
  const caseFolder = join(folder, 'case');
  const log = join(folder, 'alerts.json');
  const broken = new RunningExhibit(userData, { EXHIBIT_FAILPOINT: 'staged' });
  const exhibit = new RunningExhibit(userData);
  afterAll(async () => {
    await broken.stop();
    await exhibit.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is said when the case is opened, and done again from the copy in one act', async () => {
    writeFileSync(log, [10, 11, 12].map(alert).join(''));
    const start = await broken.start();
    await start.getByLabel('Case number').fill('E2E-A');
    await start.getByLabel('Examiner').fill('Jane Smith');
    await start.getByLabel('Folder of the case').fill(caseFolder);
    await start.getByRole('button', { name: 'Make the case' }).click();
    const first = new Examiner(await broken.page('case'));
    await first.drop([log]);
    await first.page
      .getByRole('dialog', { name: 'Import evidence' })
      .getByRole('button', { name: 'Copy and import' })
      .click();
    await broken.ended();
    // The original is gone; what was received is in the case.
    rmSync(log);

    const again = await exhibit.start();
    await again.getByLabel('Path of the case folder').fill(caseFolder);
    await again.getByRole('button', { name: 'Open', exact: true }).click();
    const { page } = new Examiner(await exhibit.page('case'));
    await page.getByText(/The import of JS\/1 \(alerts\.json\) was interrupted/).waitFor();
    await page.getByText('No events yet').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Import JS/1 again' }).click();
    await page.getByText('3 events of 3 records in 1 exhibit', { exact: false }).waitFor();
    await page.getByText(/The import of JS\/1/).waitFor({ state: 'detached' });
    const acts = readFileSync(join(caseFolder, 'journal.ndjson'), 'utf8').match(/"type":"(?:import|exhibit)-[a-z]+"/g);
    expect(acts).toEqual(['"type":"exhibit-received"', '"type":"import-cancelled"', '"type":"exhibit-imported"']);
  });
});
