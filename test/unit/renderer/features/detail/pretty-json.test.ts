import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { prettyJson } from '../../../../../renderer/features/detail/pretty-json.js';

describe('prettyJson', () => {
  test('lays out as JSON.stringify does', () => {
    fc.assert(
      fc.property(
        fc.jsonValue().filter((value) => typeof value === 'object' && value !== null),
        (value) => {
          expect(prettyJson(JSON.stringify(value))).toBe(JSON.stringify(value, null, 2));
        },
      ),
    );
  });

  test('changes nothing but white space', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const pretty = prettyJson(text);
        if (pretty !== null) expect(JSON.parse(pretty)).toEqual(JSON.parse(text));
      }),
    );
    expect(prettyJson('{"a":12345678901234567890,"a":1.50,"\\u0041" : "x  {,} y"}')).toBe(
      '{\n  "a": 12345678901234567890,\n  "a": 1.50,\n  "\\u0041": "x  {,} y"\n}',
    );
  });

  test.each([
    '',
    'plain text',
    '{"a":1',
    '{"a":1}}',
    '{"a":1}{"b":2}',
    '{"a":"open}',
    '[1,2]trailing',
    '{"a":nope}',
    '2024-01-01 {"a":1}',
    '"only text"',
  ])('leaves %j alone', (text) => {
    expect(prettyJson(text)).toBeNull();
  });
});
