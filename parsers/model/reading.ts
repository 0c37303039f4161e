/**
 * How a member is read where the examiner says so, against what its content was recognised as. A reading changes what is read
 * out of records, never which records there are to cite: the id of an event is its place in the bytes.
 */
import { canonicalJson } from './canonical-json.js';
import type { NamedFraming } from './framing.js';
import type { Mapping } from './mapping.js';

/** Formats that no member is stated to be in: only archives, and only mappings, give records to them. */
export const UNSTATED_FORMATS: readonly string[] = ['rootfs-tar', 'mapped'];

/** Read by columns or paths that the examiner named. */
export interface MappedReading {
  readonly kind: 'mapped';
  readonly framing: NamedFraming;
  readonly mapping: Mapping;
}

/** What the examiner says a member is. */
export type Reading =
  /** Id of a format; its records are framed as that format asks, else as most of them can be read. */
  { readonly kind: 'format'; readonly format: string } | MappedReading | { readonly kind: 'not-evidence' };

/** A reading as the ledger shows it: by whom and why. */
export interface StatedReading {
  readonly reading: Reading;
  readonly reason: string;
  /** The examiner, as the case named him when he said it. */
  readonly by: string;
}

/** One answer of the examiner for one member; `reading` null goes back to what the content says. */
export interface MemberReading {
  readonly exhibit: string;
  readonly member: string;
  readonly reading: Reading | null;
  readonly reason: string;
  /** Zone of times that state none, answered in the same breath; absent leaves the member's clock as it is. */
  readonly zone?: string;
}

/** Readings of one exhibit by path of the member. */
export type Readings = ReadonlyMap<string, StatedReading>;

/** True where both say the same; null is what the content says. */
export function isSameReading(a: StatedReading | null, b: StatedReading | null): boolean {
  return canonicalJson(a) === canonicalJson(b);
}

/** The reading as words that follow "read as". */
export function readingText(reading: Reading): string {
  switch (reading.kind) {
    case 'format':
      return reading.format;
    case 'mapped':
      return reading.mapping.kind === 'columns' ? 'columns named by hand' : 'a DTA report of a layout named by hand';
    case 'not-evidence':
      return 'not evidence';
  }
}
