import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openCase } from '../../../../main/services/case-folder.js';
import { issuingPath } from '../../../../main/services/issued-reports.js';
import type { OpenCase } from '../../../../main/services/open-case.js';
import { ledgerHash } from '../../../../parsers/model/canonical-json.js';
import { PARTICULAR_FIELDS, UNSTATED_PARTICULARS } from '../../../../parsers/model/particulars.js';
import { never, newCase, quiet, receiving, temporaryFolder } from './case-setup.js';

/** A case of which everything obligatory is stated and reviewed. */
async function reviewedCase(): Promise<OpenCase> {
  const source = join(await temporaryFolder(), 'audit.log');
  await writeFile(source, 'one\n');
  const opened = await openCase(await newCase(), 'test');
  const [receipt] = await opened.receive([source], receiving, quiet, never);
  if (receipt === undefined) throw new Error('nothing was received');
  const { number, name, sha256, bytes } = receipt;
  const ledger = { number, name, sha256, bytes, members: [] };
  await opened.append({ type: 'exhibit-imported', number, ledger, ledgerSha256: ledgerHash(ledger) });
  const texts = Object.fromEntries(PARTICULAR_FIELDS.map((field) => [field.name, 'stated']));
  const people = [{ name: 'Jo Smith', role: 'examiner', qualifications: '', part: '' }];
  await opened.append({ type: 'particulars-stated', particulars: { ...UNSTATED_PARTICULARS, ...texts, people } });
  for (const kind of ['technical', 'administrative'] as const)
    await opened.append({
      type: 'report-reviewed',
      review: { kind, by: 'A. Khan', on: '2026-03-10', outcome: 'agreed', remarks: '' },
    });
  return opened;
}

const issueOf = (opened: OpenCase) => ({
  version: opened.state().issues.length + 1,
  id: 'R-0000-0000-0000',
  sha256: 'c'.repeat(64),
  pages: 3,
  sections: ['summary'],
  restsOn: opened.state().lastWord,
  signerSha256: 'd'.repeat(64),
  exhibitVersion: '0.1.0',
});

/** Ends and opens again, as after a power cut that left the files as they are. */
async function reopened(opened: OpenCase): Promise<OpenCase> {
  await opened.close();
  return openCase(opened.folder, 'test');
}

test('an issued report gets a name of its own, read-only; the next one another', async () => {
  const opened = await reviewedCase();
  const reports = await opened.reportsFolder();
  for (const version of [1, 2]) {
    await writeFile(issuingPath(reports, version), `report ${version}`);
    const path = await opened.issueReport(issueOf(opened));
    expect(path).toBe(join(reports, `2026-117 report v${version}.pdf`));
    expect((await stat(path)).mode & 0o777).toBe(0o444);
  }
  expect(await readFile(join(reports, '2026-117 report v1.pdf'), 'utf8')).toBe('report 1');
  expect((await readdir(reports)).toSorted()).toEqual(['2026-117 report v1.pdf', '2026-117 report v2.pdf']);
  expect(opened.state().issues.map(({ version, file, by }) => [version, file, by])).toEqual([
    [1, '2026-117 report v1.pdf', 'Jo Smith'],
    [2, '2026-117 report v2.pdf', 'Jo Smith'],
  ]);
  await opened.close();
});

test('a name that is taken is not taken away', async () => {
  const opened = await reviewedCase();
  const reports = await opened.reportsFolder();
  await writeFile(join(reports, '2026-117 report v1.pdf'), 'a draft of that name');
  await writeFile(issuingPath(reports, 1), 'issued');
  expect(await opened.issueReport(issueOf(opened))).toBe(join(reports, '2026-117 report v1-2.pdf'));
  expect(await readFile(join(reports, '2026-117 report v1.pdf'), 'utf8')).toBe('a draft of that name');
  await opened.close();
});

test('what is missing bars it, and so does a change made meanwhile; nothing is journalled', async () => {
  const opened = await reviewedCase();
  await writeFile(issuingPath(await opened.reportsFolder(), 1), 'issued');
  const made = issueOf(opened);
  await opened.append({
    type: 'search-saved',
    search: { id: '1', name: 'n', query: '', range: null, count: 0, total: 0 },
  });
  await expect(opened.issueReport(made)).rejects.toThrow('The case was changed while the report was being made');
  await opened.append({ type: 'case-described', changes: { examiner: '' } });
  await expect(opened.issueReport(issueOf(opened))).rejects.toThrow(
    /cannot be issued yet\. Examiner: not stated; Technical review: made before the case was changed last/,
  );
  expect(opened.state().issues).toEqual([]);
  await opened.close();
});

test('a cut between journal and name is mended at the next opening; a file without a line goes', async () => {
  const opened = await reviewedCase();
  const reports = await opened.reportsFolder();
  await writeFile(issuingPath(reports, 1), 'finished');
  await opened.append({ type: 'report-issued', issue: { ...issueOf(opened), file: 'v1.pdf' } });
  await writeFile(issuingPath(reports, 2), 'never journalled');
  await writeFile(join(reports, '.writing-0a'), 'not even whole');
  const again = await reopened(opened);
  expect(again.notices).toEqual([
    'Version 1 of the report was issued when the program ended; it is v1.pdf in reports.',
    'The issue of a report was interrupted before it counted: nothing was issued. Issue it again.',
  ]);
  expect(await readdir(reports)).toEqual(['v1.pdf']);
  expect(await readFile(join(reports, 'v1.pdf'), 'utf8')).toBe('finished');
  await again.close();
  const later = await openCase(opened.folder, 'test');
  expect(later.notices).toEqual([]);
  await later.close();
});

test('a journal cannot name a file outside of reports', async () => {
  const opened = await reviewedCase();
  for (const file of ['../v1.pdf', 'a/b.pdf', '..', '', 'a\\b.pdf'])
    await expect(opened.append({ type: 'report-issued', issue: { ...issueOf(opened), file } })).rejects.toThrow(
      'not an act that the journal knows',
    );
  await opened.close();
});
