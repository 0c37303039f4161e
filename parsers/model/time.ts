/**
 * Time, as evidence states it.
 *
 * An instant is kept to the nanosecond. In columns it is two numbers (whole milliseconds and nanoseconds within the
 * millisecond), at module borders one branded `bigint`. It is never one JavaScript number and never a `Date`.
 */

declare const instantBrand: unique symbol;

/** Nanoseconds since 1970-01-01T00:00:00Z (UTC, no leap seconds), negative before. */
export type Instant = bigint & { readonly [instantBrand]: true };

/** The finest unit the written time states. */
export type Resolution = 'ns' | 'us' | 'ms' | 's' | 'min' | 'day';

/** How the zone of a written time is known: from the record, from the format's definition, from the examiner, or not. */
export type ZoneOrigin = 'record' | 'format' | 'examiner' | 'unknown';

/** What a time speaks of. Kinds are never merged. */
export type TimeKind = 'happened' | 'logged' | 'ingested';

/** One time of one record, as written and as read. */
export interface RecordedTime {
  /** The time exactly as the record writes it. */
  readonly text: string;
  /**
   * The instant. Where `zone` is `unknown` this is the written wall-clock time read as if it were UTC, and it stands for
   * no real instant until the examiner has answered the zone question.
   */
  readonly instant: Instant;
  readonly resolution: Resolution;
  readonly zone: ZoneOrigin;
  readonly kind: TimeKind;
}

/** An instant as it stands in columns. */
export interface InstantParts {
  /** Whole milliseconds since 1970 UTC, rounded towards minus infinity. */
  readonly ms: number;
  /** Nanoseconds within that millisecond, 0 to 999 999. */
  readonly ns: number;
}

/** True for a year that a log may be of. */
export function isYear(year: number): boolean {
  return Number.isInteger(year) && year >= 1970 && year <= 2199;
}
