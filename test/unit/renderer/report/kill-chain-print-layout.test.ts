import { describe, expect, it } from 'vitest';
import { arrowPath, breakText, layoutPrint, WIDTH } from '../../../../renderer/report/pages/kill-chain-print-layout.js';

const steps = (count: number, lanes: readonly string[]) =>
  Array.from({ length: count }, (_, index) => ({
    mark: `S${index + 1}`,
    title: `Step ${index + 1}`,
    lane: lanes[index % lanes.length] ?? '',
  }));

describe('printed kill chain', () => {
  it('keeps every step once, in order, inside the figure', () => {
    const pages = layoutPrint(steps(40, ['k8s/a/shop/x', 'node/b', 'cloud/aws/1']));
    expect(pages.flatMap((page) => page.rows.map((row) => row.mark))).toEqual(steps(40, ['']).map(({ mark }) => mark));
    for (const page of pages) {
      for (const row of page.rows) {
        expect(row.x).toBeGreaterThan(row.textWidth);
        expect(row.x).toBeLessThan(WIDTH);
        expect(row.y).toBeLessThan(page.height);
      }
      const ys = page.rows.map((row) => row.y);
      expect(ys).toEqual(ys.toSorted((a, b) => a - b));
    }
  });

  it('draws arrows within a page only', () => {
    const [first, second] = layoutPrint(steps(20, ['a', 'b']));
    if (first === undefined || second === undefined) throw new Error('two pages expected');
    expect(arrowPath(first, 'S1', 'S2')).toMatch(/^M[\d.]+,[\d.]+ C/);
    expect(arrowPath(first, 'S1', 'S20')).toBeNull();
  });

  it('breaks titles between words and marks what does not fit', () => {
    expect(breakText('Cloud credentials are fetched from the metadata service', 30, 2)).toEqual([
      'Cloud credentials are fetched',
      'from the metadata service',
    ]);
    expect(breakText('a'.repeat(50), 10, 2)).toEqual([`${'a'.repeat(9)}…`]);
    expect(breakText('one two three four five six', 8, 2)).toEqual(['one two', 'three…']);
  });
});
