import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { base64Bytes, decodeBase64 } from '../../../../parsers/carriers/decode-base64.js';
import { inflateText } from '../../../../parsers/carriers/inflate-text.js';

test('text of gzip data, however large its pieces', () => {
  for (const text of [
    '',
    'ü',
    'x'.repeat(70_000),
    Array.from({ length: 20_000 }, (_, index) => `${index * 7919} ü`).join('\n'),
  ])
    expect(inflateText(gzipSync(text))).toBe(text);
});

test('what is damaged, cut off, of another kind, or has a header with a name is not read', () => {
  const bytes = gzipSync('hello '.repeat(1000));
  expect(inflateText(bytes.subarray(0, 20))).toBeNull();
  expect(inflateText(Uint8Array.from([...bytes.subarray(0, 10), 0xff, 0xff, 0xff, 0xff]))).toBeNull();
  expect(inflateText(new TextEncoder().encode('{"a":1}'))).toBeNull();
  const named = Uint8Array.from(bytes);
  named[3] = 8;
  expect(inflateText(named)).toBeNull();
});

test('more than a payload may hold is not read', () => {
  expect(inflateText(gzipSync(new Uint8Array(65 * 1024 * 1024)))).toBeNull();
});

test('base64, and what is none', () => {
  expect(decodeBase64(`${Buffer.from('{"ü":1}').toString('base64')}\n`)).toBe('{"ü":1}');
  expect(['', '{"a":1}', 'a', '/w=='].map(decodeBase64)).toEqual([null, null, null, null]);
  expect(base64Bytes('/w==')).toEqual(Uint8Array.of(0xff));
});
