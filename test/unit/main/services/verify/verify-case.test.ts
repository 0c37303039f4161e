import { createHash } from 'node:crypto';
import { chmod, cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { AnswerId } from '../../../../../main/services/verify/answer.js';
import { readCaseRecord } from '../../../../../main/services/verify/case-record.js';
import { verifyCase } from '../../../../../main/services/verify/verify-case.js';
import { verifyReport } from '../../../../../main/services/verify/verify-report.js';
import { describeSigner, type SigningKey } from '../../../../../main/services/signing/signing-key.js';
import type { JournalBody, JournalLine } from '../../../../../parsers/model/case.js';
import { FIRST_PREVIOUS_HASH, writeLine } from '../../../../../parsers/model/journal-chain.js';
import { recomputed } from '../../../../support/forge-report.js';
import { reportAttachments, sha256 } from '../../../../support/report-attachments.js';
import { smallReport, testKey } from '../../../../support/signed-pdf.js';
import { verifiableCase, type VerifiableCase } from '../../../../support/verifiable-case.js';
import { temporaryFolder } from '../case-setup.js';

let key: SigningKey;
let impostor: SigningKey;
let parent: string;
let made: VerifiableCase;
let folder: string;

beforeAll(async () => {
  key = testKey();
  impostor = testKey();
  parent = await mkdtemp(join(tmpdir(), 'exhibit-verify-'));
  made = await verifiableCase(parent, key);
});
afterAll(() => rm(parent, { recursive: true, force: true }));
beforeEach(async () => {
  folder = join(await temporaryFolder(), 'case');
  await cp(made.folder, folder, { recursive: true });
});

/** Answers of a case, and of a report held against it, by their id. */
async function answers(report: Buffer | null = made.report) {
  const { manifest, journal } = report === null ? { manifest: null, journal: [] } : verifyReport(report, []);
  const claims = report === null ? null : { bytes: report, manifest, journal };
  const all = await verifyCase(await readCaseRecord(folder), claims, () => {});
  return {
    said: Object.fromEntries(all.map(({ id, answer }) => [id, answer])) as Partial<Record<AnswerId, string>>,
    because: Object.fromEntries(all.map(({ id, because }) => [id, because])) as Partial<Record<AnswerId, string>>,
  };
}

const ALL_WELL = {
  'case-journal': 'yes',
  'case-complete': 'cannot-tell',
  'case-evidence': 'yes',
  'case-members': 'yes',
  'report-head': 'yes',
  'report-export': 'yes',
  'report-exhibits': 'yes',
  'report-records': 'yes',
};

const journalPath = () => join(folder, 'journal.ndjson');
const journalLines = async () => (await readFile(journalPath(), 'utf8')).trimEnd().split('\n');
const writeJournal = (lines: readonly string[]) => writeFile(journalPath(), lines.map((line) => `${line}\n`).join(''));
const copyOf = (...parts: readonly string[]) => join(folder, 'evidence', ...parts);

async function overwrite(path: string, bytes: Buffer | string): Promise<void> {
  await chmod(path, 0o644);
  await writeFile(path, bytes);
}

const bySomebodyElse = (body: JournalBody): JournalBody => ({ ...body, by: 'Somebody Else' });

describe('a case as it was left', () => {
  test('is answered question by question, alone and with its report', async () => {
    expect((await answers()).said).toEqual(ALL_WELL);
    const { said, because } = await answers(null);
    expect(Object.keys(said)).toEqual(['case-journal', 'case-complete', 'case-evidence', 'case-members']);
    expect(because['case-members']).toBe(
      'All 7 members were opened again and have the hashes and sizes of the ledger.',
    );
  });

  test('is not written to, not even where its last line is torn', async () => {
    await writeFile(journalPath(), `${await readFile(journalPath(), 'utf8')}{"hash":"`);
    const { said, because } = await answers();
    expect(said).toEqual(ALL_WELL);
    expect(because['case-complete']).toContain('9 bytes of a line follow line 14 that was never finished');
    expect((await readFile(journalPath(), 'utf8')).endsWith('{"hash":"')).toBe(true);
  });
});

describe('a journal', () => {
  test('with a changed line is found, and its number said', async () => {
    const lines = await journalLines();
    await writeJournal(lines.map((line, index) => (index === 9 ? line.replace('note 2', 'note 9') : line)));
    const { said, because } = await answers();
    expect(said).toMatchObject({
      'case-journal': 'no',
      'case-complete': 'cannot-tell',
      'report-head': 'cannot-tell',
      'report-export': 'cannot-tell',
    });
    expect(because['case-journal']).toContain('line 10 of');
  });

  test('with a line taken out is found', async () => {
    await writeJournal((await journalLines()).filter((_, index) => index !== 9));
    expect((await answers()).because['case-journal']).toContain('does not follow from the line before');
  });

  test('whose tail was cut shows only against a report, and that is said', async () => {
    const lines = await journalLines();
    await writeJournal(lines.slice(0, -3));
    const alone = await answers(null);
    expect(alone.said).toMatchObject({ 'case-journal': 'yes', 'case-complete': 'cannot-tell' });
    expect(alone.because['case-complete']).toContain('Lines that are cut off its end whole leave no trace in it.');
    const { said, because } = await answers();
    expect(said).toMatchObject({
      'case-journal': 'yes',
      'case-complete': 'no',
      'report-head': 'no',
      'report-export': 'no',
    });
    expect(because['case-complete']).toContain('It ends at line 11, and the report rests on line 13');
  });

  test('whose last line alone was cut, the one of the export, does not state the file any more', async () => {
    await writeJournal((await journalLines()).slice(0, -1));
    expect((await answers()).said).toEqual({ ...ALL_WELL, 'report-export': 'no' });
  });

  test('computed anew from line 10 holds in itself; the report tells where they part', async () => {
    const all = (await journalLines()).map((line) => JSON.parse(line) as JournalLine);
    await writeJournal(recomputed(all, 10, bySomebodyElse).map(({ text }) => text));
    expect((await answers(null)).said).toMatchObject({ 'case-journal': 'yes' });
    const { said, because } = await answers();
    expect(said).toMatchObject({ 'report-head': 'no', 'report-export': 'yes' });
    expect(because['report-head']).toContain('From line 10 on');
  });

  test('computed anew together with the report, under a new key of the same name: only the key tells, or a note of the head', async () => {
    const anew = recomputed(made.lines, 10, bySomebodyElse);
    const lines = anew.map(({ line }) => line);
    const report = await smallReport(
      impostor,
      reportAttachments({ kind: 'case', signerSha256: describeSigner(impostor).sha256, lines, records: made.records }),
    );
    await writeJournal(anew.map(({ text }) => text));
    expect((await answers(report)).said).toEqual({ ...ALL_WELL, 'report-export': 'no' });
    const act = { type: 'exported', what: 'report', sha256: sha256(report), detail: 'report.pdf' } as const;
    const last = writeLine(lines.at(-1)?.hash ?? '', {
      seq: lines.length + 1,
      at: '2026-11-24T08:00:00.000Z',
      by: '',
      act,
    });
    await writeJournal([...anew, last].map(({ text }) => text));
    expect((await answers(report)).said).toEqual(ALL_WELL);
    const { answers: own } = verifyReport(report, []);
    expect(own.find(({ id }) => id === 'known')).toMatchObject({
      answer: 'cannot-tell',
      wouldTell: expect.stringContaining('--trust <fingerprint>'),
    });
  });

  test('that states another hash than its ledger has is found', async () => {
    const all = (await journalLines()).map((line) => JSON.parse(line) as JournalLine);
    const other = (body: JournalBody): JournalBody =>
      body.act.type === 'exhibit-imported' ? { ...body, act: { ...body.act, ledgerSha256: '0'.repeat(64) } } : body;
    await writeJournal(recomputed(all, 1, other).map(({ text }) => text));
    expect((await answers(null)).because['case-journal']).toBe('Line 6, 7, 8 states another hash than its ledger has.');
  });

  test('whose lines hold and are no acts is damaged, not a crash', async () => {
    const bodyText = '{"seq":';
    const hash = (text: string) => createHash('sha256').update(text).digest('hex');
    const bodyHash = hash(bodyText);
    await writeJournal([
      `{"hash":"${hash(FIRST_PREVIOUS_HASH + bodyHash)}","bodyHash":"${bodyHash}","body":${bodyText}}`,
    ]);
    expect((await answers(null)).because['case-journal']).toContain(
      'it holds an act that this version of Exhibit does not know',
    );
  });

  test('of another case than case.json, or the report, names is found', async () => {
    const path = join(folder, 'case.json');
    await writeFile(path, (await readFile(path, 'utf8')).replace('Jo Smith', 'Jo Smyth'));
    expect((await answers(null)).because['case-journal']).toContain('case.json says something else than the journal');
    const other = await verifiableCase(await temporaryFolder(), key);
    expect((await answers(other.report)).said).toMatchObject({
      'report-head': 'no',
      'report-export': 'no',
      'report-exhibits': 'no',
      'report-records': 'no',
    });
  });
});

describe('evidence', () => {
  const inFolder = () => copyOf('JS-2', 'collected', 'sub', 'audit.log');

  test('of which one byte was changed is found, and the record that stood there', async () => {
    const text = await readFile(inFolder(), 'utf8');
    await overwrite(inFolder(), text.replace('"a":1', '"a":7'));
    const { said, because } = await answers();
    expect(said).toEqual({ ...ALL_WELL, 'case-evidence': 'no', 'report-records': 'no' });
    expect(because['case-evidence']).toBe('JS/2 sub/audit.log has another SHA-256 than at receipt.');
    expect(because['report-records']).toBe('E7 does not stand in JS/2 where the report says.');
  });

  test('that was removed is found', async () => {
    await rm(copyOf('JS-1'), { recursive: true });
    const { said, because } = await answers();
    expect(said).toEqual({
      ...ALL_WELL,
      'case-evidence': 'no',
      'case-members': 'cannot-tell',
      'report-records': 'cannot-tell',
    });
    expect(because['case-evidence']).toBe('JS/1 is missing.');
    expect(because['report-records']).toContain('6 of 12 stand where the report says');
  });

  test('that was replaced by another archive is found, member by member', async () => {
    await overwrite(copyOf('JS-1', 'bundle.tar.gz'), await readFile(inFolder()));
    const { said, because } = await answers();
    expect(said).toEqual({ ...ALL_WELL, 'case-evidence': 'no', 'case-members': 'no', 'report-records': 'no' });
    expect(because['case-members']).toContain('JS/1 node/inner.zip is not in the exhibit');
    expect(because['report-records']).toContain('; and 1 more.');
  });

  test('that was replaced by a link to the same bytes is found', async () => {
    const away = `${folder}-away.log`;
    await cp(inFolder(), away);
    await rm(inFolder());
    await symlink(away, inFolder());
    expect((await answers()).because['case-evidence']).toContain('JS/2 sub/audit.log cannot be read (ELOOP)');
  });

  test('that was added is named, and changes no answer', async () => {
    await writeFile(copyOf('JS-2', 'collected', 'planted.log'), 'planted');
    const { said, because } = await answers();
    expect(said).toEqual(ALL_WELL);
    expect(because['case-evidence']).toContain('no receipt names: JS-2/collected/planted.log.');
  });

  test('that was left in place and is not there any more cannot be told, and what would is said', async () => {
    const bytes = await readFile(made.left);
    onTestFinished(() => writeFile(made.left, bytes));
    await rm(made.left);
    const { said } = await answers();
    expect(said).toEqual({
      ...ALL_WELL,
      'case-evidence': 'cannot-tell',
      'case-members': 'cannot-tell',
      'report-records': 'cannot-tell',
    });
    await writeFile(made.left, 'something else\n');
    expect((await answers()).said).toEqual({ ...ALL_WELL, 'case-evidence': 'no', 'report-records': 'no' });
  });
});

test('a folder that holds no case is refused', async () => {
  await expect(readCaseRecord(await temporaryFolder())).rejects.toMatchObject({ code: 'not-found' });
});
