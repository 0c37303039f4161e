import type { InstantParts } from '../model/time.js';

/**
 * The year that a written time without one is read in: a leap year, so that 29 February has a place, and one that no log speaks
 * of. Such a time stands for no real instant until the examiner has said the year, like one without a zone.
 */
export const YEARLESS = 4;

const FROM = Date.parse('0004-01-01T00:00:00Z');
const TO = Date.parse('0005-01-01T00:00:00Z');
const DAY_MS = 86_400_000;

/** True for the wall-clock time of a record that writes no year, ms since 1970. */
export function isYearless(ms: number): boolean {
  return ms >= FROM && ms < TO;
}

/** A yearless wall-clock time, also one that counts on from `YEARLESS`, moved by whole years; for print and comparison. */
export function movedByYears(ms: number, years: number): number {
  const date = new Date(ms);
  date.setUTCFullYear(date.getUTCFullYear() + years);
  return date.getTime();
}

/** A yearless wall-clock time in a year; null for a 29 February that the year does not have. */
export function inYear({ ms, ns }: InstantParts, year: number): InstantParts | null {
  const written = new Date(ms);
  const date = new Date(ms);
  date.setUTCFullYear(year);
  return date.getUTCMonth() === written.getUTCMonth() ? { ms: date.getTime(), ns } : null;
}

/** A record that lies so far before its predecessor is taken for one of the next year, not for one out of order. */
const ROLL_OVER_MS = 92 * DAY_MS;
/** Behind a turn of the year, a record that lies so far ahead was written late: it is of the old year. */
const LATE_MS = 335 * DAY_MS;

/**
 * Years of the records of one log, which are asked for in the order in which they stand. `first` is the year of the first one: where
 * the date falls back by more than three months a new year has begun.
 */
export class YearCount {
  readonly #first: number;
  #year: number;
  #last: number | null = null;

  constructor(first: number) {
    this.#first = first;
    this.#year = first;
  }

  /** Year of the next record, whose yearless wall-clock time is `ms`. */
  next(ms: number): number {
    const last = this.#last ?? ms;
    if (this.#year > this.#first && ms > last + LATE_MS) return this.#year - 1;
    if (ms < last - ROLL_OVER_MS) this.#year += 1;
    this.#last = ms;
    return this.#year;
  }
}
