import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { searchableText, VALUE_SEPARATOR } from '../../../../renderer/db/searchable-text.js';
import { bucketOf, foldCase, TokenHasher, tokenise, type TokenHash } from '../../../../renderer/db/tokens.js';

function tokens(text: string): string[] {
  const found: string[] = [];
  tokenise(text, (token) => found.push(token));
  return found;
}

function scanned(hasher: TokenHasher, text: string): TokenHash[] {
  const words = hasher.scan(text);
  return Array.from({ length: words / 2 }, (_, at) => ({ hi: hasher.found[at * 2]!, lo: hasher.found[at * 2 + 1]! }));
}

describe('tokens', () => {
  test.each([
    ['command=curl', ['command', 'curl']],
    ['10.0.0.7->1.2.3.4:443', ['10', '0', '0', '7', '1', '2', '3', '4', '443']],
    ['/usr/bin/Evil_Tool-2', ['usr', 'bin', 'evil_tool', '2']],
    ['Überwachung, 東京 ٣٤', ['überwachung', '東京', '٣٤']],
    ['ΟΔΟΣ οδος', ['οδοσ', 'οδοσ']],
    ['x\u{1d400}y', ['x\u{1d400}y']],
    ['\u0000\u202e..', []],
  ])('%j', (text, expected) => {
    expect(tokens(text)).toEqual(expected);
  });

  test('scanning a text hashes exactly its tokens', () => {
    const hasher = new TokenHasher('0123456789abcdef');
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme-ascii' }), fc.string()),
        (text) => {
          expect(scanned(hasher, text)).toEqual(tokens(text).map((token) => hasher.hash(token)));
        },
      ),
    );
  });

  test('folding does not depend on neighbours', () => {
    const piece = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('Σ', 'ΑΣ', 'ς', 'İ', 'ß', 'a'));
    fc.assert(
      fc.property(piece, piece, (left, right) => {
        expect(foldCase(left + right)).toBe(foldCase(left) + foldCase(right));
      }),
    );
  });

  test('two hundred thousand tokens collide nowhere, and buckets are even', () => {
    const hasher = new TokenHasher('00000000000000ff');
    const seen = new Set<string>();
    const buckets = new Uint32Array(64);
    for (let number = 0; number < 200_000; number += 1) {
      const hash = hasher.hash(number.toString(36));
      seen.add(`${hash.hi}/${hash.lo}`);
      buckets[bucketOf(hash)]! += 1;
    }
    expect(seen.size).toBe(200_000);
    expect(Math.min(...buckets)).toBeGreaterThan((200_000 / 64) * 0.9);
    expect(Math.max(...buckets)).toBeLessThan((200_000 / 64) * 1.1);
  });

  test('another seed gives other hashes', () => {
    expect(new TokenHasher('0000000000000001').hash('curl')).not.toEqual(
      new TokenHasher('0000000000000002').hash('curl'),
    );
  });

  test('a seed that is none is refused', () => {
    expect(() => new TokenHasher('12')).toThrow(TypeError);
  });
});

test('searchable text holds the values of record and fields, not the keys', () => {
  const text = searchableText({
    value: {
      rule: 'Run shell',
      output_fields: { 'evt.time': '1507591916746609046', 'proc.pid': 42, x: [true, null, 'y'] },
    },
    fields: { 'event.action': 'execve', 'process.args': ['sh', '-c'] },
  });
  expect(text.split(VALUE_SEPARATOR)).toEqual(['Run shell', '1507591916746609046', '42', 'y', 'execve', 'sh', '-c']);
});

test('an event in a list has its own element and what lies around the list, not its siblings', () => {
  const value = {
    group: 'g',
    logEvents: [
      { id: 'e0', message: 'm0' },
      { id: 'e1', message: 'm1' },
    ],
    account: 7,
  };
  const texts = (path: string) => searchableText({ value, path, fields: {} }).split(VALUE_SEPARATOR).toSorted();
  expect(texts('logEvents[1].message')).toEqual(['7', 'e1', 'g', 'm1']);
  // Into text that is decoded again, and a name that holds a dot: then all of that level.
  expect(texts('logEvents[0].message.Records[2]')).toEqual(['7', 'e0', 'g', 'm0']);
  expect(texts('log.events[0]')).toEqual(['7', 'e0', 'e1', 'g', 'm0', 'm1']);
});
