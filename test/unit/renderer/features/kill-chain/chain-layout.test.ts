import { array, assert, constantFrom, nat, property, tuple } from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  breakTitle,
  layoutChain,
  NODE_HEIGHT,
  NODE_WIDTH,
  type ChainFigure,
} from '../../../../../renderer/features/kill-chain/chain-layout.js';

const step = (id: string, lane: string) => ({ id, lane, title: id });

/** Points of a path where straight pieces begin and end; curves are judged by their ends. */
function corners(path: string): readonly (readonly [number, number])[] {
  let [x, y] = [0, 0];
  return [...path.matchAll(/([MCQVH])([^MCQVH]*)/g)].map(([, command, text]) => {
    const numbers = (text ?? '')
      .trim()
      .split(/[\s,]+/)
      .map(Number);
    if (command === 'V') y = numbers[0] ?? y;
    else if (command === 'H') x = numbers[0] ?? x;
    else [x, y] = [numbers.at(-2) ?? x, numbers.at(-1) ?? y];
    return [x, y];
  });
}

/** True where two spans share more than an end. */
function inside(low: number, high: number, from: number, to: number): boolean {
  return Math.max(low, from) < Math.min(high, to);
}

/** True where the straight pieces of a path enter a step. */
function crosses(path: string, figure: ChainFigure): boolean {
  const points = corners(path);
  return figure.nodes.some((node) =>
    points.some((end, index) => {
      const start = points[index - 1];
      if (start === undefined) return false;
      const isVertical = start[0] === end[0];
      const isHorizontal = start[1] === end[1];
      if (isVertical) {
        return (
          start[0] > node.x &&
          start[0] < node.x + NODE_WIDTH &&
          inside(node.y, node.y + NODE_HEIGHT, Math.min(start[1], end[1]), Math.max(start[1], end[1]))
        );
      }
      return (
        isHorizontal &&
        start[1] > node.y &&
        start[1] < node.y + NODE_HEIGHT &&
        inside(node.x, node.x + NODE_WIDTH, Math.min(start[0], end[0]), Math.max(start[0], end[0]))
      );
    }),
  );
}

describe('layout of the chain', () => {
  test('steps in columns, lanes in the order in which they first act', () => {
    const figure = layoutChain([step('a', 'web'), step('b', 'api'), step('c', 'web')], []);
    expect(figure.lanes.map(({ key }) => key)).toEqual(['web', 'api']);
    const [a, b, c] = figure.nodes;
    expect(a?.y).toBe(c?.y);
    expect(b?.y).toBeGreaterThan(a?.y ?? 0);
    expect((b?.x ?? 0) - (a?.x ?? 0)).toBe((c?.x ?? 0) - (b?.x ?? 0));
  });

  test('an effect before its cause is told apart; a link to nowhere is not drawn', () => {
    const figure = layoutChain(
      [step('a', 'x'), step('b', 'y')],
      [
        { id: '1', from: 'b', to: 'a' },
        { id: '2', from: 'a', to: 'gone' },
      ],
    );
    expect(figure.arrows.map(({ id, isBackwards }) => [id, isBackwards])).toEqual([['1', true]]);
  });

  test('whatever is linked, no arrow runs through a step and none leaves the figure to the right', () => {
    const lanes = array(constantFrom('a', 'b', 'c', 'd'), { minLength: 2, maxLength: 9 });
    assert(
      property(lanes, array(tuple(nat(8), nat(8)), { maxLength: 8 }), (chosen, pairs) => {
        const steps = chosen.map((lane, index) => step(String(index), lane));
        const links = pairs
          .filter(([from, to]) => from !== to && from < steps.length && to < steps.length)
          .map(([from, to], index) => ({ id: String(index), from: String(from), to: String(to) }));
        const figure = layoutChain(steps, links);
        expect(figure.arrows).toHaveLength(links.length);
        for (const { path } of figure.arrows) {
          expect(crosses(path, figure)).toBe(false);
          expect(corners(path).every(([x]) => x <= figure.width)).toBe(true);
        }
      }),
    );
  });
});

test.each([
  ['Web shell', ['Web shell']],
  ['Web shell through checkout', ['Web shell through', 'checkout']],
  ['Averyveryverylongwordwithoutbreak', ['Averyveryverylong…']],
  ['exec into the metrics pod with a stolen token', ['exec into the', 'metrics pod with…']],
])('%s', (title, lines) => {
  expect(breakTitle(title)).toEqual(lines);
});
