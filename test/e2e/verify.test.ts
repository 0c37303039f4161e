import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { array, assert, nat, property } from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demonstrationKey } from '../../main/services/signing/demonstration-key.js';
import type { SigningKey } from '../../main/services/signing/signing-key.js';
import { openCase } from '../../main/services/case-folder.js';
import { writeDisclosure } from '../../main/services/disclosure/write-disclosure.js';
import type { JournalLine } from '../../parsers/model/case.js';
import { CHECK_COMMANDS } from '../../renderer/report/check-commands.js';
import { attachedTexts, forgeReport, recomputed } from '../support/forge-report.js';
import { sha256 } from '../support/report-attachments.js';
import { runExhibit } from '../support/run-exhibit.js';
import { testKey } from '../support/signed-pdf.js';
import { hasTool } from '../support/tools.js';
import { RunningExhibit } from './running-exhibit.js';
import { seriousFindings } from './serious-findings.js';

const DEMO = 'sample-evidence/demonstration';
const ALONE = 'docs/verify/verify-report.mjs';

interface Verifier {
  readonly verifyReport: (bytes: Buffer) => readonly { readonly id: string; readonly answer: string }[];
}

describe('the report of the demonstration, verified', () => {
  const folder = mkdtempSync(join(tmpdir(), 'exhibit-verify-'));
  const caseFolder = join(folder, 'case');
  const path = join(folder, 'report.pdf');
  let report: Buffer;
  let alone: Verifier;
  let demonstration: SigningKey;
  let impostor: SigningKey;

  beforeAll(async () => {
    const inputs = ['--meta', join(DEMO, 'case.json'), '--annotations', join(DEMO, 'annotations.json')];
    const at = ['--case', caseFolder, '--date', '2026-11-20T00:00:00Z', '--out', path];
    expect((await runExhibit(['report', join(DEMO, 'incident.tar.gz'), ...inputs, ...at])).code).toBe(0);
    report = readFileSync(path);
    alone = (await import(String(new URL(`../../${ALONE}`, import.meta.url)))) as Verifier;
    demonstration = await demonstrationKey();
    impostor = testKey('DEMONSTRATION, proves nothing');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Answers of the command for a file, against a case unless that is null. */
  async function verified(bytes: Buffer, against: string | null) {
    const file = join(folder, 'asked.pdf');
    writeFileSync(file, bytes);
    const result = await runExhibit(['verify', file, '--json', ...(against === null ? [] : ['--case', against])]);
    const { answers } = JSON.parse(String(result.stdout)) as {
      readonly answers: readonly { readonly id: string; readonly answer: string }[];
    };
    return { code: result.code, answers: Object.fromEntries(answers.map(({ id, answer }) => [id, answer])) };
  }

  const OF_REPORT = {
    unchanged: 'yes',
    key: 'yes',
    known: 'cannot-tell',
    time: 'cannot-tell',
    attachments: 'yes',
    records: 'yes',
    journal: 'yes',
  };
  const ALL_WELL = {
    ...OF_REPORT,
    'case-journal': 'yes',
    'case-complete': 'cannot-tell',
    'case-evidence': 'yes',
    'case-members': 'yes',
    'report-head': 'yes',
    'report-export': 'yes',
    'report-exhibits': 'yes',
    'report-records': 'yes',
  };

  it('is found to hold by the command and by the file that stands alone', async () => {
    expect(await verified(report, caseFolder)).toEqual({ code: 0, answers: ALL_WELL });
    const said = execFileSync(process.execPath, [ALONE, path, '--json'], { encoding: 'utf8' });
    const { answers } = JSON.parse(said) as { readonly answers: readonly { id: string; answer: string }[] };
    expect(Object.fromEntries(answers.map(({ id, answer }) => [id, answer]))).toEqual(OF_REPORT);
  });

  const tools = ['qpdf', ...CHECK_COMMANDS.flatMap((command) => command.tools)];
  it.skipIf(!tools.every(hasTool))('is found to hold by ordinary tools (qpdf, pdfsig, openssl, pdfdetach, jq)', () => {
    expect(execFileSync('qpdf', ['--check', path], { encoding: 'utf8' })).toContain(
      'No syntax or stream encoding errors',
    );
    const own = join(folder, 'tools');
    mkdirSync(own);
    writeFileSync(join(own, 'report.pdf'), report);
    const said = CHECK_COMMANDS.map(({ script }) =>
      execFileSync('bash', ['-c', script], {
        cwd: own,
        env: { ...process.env, CASE: caseFolder },
        encoding: 'utf8',
        stdio: 'pipe',
      }),
    ).join('\n');
    for (const piece of [
      'Signature is Valid',
      'Total document signed',
      'Fingerprint=',
      'report.json: OK',
      'head ',
      'line ',
    ])
      expect(said).toContain(piece);
    expect(said).not.toMatch(/differs|another act|does not follow|FAILED/);
  });

  const isChanged = (bytes: Buffer): boolean => alone.verifyReport(bytes)[0]?.answer === 'no';
  const flipped = (at: number): Buffer => {
    const bytes = Buffer.from(report);
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    return bytes;
  };

  it('is found changed by one byte in any of its objects, and anywhere else', () => {
    const objects = [...report.toString('latin1').matchAll(/\d+ 0 obj/g)].map(({ index }) => index);
    expect(objects.length).toBeGreaterThan(100);
    const missed = objects
      .map((at, index) => Math.floor((at + (objects[index + 1] ?? report.length)) / 2))
      .filter((at) => !isChanged(flipped(at)));
    expect(missed).toEqual([]);
    assert(
      property(array(nat(report.length - 1), { minLength: 1, maxLength: 3 }), (places) =>
        places.every((at) => isChanged(flipped(at))),
      ),
      { numRuns: 100 },
    );
  });

  it('is found changed by added bytes, in words', async () => {
    const { code, answers } = await verified(Buffer.concat([report, Buffer.from('\n%%EOF\n')]), caseFolder);
    expect(code).toBe(1);
    expect(answers).toMatchObject({ unchanged: 'no', 'report-export': 'no', 'report-records': 'yes' });
  });

  it('with a changed record, a manifest that fits, signed anew: the case tells, and the report alone that it cannot', async () => {
    const records = attachedTexts(report)['cited-records.ndjson'] ?? '';
    const shell = records.split('\n').find((line) => line.includes('id;uname -a')) ?? '{}';
    const { raw, recordSha256 } = JSON.parse(shell) as { readonly raw: string; readonly recordSha256: string };
    const other = raw.replace('id;uname -a', 'id;uname -b');
    expect(other).not.toBe(raw);
    const manifest = (attachedTexts(report)['manifest.json'] ?? '').replaceAll(recordSha256, sha256(other));
    const changes = {
      'cited-records.ndjson': records
        .replace(JSON.stringify(raw), JSON.stringify(other))
        .replaceAll(recordSha256, sha256(other)),
      'manifest.json': manifest,
    };
    const withOpenKey = await forgeReport(report, changes, demonstration);
    expect(await verified(withOpenKey, null)).toEqual({ code: 0, answers: OF_REPORT });
    expect(await verified(withOpenKey, caseFolder)).toEqual({
      code: 1,
      answers: { ...ALL_WELL, 'report-export': 'no', 'report-records': 'no' },
    });
    // A new key of the same name is not the demonstration's.
    expect((await verified(await forgeReport(report, changes, impostor), null)).answers).toEqual({
      ...OF_REPORT,
      key: 'no',
    });
  });

  it('with a journal computed anew from line 10, in report and case alike: nothing in them tells, and that is said', async () => {
    const journal = join(caseFolder, 'journal.ndjson');
    const lines = readFileSync(journal, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as JournalLine);
    const texts = attachedTexts(report);
    const claims = JSON.parse(texts['manifest.json'] ?? '') as { readonly journal: { readonly length: number } };
    const anew = recomputed(lines.slice(0, claims.journal.length), 10, (body) => ({ ...body, by: 'Somebody Else' }));
    const proof = anew
      .map(
        ({ line: { hash, bodyHash, body } }) =>
          `${JSON.stringify({ hash, bodyHash, bodyText: JSON.stringify(body) })}\n`,
      )
      .join('');
    const head = anew.at(-1)?.line.hash;
    const manifest = JSON.stringify({ ...claims, journal: { ...claims.journal, head } });
    const forged = await forgeReport(
      report,
      { 'journal-proof.ndjson': proof, 'manifest.json': manifest },
      demonstration,
    );
    expect((await verified(forged, caseFolder)).answers).toMatchObject({
      journal: 'yes',
      'report-head': 'no',
      'report-export': 'no',
    });
    const copy = join(folder, 'anew');
    cpSync(caseFolder, copy, { recursive: true });
    const exported = lines.at(-1)?.body.act;
    const act =
      exported?.type === 'exported'
        ? { ...exported, sha256: sha256(forged) }
        : expect.fail('the last line is no export');
    const all = recomputed(
      [...anew.map(({ line }) => line), { ...lines[0]!, body: { ...lines[0]!.body, seq: anew.length + 1, act } }],
      anew.length + 1,
      (body) => body,
    );
    writeFileSync(join(copy, 'journal.ndjson'), all.map(({ text }) => `${text}\n`).join(''));
    expect(await verified(forged, copy)).toEqual({ code: 0, answers: ALL_WELL });
    // What shows it is the report that was handed over.
    expect((await verified(report, copy)).answers).toMatchObject({ 'report-head': 'no', 'report-export': 'no' });
  });

  it('whose case lost its tail, or its evidence one byte, is found not to fit', async () => {
    const copy = join(folder, 'cut');
    cpSync(caseFolder, copy, { recursive: true });
    const journal = join(copy, 'journal.ndjson');
    const lines = readFileSync(journal, 'utf8').trimEnd().split('\n');
    writeFileSync(journal, `${lines.slice(0, -4).join('\n')}\n`);
    const [number = ''] = readdirSync(join(copy, 'evidence'));
    const archive = join(copy, 'evidence', number, 'incident.tar.gz');
    const bytes = readFileSync(archive);
    rmSync(archive);
    bytes[Math.floor(bytes.length / 2)] = (bytes[Math.floor(bytes.length / 2)] ?? 0) ^ 1;
    writeFileSync(archive, bytes);
    const { code, answers } = await verified(report, copy);
    expect(code).toBe(1);
    expect(answers).toMatchObject({
      unchanged: 'yes',
      'case-journal': 'yes',
      'case-complete': 'no',
      'case-evidence': 'no',
      'case-members': 'no',
      'report-head': 'no',
    });
  });

  it('is checked in the start window, without a case, and so is a disclosure', async () => {
    const copy = join(folder, 'disclosed');
    cpSync(caseFolder, copy, { recursive: true });
    const opened = await openCase(copy, 'test');
    const tar = join(folder, 'disclosure.tar');
    await writeDisclosure(opened, ['annotations'], tar);
    await opened.close();
    const exhibit = new RunningExhibit();
    try {
      const start = await exhibit.start();
      const panel = start.getByRole('region', { name: 'Check a report or a disclosure' });
      const check = async (file: string, against: string) => {
        await panel.getByLabel('Path of the report or disclosure').fill(file);
        await panel.getByLabel('Path of a report that a disclosure is held against').fill(against);
        await panel.getByRole('button', { name: 'Check it' }).press('Enter');
      };
      const answer = (question: string, word: string) =>
        panel
          .getByRole('list', { name: 'What holds of it' })
          .getByRole('listitem')
          .filter({ hasText: question })
          .getByText(word, { exact: true })
          .waitFor();
      await check(path, '');
      await answer('Is the file unchanged since it was signed?', 'yes');
      await answer('Is the key known to you?', 'cannot tell');
      expect(await seriousFindings(start)).toEqual([]);
      await check(tar, path);
      await answer('Does every line of the journal in the disclosure', 'yes');
      await answer('Does its journal contain the state that the report rests on?', 'yes');
      await answer('Do its other files say what its journal says?', 'cannot tell');
      writeFileSync(tar, readFileSync(tar).subarray(0, -600));
      await check(tar, path);
      await answer('Are the files of the disclosure those that its list names?', 'no');
      await check(path, path);
      await panel.getByText('is no disclosure: only one is held against a report').waitFor();
    } finally {
      await exhibit.remove();
    }
  });
});
