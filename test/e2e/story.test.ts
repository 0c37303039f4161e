import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument } from 'pdf-lib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ALL_SHOWN, EVENTS, LANES, RECORDS } from '../support/demonstration.js';
import { writeIncident } from './evidence.js';
import { Examiner } from './examiner.js';
import { RunningExhibit } from './running-exhibit.js';

/** Steps of the story: a query that has one answer, the title, the note. Four workloads on two nodes and the cloud account. */
const STEPS = [
  ['rule.name: "Run shell untrusted"', 'Web server starts a shell', 'A process of the web server starts sh.'],
  ['rule.name: "Drop and execute new binary in container"', 'Dropped program runs', 'Not part of the image.'],
  [
    'event.action: "create pods/exec" and user.name: *storefront',
    'Exec into payments',
    'By the token of the storefront.',
  ],
  ['event.action: "create pods" and user.name: *storefront', 'Privileged pod', 'Asks for host namespaces.'],
  ['process.name: nsenter and not exhibit.layer: sandbox', 'Escape to the node', 'Enters the namespaces of process 1.'],
  [
    'event.action: GetCallerIdentity and source.ip: 198.51.100.77',
    'Credentials used outside',
    'From an unknown address.',
  ],
] as const;

const LINKS = [
  ['S1', 'S2', 'same container'],
  ['S4', 'S5', 'nsenter runs in that pod'],
  ['S5', 'S6', 'credentials of that node'],
] as const;

describe('a day of casework', () => {
  const exhibit = new RunningExhibit();
  const folder = mkdtempSync(join(tmpdir(), 'exhibit-story-'));
  const bundle = join(folder, 'bundle.tar.gz');
  const caseFolder = join(folder, 'case');

  beforeAll(() => writeIncident(bundle));
  afterAll(async () => {
    await exhibit.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  const openCase = async (): Promise<Examiner> => {
    const start = await exhibit.start();
    await start.getByLabel('Path of the case folder').fill(caseFolder);
    await start.getByRole('button', { name: 'Open', exact: true }).click();
    return new Examiner(await exhibit.page('case'));
  };

  const expectAllThere = async (examiner: Examiner): Promise<void> => {
    await examiner.goTo('Time line');
    await examiner.page.getByText(ALL_SHOWN).waitFor({ timeout: 90_000 });
    await examiner.goTo('Kill chain');
    await examiner.page.getByText('6 steps, 3 links').waitFor();
    for (const [, title] of STEPS) await examiner.page.getByRole('cell', { name: title }).first().waitFor();
  };

  it('makes a case, drops the bundle, and shows lanes', async () => {
    const start = await exhibit.start();
    await start.getByLabel('Case number').fill('E2E-1');
    await start.getByLabel('Title').fill('Story');
    await start.getByLabel('Examiner').fill('Jane Smith');
    await start.getByLabel('Folder of the case').fill(caseFolder);
    await start.getByRole('button', { name: 'Make the case' }).click();
    const examiner = new Examiner(await exhibit.page('case'));
    await examiner.drop([bundle]);
    await examiner.importDropped('Log export of the shop cluster');
    await examiner.page.getByText(ALL_SHOWN).waitFor();
    await examiner.page.getByText(LANES, { exact: true }).waitFor();
    await examiner.goTo('Ledger');
    await examiner.page.getByText(RECORDS).first().waitFor();
  });

  it('filters, annotates, and builds a chain of six steps with links', async () => {
    const examiner = new Examiner(await exhibit.page('case'));
    await examiner.goTo('Time line');
    for (const [query, title, note] of STEPS) {
      expect(await examiner.query(query)).toContain(`shown 1 of ${EVENTS} events`);
      await examiner.chooseFirstRow();
      await examiner.makeStep(title, note);
    }
    await examiner.goTo('Kill chain');
    for (const [from, to, reason] of LINKS) await examiner.link(from, to, reason);
    await examiner.page.getByText('6 steps, 3 links').waitFor();
  });

  it('undoes and redoes, and switches the zone everywhere', async () => {
    const examiner = new Examiner(await exhibit.page('case'));
    const { page } = examiner;
    await page.keyboard.press('Control+z');
    await page.getByText('6 steps, 2 links').waitFor();
    await page.keyboard.press('Control+Shift+z');
    await page.getByText('6 steps, 3 links').waitFor();
    await examiner.goTo('Time line');
    await examiner.query('');
    await examiner.chooseFirstRow();
    await page.getByText('2026-10-14 06:00:00.984550 UTC').first().waitFor();
    await examiner.chooseZone('Asia/Tokyo');
    await page.getByText('2026-10-14 15:00:00.984550 +09:00').first().waitFor();
    await page.getByText('Europe/Berlin').waitFor({ state: 'detached' });
  });

  it('exports a report whose attachments name the records', async () => {
    const examiner = new Examiner(await exhibit.page('case'));
    await examiner.goTo('Report');
    await examiner.page.getByRole('button', { name: 'Export PDF' }).click();
    await examiner.page.getByText(/pages written to/).waitFor({ timeout: 90_000 });
    const [report] = readdirSync(join(caseFolder, 'reports'));
    const pdf = await PDFDocument.load(readFileSync(join(caseFolder, 'reports', report ?? '')), {
      updateMetadata: false,
    });
    expect(pdf.getPageCount()).toBeGreaterThan(5);
    expect(pdf.getTitle()).toContain('E2E-1');
    await exhibit.stop();
  });

  it('opens again with everything there', async () => {
    await expectAllThere(await openCase());
    await exhibit.stop();
  });

  it('opens again after the database was deleted', async () => {
    const { id } = JSON.parse(readFileSync(join(caseFolder, 'case.json'), 'utf8')) as { id: string };
    const cache = join(exhibit.userData, 'cache', id);
    expect(existsSync(cache)).toBe(true);
    rmSync(cache, { recursive: true });
    await expectAllThere(await openCase());
    await exhibit.stop();
  });
});
