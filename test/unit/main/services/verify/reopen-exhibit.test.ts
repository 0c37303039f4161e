import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { array, assert, nat, property, uint8Array } from 'fast-check';
import { expect, test } from 'vitest';
import { RangeHashes } from '../../../../../main/services/verify/hash-ranges.js';
import { reopenExhibit } from '../../../../../main/services/verify/reopen-exhibit.js';
import type { RecordClaim } from '../../../../../main/services/verify/report-contents.js';
import { FORMATS } from '../../../../../parsers/registry.js';
import { bytesFile, receiptFor } from '../../../../support/bytes-file.js';
import { collectImport } from '../../../../support/collect-import.js';
import { exhibitLedger, memberLedger } from '../../../../support/ledger-builders.js';
import { sha256 } from '../../../../support/report-attachments.js';
import { tarOf } from '../../../../support/tar-builder.js';
import { temporaryFolder } from '../case-setup.js';

const SAMPLES = readdirSync('sample-evidence', { recursive: true, encoding: 'utf8' }).filter(
  (path) => !/\.md$|expected\.json$|generator/.test(path) && statSync(join('sample-evidence', path)).isFile(),
);

/** Imports bytes as one exhibit, then opens the file again: members and records must be the same. */
async function checkReopened(path: string, bytes: Uint8Array): Promise<number> {
  const file = bytesFile('', bytes);
  const { members } = await collectImport([file], { formats: FORMATS });
  const claims = members.flatMap(({ path: member, records }, index) =>
    records
      // Bytes that are no UTF-8 cannot be told from their text.
      .filter(({ text, length }) => Buffer.byteLength(text) === length && !text.includes('\uFFFD'))
      .map(({ offset, length, text }, record): RecordClaim => ({
        mark: `${index}.${record}`,
        exhibit: 'JS/1',
        member,
        offset,
        length,
        sha256: sha256(text),
      })),
  );
  const ledger = exhibitLedger(
    'JS/1',
    members.map(({ path: member, end }) => memberLedger({ path: member, ...end })),
  );
  const again = await reopenExhibit(receiptFor('JS/1', basename(path), [file]), [path], ledger, claims, () => {});
  const expected = members.map(
    ({ path: member, end: { sha256: stored, bytes: size, contentSha256 } }) =>
      [member, { stored, size, contentSha256 }] as const,
  );
  const found = [...again.members].map(
    ([member, { sha256: stored, bytes: size, contentSha256 }]) => [member, { stored, size, contentSha256 }] as const,
  );
  expect(new Map(found)).toEqual(new Map(expected));
  for (const claim of claims) expect(again.records.get(claim.mark), claim.mark).toBe(claim.sha256);
  return claims.length;
}

test('every sample opens again to the members and records of its import', async () => {
  let records = 0;
  for (const sample of SAMPLES) {
    const path = join('sample-evidence', sample);
    records += await checkReopened(path, await readFile(path));
  }
  expect(records).toBeGreaterThan(3000);
});

test('headers of a file system in a tar are found again in its own bytes, compressed or not', async () => {
  const folder = await temporaryFolder();
  await mkdir(folder, { recursive: true });
  const tar = tarOf([
    { name: 'etc/passwd', content: 'root' },
    { name: 'bin/', type: '5' },
    { name: 'bin/sh', content: 'x'.repeat(700) },
    { name: '.dockerenv', content: '' },
  ]);
  for (const [name, bytes] of [
    ['fs.tar', tar],
    ['fs.tar.gz', gzipSync(tar)],
  ] as const) {
    const path = join(folder, name);
    await writeFile(path, bytes);
    expect(await checkReopened(path, bytes)).toBe(4);
  }
});

test('ranges of a content are hashed as if each was cut out, however the content comes', () => {
  const range = (size: number) => nat(size + 3).chain((offset) => nat(size + 3).map((length) => ({ offset, length })));
  assert(
    property(
      uint8Array({ maxLength: 60 }).chain((bytes) => array(range(bytes.length)).map((ranges) => ({ bytes, ranges }))),
      array(nat(9), { minLength: 1 }),
      ({ bytes, ranges }, sizes) => {
        const hashes = new RangeHashes(ranges);
        for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
          const size = (sizes[turn % sizes.length] ?? 0) + 1;
          hashes.push(bytes.subarray(at, at + size));
          at += size;
        }
        const results = hashes.results();
        expect(results).toHaveLength(ranges.length);
        for (const {
          range: { offset, length },
          sha256: found,
        } of results) {
          const cut = bytes.subarray(offset, offset + length);
          expect(found).toBe(cut.length === length ? sha256(cut) : null);
        }
      },
    ),
  );
});
