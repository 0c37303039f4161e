import type { TokenHasher } from '../db/tokens.js';
import type { RecordPlace } from './parse-chunk.js';
import type { KeyColumns } from './parse-messages.js';
import type { StagedPlace } from './parse-staging.js';

interface KeyedEntry {
  readonly key: string;
  readonly place: RecordPlace;
  readonly staged: StagedPlace | null;
  readonly rows: number;
}

/** Collects the records of one block that carry a producer's key. */
export class KeysBuilder {
  readonly #entries: KeyedEntry[] = [];

  /** `staged`: where its events went, null for a record without events. */
  add(key: string, place: RecordPlace, staged: StagedPlace | null, rows: number): void {
    this.#entries.push({ key, place, staged, rows });
  }

  /** Call when the block is flushed: only then all segments have their numbers. Null where no record had a key. */
  finish(hasher: TokenHasher): KeyColumns | null {
    const entries = this.#entries;
    if (entries.length === 0) return null;
    const bytes = entries.map(({ place }) => hasher.hashBytes(place.raw));
    // A key means something only within its format.
    const keys = entries.map(({ key, place }) => hasher.hash(`${place.format}\n${key}`));
    return {
      keyHi: Uint32Array.from(keys, ({ hi }) => hi),
      keyLo: Uint32Array.from(keys, ({ lo }) => lo),
      bytesHi: Uint32Array.from(bytes, ({ hi }) => hi),
      bytesLo: Uint32Array.from(bytes, ({ lo }) => lo),
      offset: Float64Array.from(entries, ({ place }) => place.offset),
      line: Uint32Array.from(entries, ({ place }) => place.line),
      length: Uint32Array.from(entries, ({ place }) => place.raw.length),
      row: Uint32Array.from(entries, ({ staged }) =>
        staged === null ? 0 : staged.segment.number * 0x1_0000 + staged.row,
      ),
      rows: Uint32Array.from(entries, ({ rows }) => rows),
    };
  }
}
