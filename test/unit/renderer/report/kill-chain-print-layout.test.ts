import { describe, expect, it } from 'vitest';
import {
  arrowPath,
  layoutPrint,
  TITLE_SIZE,
  WIDTH,
} from '../../../../renderer/report/pages/kill-chain-print-layout.js';
import { emsOf, wrapText } from '../../../../renderer/report/pages/text-width.js';

const steps = (count: number, lanes: readonly string[]) =>
  Array.from({ length: count }, (_, index) => ({
    mark: `S${index + 1}`,
    title: `Step ${index + 1}`,
    lane: lanes[index % lanes.length] ?? '',
    note: index % 3 === 0 ? 'order undecided with S1, S2, S3 and 12 more' : null,
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

  it('keeps long titles away from the lanes, and says which are shortened', () => {
    const long = 'W'.repeat(300);
    const words = 'The credentials of the node are used from an address outside of the cluster '.repeat(4);
    const [page] = layoutPrint(
      [long, words, 'Short', '内部凭据被外部地址使用'.repeat(9)].map((title, index) => ({
        mark: `S${index + 1}`,
        title,
        lane: 'k8s/prod/shop/web',
        note: null,
      })),
    );
    const rows = page?.rows ?? [];
    expect(rows.map(({ isShortened }) => isShortened)).toEqual([true, true, false, true]);
    for (const row of rows) {
      expect(row.title.length).toBeLessThanOrEqual(3);
      for (const line of row.title) expect(emsOf(line) * TITLE_SIZE).toBeLessThanOrEqual(row.textWidth);
      expect(row.x - row.textWidth).toBeGreaterThan(20);
    }
    expect(rows[0]?.title.at(-1)).toMatch(/W…$/);
  });

  it('breaks titles between words and marks what does not fit', () => {
    const ems = emsOf('Cloud credentials are fetched');
    expect(wrapText('Cloud credentials are fetched from the metadata service', ems, 2)).toEqual([
      'Cloud credentials are fetched',
      'from the metadata service',
    ]);
    expect(wrapText('one two three four five six', emsOf('one two'), 2)).toEqual(['one two', 'three…']);
    expect(wrapText('aaaa', emsOf('aa'), 9)).toEqual(['aa', 'aa']);
    // No half of a character is left over.
    expect(wrapText('😀'.repeat(9), emsOf('😀😀'), 1)).toEqual(['😀…']);
  });
});
