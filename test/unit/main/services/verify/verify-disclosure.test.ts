import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assert, asyncProperty, integer, nat } from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openCase } from '../../../../../main/services/case-folder.js';
import { disclosureTar, readDisclosureTar, SUMS } from '../../../../../main/services/disclosure/disclosure-layout.js';
import { writeDisclosure } from '../../../../../main/services/disclosure/write-disclosure.js';
import type { SigningKey } from '../../../../../main/services/signing/signing-key.js';
import type { AnswerId } from '../../../../../main/services/verify/answer.js';
import { verifyDisclosure } from '../../../../../main/services/verify/verify-disclosure.js';
import { verifyFile } from '../../../../../main/services/verify/verify-file.js';
import type { JournalLine } from '../../../../../parsers/model/case.js';
import { DISCLOSURE_PARTS, type DisclosurePart } from '../../../../../parsers/model/disclosure.js';
import { recomputed } from '../../../../support/forge-report.js';
import { sha256 } from '../../../../support/report-attachments.js';
import { testKey } from '../../../../support/signed-pdf.js';
import { verifiableCase, type VerifiableCase } from '../../../../support/verifiable-case.js';

interface Alone {
  readonly verifyDisclosure: (
    bytes: Buffer,
    report: Buffer | null,
  ) => readonly { readonly id: string; readonly answer: string }[];
}

let parent: string;
let key: SigningKey;
let made: VerifiableCase;
let reportPath: string;
let alone: Alone;
/** All parts, the journal in full; and none, its lines as their hashes alone. */
let whole: Buffer;
let bare: Buffer;

beforeAll(async () => {
  alone = (await import(String(new URL('../../../../../docs/verify/verify-report.mjs', import.meta.url)))) as Alone;
  parent = await mkdtemp(join(tmpdir(), 'exhibit-verify-'));
  key = testKey();
  made = await verifiableCase(parent, key);
  reportPath = join(parent, 'report.pdf');
  await writeFile(reportPath, made.report);
  whole = await disclosed([...DISCLOSURE_PARTS]);
  bare = await disclosed([]);
});
afterAll(() => rm(parent, { recursive: true, force: true }));

async function disclosed(parts: readonly DisclosurePart[]): Promise<Buffer> {
  const opened = await openCase(made.folder, 'test');
  const target = join(parent, 'disclosure.tar');
  await writeDisclosure(opened, parts, target);
  await opened.close();
  return readFile(target);
}

interface Against {
  readonly report?: string;
  readonly folder?: string;
}

async function answers(bytes: Buffer, { report, folder }: Against = {}) {
  const path = join(parent, 'asked.tar');
  await writeFile(path, bytes);
  const against = { trusted: [], reportPath: report ?? null, caseFolder: folder ?? null };
  const all = (await verifyFile(path, against, () => {})).answers;
  const said = Object.fromEntries(all.map(({ id, answer }) => [id, answer])) as Partial<Record<AnswerId, string>>;
  const because = Object.fromEntries(all.map((one) => [one.id, one.because])) as Partial<Record<AnswerId, string>>;
  // The verifier that stands alone must say the same of what it is asked.
  for (const { id, answer } of alone.verifyDisclosure(bytes, report === undefined ? null : await readFile(report)))
    expect([id, answer]).toEqual([id, said[id as AnswerId]]);
  return { said, because };
}

/** What a forger makes who writes the list of hashes anew. */
async function forged(bytes: Buffer, name: string, change: (text: string) => string): Promise<Buffer> {
  const files = new Map(await readDisclosureTar(bytes));
  const text = files.get(name)?.toString() ?? expect.fail(`there is no ${name}`);
  const changed = change(text);
  expect(changed).not.toBe(text);
  files.set(name, Buffer.from(changed));
  files.delete(SUMS);
  const sums = [...files].map(([path, content]) => `${sha256(content)}  ${path}\n`).join('');
  return disclosureTar(files.set(SUMS, Buffer.from(sums)));
}

const lines = (text: string): readonly string[] => text.trimEnd().split('\n');
const joined = (texts: readonly string[]): string => texts.map((text) => `${text}\n`).join('');

