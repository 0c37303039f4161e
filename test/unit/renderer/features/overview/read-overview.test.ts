import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { clause } from '../../../../../renderer/features/query/compose.js';
import { lengthOf, readMembers, readOverview } from '../../../../../renderer/features/overview/read-overview.js';
import { falcoFile } from '../../query/falco-lines.js';
import { storeCase } from '../../query/stored-case.js';

const queryFor = (field: Parameters<typeof clause>[0], value: string) => clause(field, value, 'only');
const START = Date.UTC(2026, 0, 2);

async function overviewOf(lines: readonly string[]) {
  const { engine } = await storeCase([{ 'falco.json': lines.join('\n') }]);
  await engine.load([]);
  return { engine, data: await readOverview(engine, queryFor) };
}

test('every value says as many events as its search finds, and as stand in the file', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(falcoFile, async (lines) => {
      const { engine, data } = await overviewOf(lines);
      expect(data.all.matched).toBe(lines.length);
      const rules = data.groups.find(({ field }) => field === 'rule.name');
      const written = lines.map((line) => (JSON.parse(line) as { rule: string }).rule);
      expect(new Map(rules?.values.map(({ value, count }) => [value, count]))).toEqual(
        new Map(written.map((rule) => [rule, written.filter((other) => other === rule).length])),
      );
      const tracks = [...data.exhibits, ...data.tracks.flatMap((group) => group.tracks)];
      for (const { query, count } of tracks) {
        expect(await engine.search('test', { query, range: null })).toMatchObject({ matched: count });
      }
    }),
    { numRuns: 15 },
  );
});

test('the longest silence stands between the two records that are farthest apart', { timeout: 60_000 }, async () => {
  const alert = (ms: number) =>
    JSON.stringify({
      output: 'Notice x',
      priority: 'Notice',
      rule: 'r',
      source: 'syscall',
      time: new Date(START + ms).toISOString().replace('Z', '000000Z'),
      output_fields: { 'container.id': 'host' },
    });
  const times = fc.uniqueArray(fc.integer({ min: 0, max: 50_000_000 }), { minLength: 2, maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(times, async (unordered) => {
      const sorted = unordered.toSorted((a, b) => a - b);
      const longest = Math.max(...sorted.slice(1).map((ms, index) => ms - sorted[index]!));
      const { data } = await overviewOf(unordered.map(alert));
      const [track] = data.exhibits;
      expect(track?.first?.time?.ms).toBe(START + sorted[0]!);
      expect(track?.last?.time?.ms).toBe(START + sorted.at(-1)!);
      expect(track?.silence == null ? null : lengthOf(track.silence)).toBe(longest);
    }),
    { numRuns: 25 },
  );
});

test('every exhibit has a row, its members under it, and each row finds its events', async () => {
  const alert = (rule: string) =>
    JSON.stringify({ output: 'x', priority: 'Notice', rule, source: 'syscall', time: '2026-01-02T03:00:00Z' });
  const many = Object.fromEntries(
    Array.from({ length: 12 }, (_, index) => [`node-${index}/falco.json`, alert(`r${index}`)]),
  );
  const two = { 'a/b c.json': [alert('x'), alert('y')].join('\n'), 'b".json': alert('z') };
  const { engine } = await storeCase([many, two]);
  await engine.load([]);
  const { exhibits, exhibitCount, all } = await readOverview(engine, queryFor);
  expect(exhibitCount).toBe(2);
  expect(exhibits.map(({ value, count, memberCount }) => [value, count, memberCount])).toEqual([
    ['T/1', 12, 12],
    ['T/2', 3, 2],
  ]);
  expect(exhibits[0]!.members).toBeNull();
  const members = [exhibits[1]!.members!, await readMembers(engine, queryFor, 'T/1', all.span)].flat();
  expect(members.map(({ value, count }) => [value, count])).toEqual([
    ['a/b c.json', 2],
    ['b".json', 1],
    ...Array.from({ length: 12 }, (_, index) => [`node-${index}/falco.json`, 1]),
  ]);
  for (const { query, count, silence } of members) {
    expect(await engine.search('test', { query, range: null })).toMatchObject({ matched: count });
    expect(silence).toBeNull();
  }
});
