import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeIncident } from '../../evidence.js';
import { Examiner } from '../../examiner.js';
import { RunningExhibit } from '../../running-exhibit.js';
import { leave } from '../leave.js';
import { FAR_IPV4, FAR_IPV6, OUTSIDE, packets } from '../namespace.js';

/** The test drives the window over a local port, so that loopback counts nothing here. */
describe('the window sends no packet to any other machine', () => {
  const exhibit = new RunningExhibit();
  const folder = mkdtempSync(join(tmpdir(), 'exhibit-offline-'));
  const bundle = join(folder, 'bundle.tar.gz');
  const caseFolder = join(folder, 'case');
  let before: number;
  let examiner: Examiner;

  beforeAll(async () => {
    before = packets(OUTSIDE);
    await writeIncident(bundle);
  });
  afterAll(async () => {
    await exhibit.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  it('makes a case', async () => {
    const start = await exhibit.start();
    await start.getByLabel('Case number').fill('OFF-1');
    await start.getByLabel('Examiner').fill('Jane Smith');
    await start.getByLabel('Folder of the case').fill(caseFolder);
    await start.getByRole('button', { name: 'Make the case' }).click();
    examiner = new Examiner(await exhibit.page('case'));
    await examiner.page.getByRole('button', { name: 'Import evidence' }).first().waitFor();
    expect(packets(OUTSIDE)).toBe(before);
  });

  it('imports by path', async () => {
    const { page } = examiner;
    await page.getByRole('button', { name: 'Import evidence' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'Import evidence' });
    await dialog.getByLabel('Path of a file or folder').fill(bundle);
    await dialog.getByRole('button', { name: 'Take it' }).click();
    await dialog.getByText('bundle.tar.gz').waitFor();
    await examiner.importDropped('by path');
    expect(packets(OUTSIDE)).toBe(before);
  });

  it('annotates', async () => {
    await examiner.goTo('Time line');
    expect(await examiner.query('process.name: nsenter')).toMatch(/^shown [1-9]/);
    await examiner.chooseFirstRow();
    await examiner.makeStep('Escape to the node', 'Enters the namespaces of process 1.');
    expect(packets(OUTSIDE)).toBe(before);
  });

  it('exports', async () => {
    await examiner.goTo('Report');
    await examiner.page.getByRole('button', { name: 'Export PDF' }).click();
    await examiner.page.getByText(/pages written to/).waitFor({ timeout: 120_000 });
    expect(readdirSync(join(caseFolder, 'reports'))).toHaveLength(1);
    expect(packets(OUTSIDE)).toBe(before);
  });

  it.each([FAR_IPV4, `[${FAR_IPV6}]`, 'machine.example.org'])(
    'lets nothing out to %s, whatever the page tries',
    async (machine) => {
      const { page } = examiner;
      expect(await leave(page, `${machine}:80`)).toEqual({ notRefused: [], candidates: 0, page: 'stays' });
      expect(packets(OUTSIDE)).toBe(before);
    },
  );
});