describe('a disclosure as it was written', () => {
  test('with the journal in full: its files are made again of it', async () => {
    const { said, because } = await answers(whole);
    expect(said).toEqual({
      'disclosure-files': 'yes',
      'disclosure-journal': 'yes',
      'disclosure-complete': 'cannot-tell',
      'disclosure-contents': 'yes',
      'disclosure-unchanged': 'cannot-tell',
    });
    expect(because['disclosure-journal']).toMatch(/Given in full: 15 \(1 to 15\)\. As their hash alone: none\.$/);
    expect(because['disclosure-contents']).toBe('All 10 files were made again of its journal, and are the same.');
  });

  test('with hashes alone: says what cannot be told, and what would tell', async () => {
    const { said, because } = await answers(bare);
    expect(said).toMatchObject({ 'disclosure-journal': 'yes', 'disclosure-contents': 'cannot-tell' });
    expect(because['disclosure-journal']).toContain('Given in full: none. As their hash alone: 17 (1 to 17).');
    expect(because['disclosure-contents']).toContain('17 lines of its journal are withheld');
  });

  test('held against a report, and against its case', async () => {
    expect((await answers(bare, { report: reportPath })).said).toMatchObject({
      'disclosure-report': 'yes',
      'disclosure-exhibits': 'yes',
      'disclosure-contents': 'cannot-tell',
      unchanged: 'yes',
    });
    for (const bytes of [whole, bare])
      expect((await answers(bytes, { report: reportPath, folder: made.folder })).said).toMatchObject({
        'disclosure-files': 'yes',
        'disclosure-journal': 'yes',
        'disclosure-complete': 'cannot-tell',
        'disclosure-contents': 'yes',
        'disclosure-report': 'yes',
        'disclosure-exhibits': 'yes',
        'disclosure-case': 'yes',
        'disclosure-unchanged': 'yes',
        'case-evidence': 'yes',
        'report-head': 'yes',
        'report-records': 'yes',
      });
  });

  test('a line that holds a secret is named as given by its hash', async () => {
    const folder = join(parent, 'secret');
    await cp(made.folder, folder, { recursive: true });
    const opened = await openCase(folder, 'test');
    const at = '2026-11-23T08:00:00Z';
    await opened.append({
      type: 'note-set',
      note: { id: 's', at, text: 'mysql --password=hunter2', events: [], searches: [] },
    });
    const target = join(parent, 'secret.tar');
    await writeDisclosure(opened, [...DISCLOSURE_PARTS], target);
    const { seq } = opened.state().head;
    await opened.close();
    const { said, because } = await answers(await readFile(target), { folder });
    expect(because['disclosure-journal']).toContain(`As their hash alone: 1 (${seq - 1}).`);
    expect(said).toMatchObject({ 'disclosure-contents': 'yes', 'disclosure-unchanged': 'yes' });
  });
});

