import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exactly, flag, list, oneOf, orNull, shape, text, wholeNumber } from '../../../../main/bridge/guards.js';

describe('guards', () => {
  test('text is bounded and without NUL', () => {
    expect(text(3)('abc')).toBe(true);
    expect(text(3)('abcd')).toBe(false);
    expect(text(3)('a\0')).toBe(false);
    expect(text(3)(7)).toBe(false);
  });

  test('numbers are whole, exact and within bounds', () => {
    const guard = wholeNumber(1, 10);
    expect([1, 10].every(guard)).toBe(true);
    expect([0, 11, 1.5, Number.NaN, Infinity, 2 ** 60, '1', null].some(guard)).toBe(false);
  });

  test('a shape has its members, all of them and no other', () => {
    const guard = shape({ name: text(5), count: orNull(wholeNumber(0, 9)) });
    expect(guard({ name: 'a', count: null })).toBe(true);
    expect(guard({ name: 'a' })).toBe(false);
    expect(guard({ name: 'a', count: 1, more: 1 })).toBe(false);
    expect(guard(Object.create({ name: 'a', count: 1 }))).toBe(false);
    expect(guard([])).toBe(false);
    expect(guard(JSON.parse('{"name":"a","__proto__":1}'))).toBe(false);
  });

  test('lists are bounded and every element is checked', () => {
    expect(list(flag, 2)([true, false])).toBe(true);
    expect(list(flag, 2)([true, false, true])).toBe(false);
    expect(list(flag, 2)([true, 1])).toBe(false);
  });

  test('arguments are exactly as many as there are guards', () => {
    const guard = exactly(oneOf('files', 'folder'), flag);
    expect(guard(['files', true])).toBe(true);
    fc.assert(
      fc.property(
        fc.array(fc.anything()),
        (args) =>
          guard(args) ===
          (args.length === 2 && (args[0] === 'files' || args[0] === 'folder') && typeof args[1] === 'boolean'),
      ),
    );
  });
});
