import type { ChunkReader } from '../db/chunk-store.js';
import type { PostingsRow } from '../db/layout.js';
import { findToken, forEachPosting } from '../db/postings.js';
import { bucketOf, TokenHasher } from '../db/tokens.js';
import type { CaseColumns } from './case-columns.js';
import { LruCache } from './lru-cache.js';
import { emptyMask, type RowMask } from './row-mask.js';

/** Buckets kept for the next query; the index of a bucket is 1/64 of the whole. */
const CACHE_BYTES = 32 * 1024 * 1024;

/** Finds rows by token in the stored index. The answer is exact: the index hashes tokens to 64 bits. */
export class TokenRows {
  readonly #store: ChunkReader;
  readonly #columns: CaseColumns;
  readonly #hasher: TokenHasher;
  readonly #buckets = new LruCache<string, readonly PostingsRow[]>(CACHE_BYTES);

  constructor(store: ChunkReader, columns: CaseColumns, tokenSeed: string) {
    this.#store = store;
    this.#columns = columns;
    this.#hasher = new TokenHasher(tokenSeed);
  }

  /** Rows whose searchable text holds the token, as `tokenise` emits it. */
  async rowsWith(token: string): Promise<RowMask> {
    const hash = this.#hasher.hash(token);
    const mask = emptyMask(this.#columns.rows);
    const buckets = await Promise.all(this.#columns.exhibits.map(({ id }) => this.#bucket(id, bucketOf(hash))));
    for (const place of this.#columns.segments) {
      const postings = buckets[place.exhibit]!.find(({ segment }) => segment === place.segment);
      if (postings === undefined) continue;
      const index = findToken(postings, hash);
      if (index >= 0) forEachPosting(postings, index, (row) => (mask[place.firstRow + row] = 1));
    }
    return mask;
  }

  async #bucket(exhibit: number, bucket: number): Promise<readonly PostingsRow[]> {
    const key = `${exhibit}/${bucket}`;
    const known = this.#buckets.get(key);
    if (known !== undefined) return known;
    const rows = await this.#store.postings(exhibit, bucket);
    this.#buckets.set(
      key,
      rows,
      rows.reduce((sum, row) => sum + bytesOf(row), 0),
    );
    return rows;
  }
}

function bytesOf(row: PostingsRow): number {
  return row.hashHi.byteLength + row.hashLo.byteLength + row.starts.byteLength + row.rows.byteLength;
}
