import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PostingsRow } from '../../../../renderer/db/layout.js';
import { findToken, forEachPosting } from '../../../../renderer/db/postings.js';
import { TokenHasher, bucketOf, tokenise } from '../../../../renderer/db/tokens.js';
import { PostingsBuilder } from '../../../../renderer/workers/parse-postings.js';
import { TextIndexer } from '../../../../renderer/workers/parse-texts.js';

const hasher = new TokenHasher('feedfacecafebeef');

function rowsOf(postings: readonly PostingsRow[], token: string): number[] | null {
  const hash = hasher.hash(token);
  const bucket = postings[bucketOf(hash)]!;
  const index = findToken(bucket, hash);
  if (index < 0) return null;
  const rows: number[] = [];
  forEachPosting(bucket, index, (row) => rows.push(row));
  return rows;
}

function built(texts: readonly string[], builder = new PostingsBuilder()): readonly PostingsRow[] {
  const indexer = new TextIndexer(hasher, builder);
  for (const text of texts) {
    for (const value of text.split('|')) indexer.add(value);
    indexer.endRow();
  }
  return builder.finish().map((content) => ({ exhibit: 3, segment: 7, ...content }));
}

test('every token is found in exactly its rows, also by a builder that was used before', () => {
  const used = new PostingsBuilder();
  const word = fc.constantFrom('curl', 'root', 'a', 'b7', 'x_y', '東京', '10', 'sh');
  fc.assert(
    fc.property(fc.array(fc.array(word), { maxLength: 40 }), (rows) => {
      // Several values per row, long ones too: repeats of those within a row take another path.
      const postings = built(
        rows.map((words) => `${words.join('|')}|${`${words.join(' ')} `.repeat(9)}|${`${words.join(' ')} `.repeat(9)}`),
        used,
      );
      for (const token of new Set(rows.flat())) {
        expect(rowsOf(postings, token)).toEqual(rows.flatMap((words, row) => (words.includes(token) ? [row] : [])));
      }
      expect(rowsOf(postings, 'absent')).toBeNull();
    }),
  );
});

test('frequent tokens, many tokens and a full segment', () => {
  const texts = Array.from(
    { length: 65_536 },
    (_, row) =>
      `all ${row % 15 === 0 ? 'fifteenth' : ''} ${row % 16 === 0 ? 'sixteenth' : ''} ${row % 17 === 0 ? 'rare' : ''} id${row}`,
  );
  const postings = built(texts);
  const expected = (token: string): number[] =>
    texts.flatMap((text, row) => {
      let has = false;
      tokenise(text, (found) => {
        has ||= found === token;
      });
      return has ? [row] : [];
    });
  for (const token of ['all', 'fifteenth', 'sixteenth', 'rare', 'id0', 'id65535']) {
    expect(rowsOf(postings, token)).toEqual(expected(token));
  }
  const words = postings.reduce((sum, { rows }) => sum + rows.length, 0);
  expect(words).toBe(3 * 4096 + expected('rare').length + 65_536);
  expect(postings.map(({ bucket }) => bucket)).toEqual(Array.from({ length: 64 }, (_, bucket) => bucket));
});
