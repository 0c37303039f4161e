import type { Adjustment } from '../../../parsers/model/case.js';
import type { MemberLedger } from '../../../parsers/model/ledger.js';
import { nsText, parseDuration } from '../../../parsers/time/duration.js';
import { isYear } from '../../../parsers/model/time.js';
import { isZone } from '../../../parsers/time/zone.js';
import type { ClockSource } from '../../session/clock-sources.js';

/** What the examiner says of a clock, as it is being typed. */
export interface ClockDraft {
  readonly zone: string | null;
  /** Year of the first time, where times have none; empty while nobody has said it. */
  readonly year: string;
  /** Added to every time, `-2 min`; empty for none. */
  readonly offset: string;
  readonly uncertainty: string;
  readonly reason: string;
}

export type ClockErrors = Partial<Record<keyof ClockDraft, string>>;

/** What the form shows for a source. */
export function clockDraftOf({ adjustment }: Pick<ClockSource, 'adjustment'>): ClockDraft {
  if (adjustment === null) return { zone: null, year: '', offset: '', uncertainty: '', reason: '' };
  const { zone, year, offsetNs, uncertaintyNs, reason } = adjustment;
  return {
    zone,
    year: year === undefined ? '' : String(year),
    offset: offsetNs === '0' ? '' : nsText(BigInt(offsetNs), true),
    uncertainty: uncertaintyNs === '0' ? '' : nsText(BigInt(uncertaintyNs), false),
    reason,
  };
}

/** What keeps the draft from being said. */
export function clockErrors(draft: ClockDraft): ClockErrors {
  const errors: { -readonly [K in keyof ClockErrors]: ClockErrors[K] } = {};
  if (draft.zone !== null && !isZone(draft.zone)) errors.zone = 'No such zone.';
  if (draft.year.trim() !== '' && yearOf(draft) === null) errors.year = 'Write four digits: 2026';
  if (lengthOf(draft.offset) === null) errors.offset = 'Write a length with its unit: -2 min 3 s';
  const uncertainty = lengthOf(draft.uncertainty);
  if (uncertainty === null || uncertainty < 0n) errors.uncertainty = 'Write a length with its unit: 0.5 s';
  if (draft.reason.trim() === '') errors.reason = 'Say what this rests on. It stands in the journal and the report.';
  return errors;
}

/** The year said; null where none was, or what was typed is none. */
export function yearOf({ year }: Pick<ClockDraft, 'year'>): number | null {
  const number = /^\d{4}$/.test(year.trim()) ? Number(year) : null;
  return number !== null && isYear(number) ? number : null;
}

/** One adjustment for each of the members. Throws for a draft with errors. */
export function adjustmentsOf(
  draft: ClockDraft,
  exhibit: string,
  members: readonly Pick<MemberLedger, 'path'>[],
): readonly Adjustment[] {
  const offset = lengthOf(draft.offset);
  const uncertainty = lengthOf(draft.uncertainty);
  if (offset === null || uncertainty === null) throw new RangeError('a clock draft with errors was said');
  const year = yearOf(draft);
  return members.map(({ path }) => ({
    exhibit,
    member: path,
    zone: draft.zone,
    ...(year === null ? {} : { year }),
    offsetNs: String(offset),
    uncertaintyNs: String(uncertainty),
    reason: draft.reason.trim(),
  }));
}

function lengthOf(text: string): bigint | null {
  return text.trim() === '' ? 0n : parseDuration(text);
}