describe('a disclosure that was changed', () => {
  test('a byte anywhere is found', async () => {
    const first = async (bytes: Buffer) => (await verifyDisclosure(bytes, { report: null, ofCase: null }))[0]?.answer;
    await assert(
      asyncProperty(nat(whole.length - 1), integer({ min: 1, max: 255 }), async (at, change) => {
        const other = Buffer.from(whole);
        other[at] = (other[at] ?? 0) ^ change;
        expect([await first(other), alone.verifyDisclosure(other, null)[0]?.answer], `byte ${at}`).toEqual([
          'no',
          'no',
        ]);
      }),
      { numRuns: 400 },
    );
  });

  test('cut off anywhere, or with something behind it', async () => {
    for (const length of [262, 512, 5000, whole.length - 1024, whole.length - 1]) {
      const { said } = await answers(whole.subarray(0, length), { folder: made.folder, report: reportPath });
      expect(said, `${length} bytes`).toMatchObject({
        'disclosure-files': 'no',
        'disclosure-journal': 'cannot-tell',
        'disclosure-contents': 'cannot-tell',
        'disclosure-case': 'cannot-tell',
        'disclosure-unchanged': 'no',
        'report-head': 'yes',
      });
    }
    expect((await answers(Buffer.concat([whole, Buffer.alloc(512)]))).said['disclosure-files']).toBe('no');
  });

  test('a file changed, the list kept or written anew', async () => {
    const other = await forged(whole, 'notes.json', (text) => text.replace('note 3', 'note X'));
    const kept = new Map(await readDisclosureTar(other));
    kept.set(SUMS, (await readDisclosureTar(whole)).get(SUMS) ?? Buffer.alloc(0));
    expect((await answers(disclosureTar(kept))).because['disclosure-files']).toContain(
      'notes.json has another SHA-256',
    );
    const { said, because } = await answers(other);
    expect(said).toMatchObject({ 'disclosure-files': 'yes', 'disclosure-contents': 'no' });
    expect(because['disclosure-contents']).toContain('these are different: notes.json.');
    const exhibits = await forged(bare, 'exhibits.json', (text) =>
      text.replace(/"sha256": "(.)/, (_, first) => `"sha256": "${first === '0' ? '1' : '0'}`),
    );
    expect((await answers(exhibits)).said).toMatchObject({
      'disclosure-files': 'yes',
      'disclosure-contents': 'cannot-tell',
    });
    expect((await answers(exhibits, { report: reportPath })).said['disclosure-exhibits']).toBe('no');
    expect((await answers(exhibits, { folder: made.folder })).said).toMatchObject({
      'disclosure-contents': 'no',
      'disclosure-unchanged': 'no',
    });
  });

  test('a file taken out, or put in', async () => {
    const files = new Map(await readDisclosureTar(whole));
    files.delete('notes.json');
    expect((await answers(disclosureTar(files))).because['disclosure-files']).toBe('notes.json is missing.');
    const more = disclosureTar(new Map([...(await readDisclosureTar(whole)), ['../x', Buffer.alloc(1)]]));
    expect((await answers(more)).because['disclosure-files']).toContain('"../x" has no place in a disclosure');
  });

  test('a line of the journal changed, taken out, or withheld with another hash', async () => {
    const changed = await forged(whole, 'journal.ndjson', (text) => text.replace('note 3', 'note X'));
    expect((await answers(changed)).because['disclosure-journal']).toBe(
      'Line 11 of its journal does not hold: its body does not have the hash that the line states.',
    );
    const dropped = await forged(whole, 'journal.ndjson', (text) =>
      joined(lines(text).filter((_, index) => index !== 9)),
    );
    expect((await answers(dropped)).because['disclosure-journal']).toBe(
      'Line 10 of its journal does not hold: its hash does not follow from the line before.',
    );
    const withheld = await forged(bare, 'journal.ndjson', (text) =>
      text.replace(/(\n\{"hash":"[^"]+","bodyHash":")./, '$1x'),
    );
    expect((await answers(withheld)).said['disclosure-journal']).toBe('no');
  });

  test('its tail cut, all written to fit: only a report or the case tells, and that is said', async () => {
    const journal = lines((await readDisclosureTar(bare)).get('journal.ndjson')?.toString() ?? '').slice(0, 12);
    const head = (JSON.parse(journal.at(-1) ?? '') as JournalLine).hash;
    const cut = await forged(await forged(bare, 'journal.ndjson', () => joined(journal)), 'disclosure.json', (text) =>
      text.replace(/"length": \d+/, '"length": 12').replace(/"head": "[0-9a-f]+"/, `"head": "${head}"`),
    );
    const { said } = await answers(cut);
    expect(said).toMatchObject({ 'disclosure-journal': 'yes', 'disclosure-complete': 'cannot-tell' });
    expect((await answers(cut, { report: reportPath })).said).toMatchObject({
      'disclosure-complete': 'no',
      'disclosure-report': 'no',
    });
    expect((await answers(cut, { folder: made.folder })).said).toMatchObject({
      'disclosure-case': 'yes',
      'disclosure-unchanged': 'no',
    });
  });

  test('its journal computed anew from line 10, all written to fit: only a report or the case tells', async () => {
    const text = (await readDisclosureTar(whole)).get('journal.ndjson')?.toString() ?? '';
    const anew = recomputed(
      lines(text).map((line) => JSON.parse(line) as JournalLine),
      10,
      (body) => ({ ...body, by: 'Somebody Else' }),
    );
    const other = await forged(
      await forged(whole, 'journal.ndjson', () => joined(anew.map((one) => one.text))),
      'disclosure.json',
      (stated) => stated.replace(/"head": "[0-9a-f]+"/, `"head": "${anew.at(-1)?.line.hash}"`),
    );
    expect((await answers(other)).said).toMatchObject({
      'disclosure-journal': 'yes',
      'disclosure-unchanged': 'cannot-tell',
    });
    expect((await answers(other, { report: reportPath })).because['disclosure-report']).toContain('From line 10 on');
    expect((await answers(other, { folder: made.folder })).said).toMatchObject({
      'disclosure-case': 'no',
      'disclosure-contents': 'no',
      'disclosure-unchanged': 'no',
    });
  });
});

test('only a disclosure is held against a report, and no key signs one', async () => {
  const against = { trusted: [], reportPath, caseFolder: null };
  await expect(verifyFile(reportPath, against, () => {})).rejects.toThrow('is no disclosure');
  const path = join(parent, 'whole.tar');
  await writeFile(path, whole);
  const trusted = [{ sha256: 'a'.repeat(64), certificate: null }];
  await expect(verifyFile(path, { ...against, reportPath: null, trusted }, () => {})).rejects.toThrow('nobody signs');
});
