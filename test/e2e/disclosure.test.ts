import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PDFDocument } from 'pdf-lib';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { JOURNAL_FILE } from '../../main/services/journal-reading.js';
import type { Act } from '../../parsers/model/case.js';
import { sha256 } from '../support/report-attachments.js';
import { runExhibit } from '../support/run-exhibit.js';
import { hasTool } from '../support/tools.js';
import { Examiner } from './examiner.js';
import { attachedFiles } from './hostile-text/pdf-objects.js';
import { squeezed } from './hostile-text/screen-text.js';
import { makeReadyCase, READY_SECRET } from './ready-case.js';
import { RunningExhibit } from './running-exhibit.js';
import { seriousFindings } from './serious-findings.js';

const MASK = `[masked: password in an argument, SHA-256 ${sha256(READY_SECRET)}]`;
const hasShellTools = ['bash', 'jq', 'sha256sum', 'tar', 'gzip'].every(hasTool);

describe('what leaves a case', () => {
  const exhibit = new RunningExhibit();
  const folder = join(exhibit.userData, 'Exhibit/2026-117');
  const pdf = join(exhibit.userData, 'draft.pdf');
  /** Attachments of that draft. */
  let reported: ReadonlyMap<string, Buffer>;
  let page: Page;
  let examiner: Examiner;

  const acts = (): readonly Act[] =>
    readFileSync(join(folder, JOURNAL_FILE), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { body: { act: Act } }).body.act);

  beforeAll(() => makeReadyCase(folder));
  afterAll(() => exhibit.remove());

  it('holds no secret when events are exported, but its hash', async () => {
    for (const options of [[], ['--csv']]) {
      const { code, stdout } = await runExhibit(['events', '--case', folder, ...options]);
      expect(code).toBe(0);
      expect(stdout.toString()).not.toContain(READY_SECRET);
      expect(stdout.toString()).toContain(MASK);
    }
  });

  it('is masked in a report and its attachments, and verification asks for the evidence', async () => {
    const words = join(exhibit.userData, 'words.json');
    const match = { query: 'process.command_line: *mysql*' };
    const note = `typed --password ${READY_SECRET}`;
    writeFileSync(words, JSON.stringify({ annotations: [{ id: 'a', match, note, step: 'Login', forReport: true }] }));
    const run = await runExhibit(['report', '--case', folder, '--annotations', words, '--out', pdf]);
    expect([run.code, run.stderr.toString()]).toEqual([0, '']);
    reported = attachedFiles(await PDFDocument.load(readFileSync(pdf)));
    expect([...reported].filter(([, bytes]) => bytes.includes(READY_SECRET)).map(([name]) => name)).toEqual([]);
    expect(reported.get('cited-records.ndjson')?.toString()).toContain('"rawMasked":true');
    const answerOf = async (...more: readonly string[]) => {
      const { code, stdout } = await runExhibit(['verify', pdf, '--json', ...more]);
      const { answers } = JSON.parse(stdout.toString()) as { answers: { id: string; answer: string }[] };
      return { code, ...Object.fromEntries(answers.map(({ id, answer }) => [id, answer])) };
    };
    expect(await answerOf()).toMatchObject({ code: 0, records: 'cannot-tell', journal: 'yes' });
    expect(await answerOf('--case', folder)).toMatchObject({
      code: 0,
      'report-records': 'yes',
      'report-export': 'yes',
    });
  });

  it.skipIf(!hasShellTools)('is walked to all the same: what stands in its place has the hash of the mask', () => {
    const rows = String(reported.get('cited-records.ndjson'));
    expect(rows).toContain(`"object":"mysql -h db --password=${MASK}"`);
    const [user, root] = ['"actor":"root"', `"actor":"[masked: user name, SHA-256 ${sha256('root')}]"`];
    expect(rows).toContain(user);
    const walk = (text: string) => {
      const file = join(exhibit.userData, 'rows.ndjson');
      writeFileSync(file, text);
      const { status, stdout } = spawnSync('bash', ['test/walk-report.sh', file, join(folder, 'evidence')]);
      return [status, String(stdout)];
    };
    const told = (count: number) =>
      `masked values with the SHA-256 that the mask states: ${count}\n1 rows walked, 0 differences\n`;
    expect(walk(rows)).toEqual([0, told(1)]);
    expect(walk(rows.replace(user, root))).toEqual([0, told(2)]);
    const changes = [
      [sha256(READY_SECRET), sha256('another')],
      ['mysql -h db', 'mysql -h dc'],
      [`--password=${MASK}`, `--password=${MASK}!`],
      [user, root.replace(sha256('root'), sha256('node'))],
      ['"recordSha256":"', '"recordSha256":"0'],
    ] as const;
    for (const [from, to] of changes) {
      expect(rows).toContain(from);
      expect(walk(rows.replaceAll(from, to))[0], to).toBe(1);
    }
  });

  it.skipIf(!hasTool('pdftotext'))('is printed as what it is (pdftotext)', () => {
    const pages = squeezed(execFileSync('pdftotext', ['-raw', pdf, '-']).toString());
    expect(pages).not.toContain(READY_SECRET);
    for (const printed of [
      `mysql -h db --password=${MASK}`,
      '[a secret is masked here: the command above prints the bytes',
    ])
      expect(pages.includes(squeezed(printed)), printed).toBe(true);
  });

  it('is masked on screen until the examiner has it shown, which the journal records', async () => {
    const start = await exhibit.start();
    await start.getByLabel('Path of the case folder').fill(folder);
    await start.getByRole('button', { name: 'Open', exact: true }).click();
    page = await exhibit.page('case');
    examiner = new Examiner(page);
    await examiner.goTo('Time line');
    await examiner.query('process.command_line: *mysql*');
    await examiner.chooseFirstRow();
    const detail = page.getByRole('region', { name: 'Event', exact: true });
    await detail.getByText('secrets masked').waitFor();
    const record = detail.getByLabel('Raw record');
    expect(await record.innerText()).toContain(MASK);
    expect(await page.locator('body').innerText()).not.toContain(READY_SECRET);
    expect(await seriousFindings(page)).toEqual([]);
    await detail.getByRole('button', { name: 'Show them, on the record' }).press('Enter');
    await detail.getByText('secrets shown').waitFor();
    expect(await record.innerText()).toContain(`--password=${READY_SECRET}`);
    expect(acts().at(-1)?.type).toBe('secrets-revealed');
  });

  it('is chosen, looked at, written and journalled', async () => {
    await examiner.goTo('Case');
    const panel = page.getByRole('region', { name: 'Disclosure' });
    await panel.getByText('The notebook, also notes that no report prints').click();
    await panel.getByRole('button', { name: 'Preview what leaves' }).press('Enter');
    const files = panel.getByRole('list', { name: 'Files of the disclosure' });
    await files.getByText('notes.json', { exact: true }).waitFor();
    expect((await files.getByRole('listitem').allInnerTexts()).map((text) => text.split(/\s/)[0])).toEqual([
      'README.txt',
      'disclosure.json',
      'exhibits.json',
      'ledger.json',
      'annotations.json',
      'taken-back.json',
      'notes.json',
      'searches.json',
      'unused-material.csv',
      'journal.ndjson',
      'SHA256SUMS',
    ]);
    await files.getByText('README.txt', { exact: true }).click();
    await panel.getByText(/Disclosure of case 2026-117, Miner on node-2/).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    const target = join(exhibit.userData, 'for the court.tar');
    await panel.getByLabel('Path of the disclosure').fill(target);
    await panel.getByRole('button', { name: 'Write the disclosure' }).click();
    await panel.getByText(/ written to/).waitFor();
    const tar = readFileSync(target);
    expect(tar.includes(READY_SECRET)).toBe(false);
    expect(acts().at(-1)).toEqual({
      type: 'exported',
      what: 'disclosure',
      sha256: sha256(tar),
      detail: `${target}; annotations, taken-back, notes, searches, unused`,
    });
    const { code, stdout } = await runExhibit(['verify', target, '--case', folder, '--json']);
    const { answers } = JSON.parse(stdout.toString()) as { answers: { id: string; answer: string }[] };
    expect(code).toBe(0);
    expect(Object.fromEntries(answers.map(({ id, answer }) => [id, answer]))).toMatchObject({
      'disclosure-files': 'yes',
      'disclosure-journal': 'yes',
      'disclosure-contents': 'yes',
      'disclosure-case': 'yes',
      'disclosure-unchanged': 'yes',
    });
  });
});
