import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readJson } from '../../../../parsers/io/json-reader.js';

const value = (text: string, depth = 500): unknown => {
  const read = readJson(text, depth);
  if (!read.ok) throw new Error(`${read.code}: ${read.reason}`);
  return read.value;
};

const nested = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);

describe('readJson', () => {
  test.each<[string, unknown]>([
    ['{"t":1600000000123456789}', { t: '1600000000123456789' }],
    ['{"t":-1600000000123456789 }', { t: '-1600000000123456789' }],
    ['[1234567890123456,\n 12345678901234567]', ['1234567890123456', '12345678901234567']],
    ['1600000000123456789', '1600000000123456789'],
    ['{"t":123456789012345}', { t: 123456789012345 }],
    ['{"t":1600000000.123456789}', { t: Number('1600000000.123456789') }],
    ['{"t":16000000001234567e3}', { t: 16000000001234567e3 }],
    ['{"a":"1600000000123456789","b":1600000000123456789}', { a: '1600000000123456789', b: '1600000000123456789' }],
    ['{"a":":1600000000123456789,","b":1600000000123456789}', { a: ':1600000000123456789,', b: '1600000000123456789' }],
    [
      '{"a":"x\\":1600000000123456789,","b":[1600000000123456789]}',
      { a: 'x":1600000000123456789,', b: ['1600000000123456789'] },
    ],
  ])('%s', (text, expected) => {
    expect(value(text)).toEqual(expected);
  });

  test('long integers survive anywhere, all else is as JSON.parse has it', () => {
    const long = fc.bigInt({ min: 10n ** 15n, max: 10n ** 22n });
    const tree = fc.letrec((tie) => ({
      node: fc.oneof(
        { maxDepth: 4 },
        fc.oneof(
          fc.string(),
          fc.integer(),
          fc.boolean(),
          fc.constant(null),
          long,
          fc.string().map((text) => `:1234567890123456789,${text}`),
        ),
        fc.array(tie('node'), { maxLength: 4 }),
        fc.dictionary(fc.string(), tie('node'), { maxKeys: 4 }),
      ),
    })).node;
    const exact = (node: unknown): unknown =>
      typeof node === 'bigint'
        ? String(node)
        : Array.isArray(node)
          ? node.map(exact)
          : typeof node === 'object' && node !== null
            ? Object.fromEntries(Object.entries(node).map(([key, each]) => [key, exact(each)]))
            : node;
    const write = (node: unknown): string =>
      typeof node === 'bigint'
        ? String(node)
        : Array.isArray(node)
          ? `[${node.map(write).join(', ')}]`
          : typeof node === 'object' && node !== null
            ? `{${Object.entries(node)
                .map(([key, each]) => `${JSON.stringify(key)}: ${write(each)}`)
                .join(',')}}`
            : JSON.stringify(node);
    fc.assert(
      fc.property(tree, (node) => {
        expect(value(write(node))).toEqual(exact(node));
      }),
      { numRuns: 400 },
    );
  });

  test('depth is limited, brackets in strings do not count', () => {
    expect(readJson(nested(100), 100).ok).toBe(true);
    expect(readJson(nested(101), 100)).toMatchObject({ ok: false, code: 'too-deep' });
    expect(readJson(nested(5_000_000), 500)).toMatchObject({ ok: false, code: 'too-deep' });
    expect(value(JSON.stringify('['.repeat(1000)), 5)).toBe('['.repeat(1000));
  });

  test('__proto__ is a member like any other', () => {
    const read = value('{"__proto__":{"polluted":1},"constructor":2}') as Record<string, unknown>;
    expect(Object.hasOwn(read, '__proto__')).toBe(true);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  test('duplicate keys, lone surrogates and NUL are let through', () => {
    expect(value('{"a":1,"a":2}')).toEqual({ a: 2 });
    expect(value('"\\ud800"')).toBe('\ud800');
    expect(value('"\\u0000"')).toBe('\u0000');
  });

  test.each([
    ['{"a":1', 'truncated'],
    ['{"a":"x', 'truncated'],
    ['[1,', 'truncated'],
    ['{"a":1}}', 'not-json'],
    ['hello', 'not-json'],
    ['{a:1}', 'not-json'],
    ['{"a":01}', 'not-json'],
    ['', 'not-json'],
  ])('%s is %s', (text, code) => {
    expect(readJson(text, 500)).toMatchObject({ ok: false, code });
  });
});
