/**
 * What a document says, beside its list, about records that it does not hold: AWS (`NextToken`), Google (`nextPageToken`),
 * Azure (`nextLink`), Kubernetes (`metadata.continue`), Elasticsearch (`hits.total`, `timed_out`, `_shards`), and their like.
 * CloudWatch's `nextForwardToken` is not among them: it is always there.
 */
import { asWhole, asObject, asText } from '../model/json.js';
import { readJson } from './json-reader.js';

/** A sentence about records that are missing, or null where the value says that none are. */
type Mark = (key: string, value: unknown, records: number) => string | null;

const goesOn: Mark = (key, value) =>
  asText(value) === null || asText(value) === '' ? null : `${key} is set: the export goes on behind its last record.`;

const isTrue: Mark = (key, value) => (value === true ? `${key} is true: the source did not give everything.` : null);

const MARKS: ReadonlyMap<string, Mark> = new Map<string, Mark>([
  ...['NextToken', 'nextToken', 'NextMarker', 'nextPageToken', 'next_page_token', 'nextCursor', 'next_cursor'].map(
    (key) => [key, goesOn] as const,
  ),
  ...['nextLink', '@odata.nextLink', '$skipToken', 'skipToken'].map((key) => [key, goesOn] as const),
  ...['truncated', 'Truncated', 'isTruncated', 'IsTruncated', 'has_more', 'hasMore'].map(
    (key) => [key, isTrue] as const,
  ),
  ...['timed_out', 'terminated_early'].map((key) => [key, isTrue] as const),
  ['metadata', listMeta],
  ['total', total],
  ['_shards', shards],
]);
const LONGEST_KEY = Math.max(...[...MARKS.keys()].map(({ length }) => length));
/** Bytes of a value; longer ones are no marks. */
export const LONGEST_MARK = 64 * 1024;
const DEEPEST = 8;

/** True for a key, of so many bytes, that may be looked at. */
export function mayBeMark(bytes: number): boolean {
  return bytes <= LONGEST_KEY;
}

export function isMark(key: string): boolean {
  return MARKS.has(key);
}

/**
 * What the value of a key says about records that are missing, or null.
 *
 * @param records records read from the lists of the member so far
 */
export function cutMark(key: string, value: Uint8Array, records: number): string | null {
  if (value.length > LONGEST_MARK) return null;
  const read = readJson(new TextDecoder().decode(value), DEEPEST);
  return read.ok ? (MARKS.get(key)?.(key, read.value, records) ?? null) : null;
}

/** Kubernetes: `ListMeta`. */
function listMeta(_key: string, value: unknown): string | null {
  const meta = asObject(value);
  const said = goesOn('metadata.continue', meta?.['continue'], 0);
  const left = asWhole(meta?.['remainingItemCount']);
  if (left !== null && left > 0) return `metadata.remainingItemCount says that ${left} more were not given.`;
  return said;
}

/** Elasticsearch: a number, or an object that also says whether it is a lower bound. */
function total(_key: string, value: unknown, records: number): string | null {
  const object = asObject(value);
  const count = asWhole(object === null ? value : object['value']);
  if (object?.['relation'] === 'gte')
    return `total.relation is "gte": at least ${count ?? 'an unknown number of'} records were found, perhaps more.`;
  return count !== null && count > records ? `total says that ${count} records were found.` : null;
}

function shards(_key: string, value: unknown): string | null {
  const failed = asWhole(asObject(value)?.['failed']);
  return failed !== null && failed > 0 ? `_shards.failed is ${failed}: parts of the index gave nothing.` : null;
}
