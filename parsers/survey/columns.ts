import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { asObject, asText } from '../model/json.js';
import { EACH, textsAt, type Path } from '../model/mapping.js';

/** What is known of one column of the records that were looked at. */
export interface ColumnFacts {
  readonly path: Path;
  /** Records that state it. */
  readonly filled: number;
  /** Its first text in each of the records that state it, in order. */
  readonly values: readonly string[];
  /** Different values among them. */
  readonly distinct: number;
  /** The different values, most frequent first, at most forty. */
  readonly words: readonly { readonly word: string; readonly count: number }[];
}

const MAX_COLUMNS = 300;
const MAX_DEPTH = 8;
const MAX_WORDS = 40;
/** Elements of a list that are looked at for their keys. */
const MAX_ELEMENTS = 20;

/** The columns of records, in the order in which they are met. */
export function columnsOf(records: readonly unknown[]): readonly ColumnFacts[] {
  const paths = new Map<string, Path>();
  for (const record of records) {
    for (const path of leafPaths(record, [], 0)) {
      if (paths.size >= MAX_COLUMNS) break;
      paths.set(JSON.stringify(path), path);
    }
  }
  return [...paths.values()].map((path) => factsOf(path, records));
}

function factsOf(path: Path, records: readonly unknown[]): ColumnFacts {
  const values = records.flatMap((record) => textsAt(record, path)[0] ?? []);
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const words = [...counts].map(([word, count]) => ({ word, count })).toSorted((a, b) => b.count - a.count);
  return { path, filled: values.length, values, distinct: counts.size, words: words.slice(0, MAX_WORDS) };
}

function* leafPaths(value: unknown, path: Path, depth: number): Generator<Path> {
  if (depth > MAX_DEPTH) return;
  if (Array.isArray(value)) {
    for (const each of (value as readonly unknown[]).slice(0, MAX_ELEMENTS))
      yield* leafPaths(each, [...path, EACH], depth + 1);
    return;
  }
  const object = asObject(value);
  if (object === null) {
    if (path.length > 0 && (asText(value) !== null || value === null || value === '')) yield path;
    return;
  }
  for (const [key, member] of Object.entries(object)) yield* leafPaths(member, [...path, key], depth + 1);
}

/** SHA-256 of the names of the columns that all records have, sorted: by it a mapping is remembered. */
export function columnSetDigest(columns: readonly ColumnFacts[], records: readonly unknown[]): string {
  const everywhere = columns
    .filter(({ path }) => records.every((record) => hasColumn(record, path)))
    .map(({ path }) => JSON.stringify(path))
    .toSorted();
  return bytesToHex(sha256(utf8ToBytes(everywhere.join('\n'))));
}

function hasColumn(record: unknown, path: Path): boolean {
  let here = record;
  for (const key of path) {
    if (key === EACH) return true;
    const object = asObject(here);
    if (object === null || !Object.hasOwn(object, key)) return false;
    here = object[key];
  }
  return true;
}
