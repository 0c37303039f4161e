import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { TokenHasher } from '../../../../renderer/db/tokens.js';
import { foldRepeats, type KeyedRecord } from '../../../../renderer/workers/import-repeats.js';
import type { KeyColumns } from '../../../../renderer/workers/parse-messages.js';

interface Written {
  readonly member: number;
  readonly offset: number;
  readonly key: string;
  readonly content: object;
}

const hasher = new TokenHasher('0011223344556677');

/** Blocks of up to two records each; a record's row is its place in the list. */
function blocks(records: readonly Written[]): { member: number; keys: KeyColumns }[] {
  return records.map(({ member, offset, key, content }, row) => {
    const text = JSON.stringify(content);
    const keyHash = hasher.hash(key);
    const bytes = hasher.hashBytes(new TextEncoder().encode(text));
    return {
      member,
      keys: {
        keyHi: Uint32Array.of(keyHash.hi),
        keyLo: Uint32Array.of(keyHash.lo),
        bytesHi: Uint32Array.of(bytes.hi),
        bytesLo: Uint32Array.of(bytes.lo),
        offset: Float64Array.of(offset),
        line: Uint32Array.of(offset + 1),
        length: Uint32Array.of(text.length),
        row: Uint32Array.of(row),
        rows: Uint32Array.of(1),
      },
    };
  });
}

const fold = (records: readonly Written[]) =>
  foldRepeats(
    blocks(records),
    (member) => `m${member}`,
    async ({ row }: KeyedRecord) => records[row]!.content,
  );

const places = (folded: readonly { member: number; offset: number }[]) =>
  folded.map(({ member, offset }) => [member, offset]);

test('the lowest path, then the lowest offset wins; records without another field agree', async () => {
  const { duplicates, conflicts } = await fold([
    { member: 1, offset: 0, key: 'a', content: { user: 'x', extra: 1 } },
    { member: 0, offset: 9, key: 'a', content: { user: 'x' } },
    { member: 0, offset: 3, key: 'a', content: { user: 'x', zone: 'z' } },
    { member: 0, offset: 5, key: 'b', content: { user: 'x' } },
  ]);
  expect(places(duplicates)).toEqual([
    [0, 9],
    [1, 0],
  ]);
  expect(conflicts).toEqual([]);
});

test('one key with other content gives two events and a complaint at the later one', async () => {
  const { duplicates, conflicts } = await fold([
    { member: 0, offset: 0, key: 'a', content: { user: 'x' } },
    { member: 2, offset: 7, key: 'a', content: { user: 'y' } },
    { member: 2, offset: 9, key: 'a', content: { user: 'y', more: true } },
  ]);
  expect(places(duplicates)).toEqual([[2, 9]]);
  expect(conflicts).toEqual([
    {
      member: 2,
      problem: { line: 8, offset: 7, code: 'key-conflict', reason: expect.stringContaining('line 1 of m0') },
    },
  ]);
});

const sorted = (answer: readonly { member: number; offset: number }[]) => places(answer).map(String).toSorted();

test('the answer does not depend on the order in which blocks arrive', async () => {
  const record = fc.record({
    member: fc.integer({ min: 0, max: 2 }),
    offset: fc.integer({ min: 0, max: 1000 }),
    key: fc.constantFrom('a', 'b', 'c'),
    content: fc.record({ user: fc.constantFrom('x', 'y'), extra: fc.constantFrom(1, 2) }, { requiredKeys: ['user'] }),
  });
  const records = fc.uniqueArray(record, { selector: ({ member, offset }) => `${member}/${offset}`, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(
      records.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))),
      async ([list, shuffled]) => {
        expect(sorted((await fold(shuffled)).duplicates)).toEqual(sorted((await fold(list)).duplicates));
      },
    ),
  );
});
