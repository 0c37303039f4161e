import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { COLOUR_CLASSES } from '../../../../renderer/query/lane-colours.js';
import type { LaneColour } from '../../../../renderer/query/spec.js';
import { alert, ms } from './lane-lines.js';
import { storeCase } from './stored-case.js';

const PRIORITIES = ['Notice', 'Critical', 'Debug'] as const;

const events = fc.array(
  fc.record({ second: fc.nat(20), pod: fc.constantFrom('a', 'b', 'c'), priority: fc.constantFrom(...PRIORITIES) }),
  { minLength: 1, maxLength: 40 },
);

describe('density', () => {
  test('of lanes and of groups of them adds up to what a plain scan counts, in every colour', async () => {
    await fc.assert(
      fc.asyncProperty(
        events,
        fc.constantFrom<LaneColour>('outcome', 'layer', 'severity'),
        fc.array(fc.integer({ min: -1, max: 1 }), { minLength: 3, maxLength: 3 }),
        fc.integer({ min: 1, max: 9 }),
        async (all, colour, rowOfPod, bins) => {
          const lines = all.map(({ second, pod, priority }) =>
            alert(second, { node: 'n1', namespace: 'shop', pod, priority, container: pod.repeat(12) }),
          );
          const { engine } = await storeCase([{ 'f.json': lines.join('\n') }]);
          await engine.load([]);
          const found = await engine.search('test', { query: '', range: null });
          if ('problem' in found) throw new Error(found.problem.message);
          const { lanes, numbers } = await engine.laneList(found.id, 'workload');
          expect(lanes.reduce((sum, { count }) => sum + count, 0)).toBe(all.length);
          const podOf = (key: string): number => ['a', 'b', 'c'].indexOf(key.slice(-1));
          const rowOf = new Int32Array(numbers).fill(-1);
          for (const { number, key } of lanes) rowOf[number] = rowOfPod[podOf(key)] ?? -1;
          const range = { fromMs: ms(2), toMs: ms(15) };
          const answer = await engine.laneBins(found.id, { by: 'workload', colour, range, bins, rows: 2, rowOf });
          const inRange = all.filter(({ second }) => second >= 2 && second < 15);
          for (const row of [0, 1]) {
            const counted = Array.from({ length: bins }, (_, bin) => {
              const start = (row * bins + bin) * answer.classes;
              return answer.counts.subarray(start, start + answer.classes).reduce((sum, count) => sum + count, 0);
            });
            const plain = Array.from({ length: bins }, () => 0);
            for (const { second, pod } of inRange)
              if (rowOfPod[podOf(pod)] === row) plain[Math.floor(((second - 2) * bins) / 13)]! += 1;
            expect(counted).toEqual(plain);
          }
          expect(answer.classes).toBe(COLOUR_CLASSES[colour].length);
          const totals = Array.from({ length: bins }, () => 0);
          for (const { second } of inRange) totals[Math.floor(((second - 2) * bins) / 13)]! += 1;
          expect(answer.highest).toBe(Math.max(...totals));
        },
      ),
      { numRuns: 25 },
    );
  });

  test('falls into the classes of its colour', async () => {
    const { engine } = await storeCase([
      {
        'f.json': [
          alert(1, { node: 'n1', priority: 'Critical' }),
          alert(1, { node: 'n1', priority: 'Notice', type: 'openat' }),
        ].join('\n'),
      },
    ]);
    await engine.load([]);
    const found = await engine.search('test', { query: '', range: null });
    if ('problem' in found) throw new Error(found.problem.message);
    const { numbers } = await engine.laneList(found.id, 'workload');
    const range = { fromMs: ms(0), toMs: ms(2) };
    const classesOf = async (colour: LaneColour) => {
      const rowOf = new Int32Array(numbers);
      const { counts } = await engine.laneBins(found.id, { by: 'workload', colour, range, bins: 1, rows: 1, rowOf });
      return Object.fromEntries(
        COLOUR_CLASSES[colour].map((name, at) => [name, counts[at]]).filter(([, count]) => count),
      );
    };
    expect(await classesOf('outcome')).toEqual({ detected: 2 });
    expect(await classesOf('layer')).toEqual({ container: 2 });
    expect(await classesOf('severity')).toEqual({ low: 1, high: 1 });
    await expect(
      engine.laneBins(found.id, {
        by: 'workload',
        colour: 'layer',
        range,
        bins: 1,
        rows: 1,
        rowOf: new Int32Array(99),
      }),
    ).rejects.toThrow('99 rows for');
  });
});
