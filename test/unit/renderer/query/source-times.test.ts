import { expect, test } from 'vitest';
import { storeCase } from './stored-case.js';

const alert = (time: string | null): string =>
  JSON.stringify({
    output: 'Notice shell',
    priority: 'Notice',
    rule: 'Shell',
    source: 'syscall',
    ...(time !== null && { time }),
    output_fields: { 'container.id': 'host' },
  });
const file = (...times: readonly (string | null)[]): string => times.map((time) => `${alert(time)}\n`).join('');

test('tells written from stated times, member by member', async () => {
  const { engine } = await storeCase([
    { 'a.log': file('2026-01-02T03:00:00', '2026-01-02T05:00:00', null), 'b.log': file(null) },
    { 'c.log': file('2026-01-02T03:00:00', '2026-01-02T04:00:00Z') },
  ]);
  await engine.load([]);
  const at = (hour: number) => Date.UTC(2026, 0, 2, hour);
  const a = { fromMs: at(3), toMs: at(5) + 1, count: 2 };
  const c = { fromMs: at(4), toMs: at(4) + 1, count: 1 };
  expect(await engine.sourceTimes()).toEqual([
    { exhibit: 'T/1', member: 'a.log', written: a, stated: null },
    { exhibit: 'T/2', member: 'c.log', written: { fromMs: at(3), toMs: at(3) + 1, count: 1 }, stated: c },
  ]);

  // What was recorded does not change with what is said of it; the events move.
  const adjustment = { exhibit: 'T/1', member: 'a.log', zone: '+02:00', offsetNs: '0', uncertaintyNs: '0', reason: '' };
  await engine.load([adjustment]);
  expect(await engine.sourceTimes()).toMatchObject([{ written: a }, { stated: c }]);
  const result = await engine.search('s', { query: '', range: null });
  expect(result).toMatchObject({ matched: 6, unplaced: 3, span: { fromMs: at(1), toMs: at(4) + 1 } });
});
