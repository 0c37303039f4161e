import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { clause } from '../../../../../renderer/features/query/compose.js';
import { lengthOf, readOverview } from '../../../../../renderer/features/overview/read-overview.js';
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
      for (const { field, value, count } of data.tracks) {
        const found = await engine.search('test', { query: queryFor(field, value), range: null });
        expect(found).toMatchObject({ matched: count });
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
      const [track] = data.tracks;
      expect(track?.first?.time?.ms).toBe(START + sorted[0]!);
      expect(track?.last?.time?.ms).toBe(START + sorted.at(-1)!);
      // Times within a few parts of the span are one point to the bins.
      const isTold = longest > ((sorted.at(-1)! - sorted[0]!) / 65_536) * 3;
      if (isTold) expect(track?.silence == null ? null : lengthOf(track.silence)).toBe(longest);
    }),
    { numRuns: 25 },
  );
});
