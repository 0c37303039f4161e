import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { agrees } from '../../../../parsers/model/agreement.js';

const nest = (inner: unknown) => Array.from({ length: 100_000 }).reduce((value: unknown) => ({ a: value }), inner);

describe('two records agree', () => {
  test.each([
    ['equal ones', { a: 1, b: [1, { c: null }] }, { b: [1, { c: null }], a: 1 }, true],
    ['one carries more', { a: 1 }, { a: 1, b: 2 }, true],
    ['one carries more inside', { a: { b: 1 } }, { a: { b: 1, c: 2 } }, true],
    ['another value', { a: 1 }, { a: 2 }, false],
    ['another value deep inside', { a: { b: [{ c: 1 }] } }, { a: { b: [{ c: 2 }] } }, false],
    ['null against a value', { a: null }, { a: 0 }, false],
    ['a list of another length', { a: [1] }, { a: [1, 2] }, false],
    ['a list in another order', { a: [1, 2] }, { a: [2, 1] }, false],
    ['list against object', { a: [] }, { a: {} }, false],
    ['number against its text', { a: 1 }, { a: '1' }, false],
    ['a key named like a prototype', JSON.parse('{"__proto__":1}'), JSON.parse('{"__proto__":2}'), false],
  ])('%s: %j %j %s', (_, a: unknown, b: unknown, answer) => {
    expect(agrees(a, b)).toBe(answer);
    expect(agrees(b, a)).toBe(answer);
  });

  test('every record agrees with itself and with any part of itself', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.array(fc.string()), (record, dropped) => {
        const part = Object.fromEntries(Object.entries(record).filter(([key]) => !dropped.includes(key)));
        expect(agrees(record, structuredClone(record))).toBe(true);
        expect(agrees(record, part)).toBe(true);
      }),
    );
  });

  test('records nested deeper than the engine calls are compared', () => {
    expect(agrees(nest(1), nest(1))).toBe(true);
    expect(agrees(nest(1), nest(2))).toBe(false);
  });
});
