import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { DEFAULT_LIMITS } from '../../../../parsers/io/limits.js';
import { FORMATS } from '../../../../parsers/registry.js';
import { collectImport, memoryFile, type CollectedMember } from '../../../support/collect-import.js';
import { HOSTILE_ARCHIVES, logLine, manyInTar, manyInZip } from '../../../support/hostile-archives.js';
import { tarOf } from '../../../support/tar-builder.js';

/** Bombs that fit a test: the ratio is asked from 1 MiB on, for a whole file from 8 MiB on. */
const limits = { ...DEFAULT_LIMITS, ratioFrom: 1 << 20, fileRatioFrom: 8 << 20 };

const outcomeOf = ({ path, records, problems, end }: CollectedMember) => [
  path,
  end.format,
  records.length,
  [...problems, ...records.map(({ result }) => result)].flatMap((one) => ('code' in one ? [one.code] : [])).toSorted(),
];

describe('a hostile archive ends as ledger lines, and what follows it is read', () => {
  test.each(HOSTILE_ARCHIVES.map((archive) => [archive.what, archive] as const))(
    '%s',
    async (_, { bytes, outcome }) => {
      const after = memoryFile(new TextEncoder().encode(logLine(1)), { path: 'after.log' });
      for (const random of [true, false]) {
        const { members } = await collectImport([memoryFile(bytes(limits), { random }), after], {
          formats: FORMATS,
          limits,
        });
        expect(members.slice(0, -1).map(outcomeOf)).toEqual(
          outcome.map(([path, format, records, problems]) => [path, format, records, problems.toSorted()]),
        );
        expect(outcomeOf(members.at(-1)!)).toEqual(['after.log', 'container-log-json', 1, []]);
      }
    },
  );

  test('bombs that are small one by one end at what a whole file may unpack to', async () => {
    const part = gzipSync(new Uint8Array(900 << 10));
    const parts = Array.from({ length: 20 }, (_, index) => ({ name: `${index}.gz`, content: part }));
    const after = memoryFile(gzipSync(logLine(1)), { path: 'after.log.gz' });
    const { members } = await collectImport([memoryFile(gzipSync(tarOf(parts))), after], { formats: FORMATS, limits });
    const limited = members.filter(({ problems }) => problems.some(({ code }) => code === 'archive-limit'));
    expect([members.length, limited.length]).toEqual([22, 11]);
    expect(limited[0]!.problems[0]!.reason).toContain('as bombs do that hide one in many');
    expect(outcomeOf(members.at(-1)!)).toEqual(['after.log.gz', 'container-log-json', 1, []]);
  });

  test('a name that every member has is counted on, not counted up to', async () => {
    const count = 20_000;
    const same = tarOf(Array.from({ length: count }, () => ({ name: 'same', content: '' })));
    const { members } = await collectImport([memoryFile(same)], { formats: [] });
    expect(members.at(-1)!.path).toBe(`same#${count}`);
    expect(new Set(members.map(({ path }) => path)).size).toBe(count + 1);
  });
});

test('thousands of members that nobody knows do not fill the ledger with the same words', async () => {
  const parts = Array.from({ length: 60 }, (_, index) => ({ name: `${index}.txt`, content: 'words of nobody\n' }));
  const log = { name: 'a.log', content: logLine(1) };
  const { members } = await collectImport([memoryFile(tarOf([log, ...parts]))], { formats: FORMATS });
  const unknown = members.filter(({ end }) => end.format === 'unrecognised');
  expect(unknown).toHaveLength(60);
  expect(unknown.filter(({ end }) => end.formatReason.includes('falco: '))).toHaveLength(50);
  expect(new Set(unknown.slice(50).map(({ end }) => end.formatReason))).toEqual(
    new Set([
      'No format claims it. What every format says against such members stands with the first 50 of this exhibit.',
    ]),
  );
  for (const { problems } of unknown)
    expect(problems).toEqual([{ line: null, offset: null, code: 'unrecognised', reason: 'No format claims it.' }]);
});

describe('more members than are read', () => {
  test.each([
    ['tar', manyInTar],
    ['zip', manyInZip],
  ] as const)('of a %s are counted', async (_, make) => {
    const { members } = await collectImport([memoryFile(make(2005), { random: true })], {
      formats: FORMATS,
      limits: { ...limits, members: 2000 },
    });
    expect(members).toHaveLength(2000);
    expect(members.reduce((sum, { records }) => sum + records.length, 0)).toBe(1999);
    expect(members[0]!.problems.map(({ code, reason }) => `${code}: ${reason}`)).toEqual([
      'archive-limit: 6 files were not read: the exhibit has more than 2000 members. Unpack it with another program and add it in parts.',
    ]);
  });
});
