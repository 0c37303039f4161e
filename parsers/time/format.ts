import type { InstantParts, Resolution } from '../model/time.js';
import { offsetAt, zoneLabel } from './zone.js';

/** Writes an instant as UTC, ISO 8601 with nine decimals: `2024-07-30T21:31:10.000000000Z`. Years beyond 9999 and before 0 have a sign and six digits. */
export function formatUtc(parts: InstantParts): string {
  return `${new Date(parts.ms).toISOString().slice(0, -1)}${String(parts.ns).padStart(6, '0')}Z`;
}

export interface ZonedText {
  /** `2024-07-30 23:31:10.123456`, as exact as the resolution asks. */
  readonly text: string;
  /** `Europe/Berlin +02:00`, `+02:00` or `UTC`; print it wherever the text is printed. */
  readonly zone: string;
}

/** How much of `23:31:10.123456789` each resolution prints. */
const TIME_LENGTH: Readonly<Record<Resolution, number>> = { day: 0, min: 5, s: 8, ms: 12, us: 15, ns: 18 };

/**
 * Writes an instant as the clocks of a zone showed it. The zone is `UTC`, an IANA name (summer time as the engine's own
 * zone table has it) or a fixed offset; throws `RangeError` for any other.
 */
export function formatInZone(parts: InstantParts, zone: string, resolution: Resolution = 'ns'): ZonedText {
  const offset = offsetAt(zone, parts.ms);
  const wall = formatUtc({ ms: parts.ms + offset * 1000, ns: parts.ns });
  const dateEnd = wall.indexOf('T');
  const length = TIME_LENGTH[resolution];
  const timeOfDay = length === 0 ? '' : ` ${wall.slice(dateEnd + 1).slice(0, length)}`;
  return {
    text: `${wall.slice(0, dateEnd)}${timeOfDay}`,
    zone: zoneLabel(zone, offset),
  };
}
