import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { canonicalJson, ledgerHash } from '../../../../parsers/model/canonical-json.js';

test('writes the example of RFC 8785 section 3.2.3', () => {
  const value = JSON.parse(
    '{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"string":"\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/","literals":[null,true,false]}',
  ) as unknown;
  expect(canonicalJson(value)).toBe(
    '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
  );
});

test('orders keys by UTF-16 units and leaves undefined out', () => {
  expect(canonicalJson({ '\u20ac': 1, '\r': 2, '1': 3, '\u{1f600}': 4, '\ufb33': 5, gone: undefined })).toBe(
    '{"\\r":2,"1":3,"\u20ac":1,"\u{1f600}":4,"\ufb33":5}',
  );
});

test.each([undefined, 1n, Number.NaN, () => 1])('refuses %s', (value) => {
  expect(() => canonicalJson([value])).toThrow(TypeError);
});

test('the hash of a ledger is that of its canonical bytes', () => {
  const ledger = { sha256: 'x', number: 'JS/1', name: 'ü', bytes: 3, members: [] };
  const bytes = '{"bytes":3,"members":[],"name":"ü","number":"JS/1","sha256":"x"}';
  expect(ledgerHash(ledger)).toBe(createHash('sha256').update(bytes).digest('hex'));
});
