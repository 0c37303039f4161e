import { agrees } from '../../parsers/model/agreement.js';
import type { Problem } from '../../parsers/model/ledger.js';
import { stableOrder } from './import-order.js';
import type { KeyColumns } from './parse-messages.js';

/** A record with a producer's key. */
export interface KeyedRecord {
  /** Index of its member, in order of paths. */
  readonly member: number;
  readonly offset: number;
  readonly line: number;
  /** First row and number of rows it gave. */
  readonly row: number;
  readonly rows: number;
}

export interface FoldedRepeats {
  /** Records that repeat an earlier one. */
  readonly duplicates: readonly KeyedRecord[];
  readonly conflicts: readonly { readonly member: number; readonly problem: Problem }[];
}

/**
 * Finds the records of one exhibit that repeat an earlier one: same producer's key, and content that agrees. The lowest member path,
 * then the lowest offset wins. Same key, other content: both are kept, and the later one is reported as `key-conflict`.
 *
 * Records of equal bytes need no reading; for others `readContent` gives the decoded record.
 *
 * @param columns per block, with the member's index in order of paths.
 */
export async function foldRepeats(
  columns: readonly { readonly member: number; readonly keys: KeyColumns }[],
  memberPath: (member: number) => string,
  readContent: (record: KeyedRecord) => Promise<unknown>,
): Promise<FoldedRepeats> {
  const table = new KeyTable(columns);
  const duplicates: KeyedRecord[] = [];
  const conflicts: { member: number; problem: Problem }[] = [];
  for (const group of table.groups()) {
    const kept: number[] = [];
    for (const item of group) {
      const agreeing = await findAgreeing(table, kept, item, readContent);
      const record = table.record(item);
      if (agreeing) duplicates.push(record);
      else if (kept.length > 0) {
        const first = table.record(kept[0]!);
        conflicts.push({ member: record.member, problem: conflict(record, first, memberPath(first.member)) });
      }
      if (!agreeing) kept.push(item);
    }
  }
  return { duplicates, conflicts };
}

async function findAgreeing(
  table: KeyTable,
  kept: readonly number[],
  item: number,
  readContent: (record: KeyedRecord) => Promise<unknown>,
): Promise<boolean> {
  if (kept.some((earlier) => table.sameBytes(earlier, item))) return true;
  if (kept.length === 0 || table.record(item).rows === 0) return false;
  const content = await readContent(table.record(item));
  for (const earlier of kept) {
    const record = table.record(earlier);
    if (record.rows > 0 && agrees(await readContent(record), content)) return true;
  }
  return false;
}

function conflict(record: KeyedRecord, first: KeyedRecord, firstPath: string): Problem {
  const where = `${first.line > 0 ? `line ${first.line}` : `byte ${first.offset}`}${firstPath === '' ? '' : ` of ${firstPath}`}`;
  return {
    line: record.line > 0 ? record.line : null,
    offset: record.offset,
    code: 'key-conflict',
    reason: `This record carries the same producer's id as the record at ${where}, but other content: both are kept; compare them before you rely on the id.`,
  };
}

/** All keyed records of an exhibit, column by column, and their order by key, member and offset. */
class KeyTable {
  readonly #columns: readonly { readonly member: number; readonly keys: KeyColumns }[];
  /** Per item: its block and its place in the block. */
  readonly #block: Uint32Array;
  readonly #at: Uint32Array;

  constructor(columns: readonly { readonly member: number; readonly keys: KeyColumns }[]) {
    this.#columns = columns;
    const count = columns.reduce((sum, { keys }) => sum + keys.row.length, 0);
    this.#block = new Uint32Array(count);
    this.#at = new Uint32Array(count);
    let item = 0;
    for (const [block, { keys }] of columns.entries()) {
      for (let at = 0; at < keys.row.length; at += 1) {
        this.#block[item] = block;
        this.#at[item] = at;
        item += 1;
      }
    }
  }

  /** Items of equal keys, two and more, in order of member and offset; groups in order of their first record's place. */
  groups(): readonly (readonly number[])[] {
    const order = stableOrder(this.#block.length, [
      () => this.#key((keys, at) => keys.offset[at]!),
      () => this.#key((_, __, member) => member),
      () => this.#key((keys, at) => keys.keyLo[at]!),
      () => this.#key((keys, at) => keys.keyHi[at]!),
    ]);
    const groups: number[][] = [];
    for (let from = 0; from < order.length;) {
      let to = from + 1;
      while (to < order.length && this.#sameKey(order[from]!, order[to]!)) to += 1;
      if (to - from > 1) groups.push([...order.subarray(from, to)]);
      from = to;
    }
    // Neighbours lie in the same chunks: reading them in this order reads each chunk about once.
    return groups.toSorted((a, b) => this.#value(a[0]!, 'row') - this.#value(b[0]!, 'row'));
  }

  record(item: number): KeyedRecord {
    return {
      member: this.#columns[this.#block[item]!]!.member,
      offset: this.#value(item, 'offset'),
      line: this.#value(item, 'line'),
      row: this.#value(item, 'row'),
      rows: this.#value(item, 'rows'),
    };
  }

  sameBytes(a: number, b: number): boolean {
    return (['bytesHi', 'bytesLo', 'length'] as const).every((name) => this.#value(a, name) === this.#value(b, name));
  }

  #sameKey(a: number, b: number): boolean {
    return this.#value(a, 'keyHi') === this.#value(b, 'keyHi') && this.#value(a, 'keyLo') === this.#value(b, 'keyLo');
  }

  #value(item: number, name: keyof KeyColumns): number {
    return this.#columns[this.#block[item]!]!.keys[name][this.#at[item]!]!;
  }

  #key(value: (keys: KeyColumns, at: number, member: number) => number): Float64Array {
    const key = new Float64Array(this.#block.length);
    let item = 0;
    for (const { keys, member } of this.#columns) {
      for (let at = 0; at < keys.row.length; at += 1) {
        key[item] = value(keys, at, member);
        item += 1;
      }
    }
    return key;
  }
}
