import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { runCommandLine } from '../../../../main/cli/run-command-line.js';
import { openCase } from '../../../../main/services/case-folder.js';
import { writeDisclosure } from '../../../../main/services/disclosure/write-disclosure.js';
import { certificatePem } from '../../../../main/services/signing/pem-key.js';
import { describeSigner, type SigningKey } from '../../../../main/services/signing/signing-key.js';
import { sha256 } from '../../../support/report-attachments.js';
import { testKey } from '../../../support/signed-pdf.js';
import { verifiableCase, type VerifiableCase } from '../../../support/verifiable-case.js';

const NAME = 'Jo \u001b[2JSmith';
let folder: string;
let key: SigningKey;
let made: VerifiableCase;
let report: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'exhibit-verify-'));
  key = testKey(NAME);
  made = await verifiableCase(folder, key);
  report = join(folder, 'report.pdf');
  await writeFile(report, made.report);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs a command line to its end; the engine must not be started. */
async function run(...typed: readonly string[]) {
  const said = { out: '', err: '' };
  const out = vi.spyOn(process.stdout, 'write').mockImplementation((text: Uint8Array | string, ...rest: unknown[]) => {
    said.out += String(text);
    const done = rest.at(-1);
    if (typeof done === 'function') done(null);
    return true;
  });
  const err = vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    said.err += String(text);
    return true;
  });
  try {
    const exit = await runCommandLine(['verify', ...typed], () => expect.unreachable('the engine was started'));
    return { exit, ...said };
  } finally {
    out.mockRestore();
    err.mockRestore();
  }
}

test('a report is answered in words, and nothing of it acts on the terminal', async () => {
  const { exit, out, err } = await run(report, '--case', made.folder);
  expect([exit, err]).toEqual([0, '']);
  expect(out).toContain(`SHA-256 ${sha256(made.report)}, ${made.report.length} bytes`);
  expect(out).toContain('yes          Is the file unchanged since it was signed?');
  expect(out).toContain('cannot tell  Is the key known to you?');
  expect(out).toContain('yes          Do the cited records stand in the evidence, byte for byte?');
  expect(out).toContain('12 yes, 0 no, 3 cannot be told.');
  expect(out).not.toContain('\u001b');
  for (const line of out.split('\n').slice(5)) expect(line.length).toBeLessThanOrEqual(112);
});

test('the answers as JSON say the same', async () => {
  const { exit, out } = await run(report, '--case', made.folder, '--trust', describeSigner(key).sha256, '--json');
  expect(exit).toBe(0);
  const said = JSON.parse(out) as { answers: { id: string; answer: string; wouldTell: string | null }[] };
  expect(said).toMatchObject({
    format: 'exhibit-verification/1',
    report: { path: report, sha256: sha256(made.report), bytes: made.report.length },
    case: { folder: made.folder, lines: 14 },
  });
  expect(said.answers.map(({ id, answer }) => [id, answer])).toEqual([
    ['unchanged', 'yes'],
    ['key', 'yes'],
    ['known', 'yes'],
    ['time', 'cannot-tell'],
    ['attachments', 'yes'],
    ['records', 'yes'],
    ['journal', 'yes'],
    ['case-journal', 'yes'],
    ['case-complete', 'cannot-tell'],
    ['case-evidence', 'yes'],
    ['case-members', 'yes'],
    ['report-head', 'yes'],
    ['report-export', 'yes'],
    ['report-exhibits', 'yes'],
    ['report-records', 'yes'],
  ]);
  for (const { answer, wouldTell } of said.answers) expect(wouldTell === null).toBe(answer !== 'cannot-tell');
});

test('a case alone is answered; one thing that does not hold is exit code 1', async () => {
  expect((await run(made.folder)).exit).toBe(0);
  const changed = join(made.folder, 'evidence', 'JS-2', 'collected', 'other.txt');
  await chmod(changed, 0o644);
  await writeFile(changed, 'another\n');
  const { exit, out } = await run(made.folder);
  expect(exit).toBe(1);
  expect(out).toContain('NO           Is the evidence of the case what was received?');
  expect((await run(report)).exit).toBe(0);
  expect((await run(report, '--case', made.folder)).exit).toBe(1);
});

test('a disclosure is answered in words, with the report that it is held against', async () => {
  const opened = await openCase(made.folder, 'test');
  const tar = join(folder, 'disclosure.tar');
  await writeDisclosure(opened, ['annotations'], tar);
  await opened.close();
  const { exit, out } = await run(tar, '--report', report, '--trust', describeSigner(key).sha256);
  expect(exit).toBe(0);
  expect(out).toContain(`Disclosure   ${tar}`);
  expect(out).toContain(`Report       ${report}`);
  expect(out).toContain('yes          Does its journal contain the state that the report rests on?');
  expect(out).toContain('yes          Is the key known to you?');
  expect(out).toContain('10 yes, 0 no, 4 cannot be told.');
  const cut = join(folder, 'cut.tar');
  await writeFile(cut, (await readFile(tar)).subarray(0, -600));
  expect(await run(cut)).toMatchObject({ exit: 1, out: expect.stringContaining('it was cut off') as string });
});

test('a certificate that is trusted is read from a file; one that did not sign is exit code 1', async () => {
  const pem = join(folder, 'own.pem');
  const other = join(folder, 'other.pem');
  await writeFile(pem, certificatePem(key.certificates));
  await writeFile(other, certificatePem(testKey().certificates));
  expect((await run(report, '--trust', pem)).exit).toBe(0);
  expect((await run(report, '--trust', other)).out).toContain('NO           Is the key known to you?');
  expect((await run(report, '--trust', other, '--trust', pem)).exit).toBe(0);
});

test.each([
  [['nowhere.pdf'], 2, 'there is nothing at that path'],
  [['REPORT', '--trust', 'nothing.pem'], 2, 'no file that can be read'],
  [['REPORT', '--trust', 'REPORT'], 2, 'holds no certificate'],
  [['REPORT', '--case', '.'], 2, 'is not a case of Exhibit'],
  [['REPORT', '--report', 'REPORT'], 2, 'is no disclosure'],
  [['CASE', '--trust', 'aa'], 2, '--case, --report and --trust go with a file'],
] as const)('%j ends with %i and says what is wrong', async (typed, code, reason) => {
  const { exit, out, err } = await run(
    ...typed.map((one) => (one === 'REPORT' ? report : one === 'CASE' ? made.folder : one)),
  );
  expect([exit, out]).toEqual([code, '']);
  expect(err).toContain(reason);
});
