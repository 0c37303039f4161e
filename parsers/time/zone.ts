import type { InstantParts } from '../model/time.js';

/** `Z`, `UTC` and fixed offsets need no table; everything else is an IANA name for `Intl`. */
const FIXED = /^([+-])(\d\d):?(\d\d)$/;

/** From here on no zone on Earth changes its offset at anything but a full quarter of an hour UTC (the last was Liberia, 1972). */
const QUARTERS_FROM = Date.UTC(1973, 0, 1);
const QUARTER_MS = 900_000;
const CACHE_LIMIT = 20_000;

interface Zone {
  /** Seconds east of UTC at an instant, ms since 1970. */
  readonly offsetAt: (ms: number) => number;
  /** `Europe/Berlin`, or null where the offset alone names the zone. */
  readonly name: string | null;
}

const zones = new Map<string, Zone>();

/** True for `UTC`, an IANA zone that this engine knows, or a fixed offset as `+02:00`. */
export function isZone(zone: string): boolean {
  try {
    zoneOf(zone);
    return true;
  } catch {
    return false;
  }
}

/** Seconds east of UTC that clocks of the zone showed at an instant (ms since 1970 UTC). Throws `RangeError` for an unknown zone. */
export function offsetAt(zone: string, ms: number): number {
  return zoneOf(zone).offsetAt(ms);
}

/** A zone's name for print: `Europe/Berlin +02:00`, `+02:00`, `UTC`. */
export function zoneLabel(zone: string, offset: number): string {
  const { name } = zoneOf(zone);
  if (name === null) return offset === 0 ? 'UTC' : offsetText(offset);
  return `${name} ${offsetText(offset)}`;
}

/**
 * What instant a wall clock showed. `gap`: clocks were put forward over that reading, it never was; `earlier` and
 * `later` are what the offsets after and before the jump make of it. `overlap`: clocks were put back, it was shown twice.
 */
export type WallClockAnswer =
  | { readonly kind: 'one'; readonly instant: InstantParts }
  | { readonly kind: 'gap' | 'overlap'; readonly earlier: InstantParts; readonly later: InstantParts };

/**
 * Reads a wall-clock time, given as if it were UTC, in a zone. Throws `RangeError` for an unknown zone.
 */
export function wallClockToInstant(wall: InstantParts, zone: string): WallClockAnswer {
  const { offsetAt: at } = zoneOf(zone);
  const day = 86_400_000;
  const offsets = [...new Set([at(wall.ms - day), at(wall.ms + day)])].toSorted((a, b) => b - a);
  const candidates = offsets.map((offset) => wall.ms - offset * 1000);
  const shown = candidates.filter((ms) => ms + at(ms) * 1000 === wall.ms);
  const [earlier, later] = shown.length === 0 ? candidates : shown;
  if (earlier === undefined) throw new RangeError(`no offset of ${zone} at ${wall.ms}`);
  if (later === undefined) return { kind: 'one', instant: { ms: earlier, ns: wall.ns } };
  return {
    kind: shown.length === 0 ? 'gap' : 'overlap',
    earlier: { ms: earlier, ns: wall.ns },
    later: { ms: later, ns: wall.ns },
  };
}

function zoneOf(zone: string): Zone {
  const known = zones.get(zone);
  if (known !== undefined) return known;
  const made = makeZone(zone);
  zones.set(zone, made);
  return made;
}

function makeZone(zone: string): Zone {
  if (zone === 'UTC' || zone === 'Z' || zone === 'Etc/UTC') return { name: null, offsetAt: () => 0 };
  const fixed = FIXED.exec(zone);
  if (fixed !== null) {
    const [, sign, hours, minutes] = fixed;
    if (Number(hours) > 23 || Number(minutes) > 59) throw new RangeError(`no such offset: ${zone}`);
    const offset = (Number(hours) * 3600 + Number(minutes) * 60) * (sign === '-' ? -1 : 1);
    return { name: null, offsetAt: () => offset };
  }
  return { name: zone, offsetAt: remembering(intlOffsets(zone)) };
}

/** Asks `Intl` once per quarter of an hour, where that is exact. */
function remembering(ask: (ms: number) => number): (ms: number) => number {
  const answers = new Map<number, number>();
  return (ms) => {
    if (ms < QUARTERS_FROM) return ask(ms);
    const quarter = Math.floor(ms / QUARTER_MS);
    const known = answers.get(quarter);
    if (known !== undefined) return known;
    if (answers.size >= CACHE_LIMIT) answers.clear();
    const offset = ask(ms);
    answers.set(quarter, offset);
    return offset;
  };
}

/** The offset as the engine's own zone table has it. */
function intlOffsets(zone: string): (ms: number) => number {
  const format = new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
    timeZone: zone,
    hourCycle: 'h23',
    era: 'short',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  return (ms) => {
    const whole = Math.floor(ms / 1000) * 1000;
    const wall: Record<string, string> = {};
    for (const { type, value } of format.formatToParts(whole)) wall[type] = value;
    const year = wall['era']?.startsWith('B') ? 1 - Number(wall['year']) : Number(wall['year']);
    const shown = new Date(0);
    shown.setUTCFullYear(year, Number(wall['month']) - 1, Number(wall['day']));
    shown.setUTCHours(Number(wall['hour']), Number(wall['minute']), Number(wall['second']));
    return (shown.getTime() - whole) / 1000;
  };
}

/** `+02:00`; with seconds where the zone had them (`-00:44:30`). */
function offsetText(offset: number): string {
  const size = Math.abs(offset);
  const seconds = size % 60 === 0 ? '' : `:${two(size % 60)}`;
  return `${offset < 0 ? '-' : '+'}${two(size / 3600)}:${two((size / 60) % 60)}${seconds}`;
}

function two(value: number): string {
  return String(Math.floor(value)).padStart(2, '0');
}
