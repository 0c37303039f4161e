import type { EpochUnit, TimeWriting } from '../model/mapping.js';
import type { RecordedTime, TimeKind } from '../model/time.js';
import { instant } from './instant.js';
import { epochReading, parseTime } from './parse.js';
import { readByPattern, readPattern, type TimePattern } from './pattern.js';

/** Decimals of a second before the decimal mark. */
const DECIMALS = { s: 0, ms: 3, us: 6, ns: 9 } as const satisfies Readonly<Record<EpochUnit, number>>;

/** Patterns made ready; few are in use at a time. */
const ready = new Map<string, ReturnType<typeof readPattern>>();
const READY_LIMIT = 100;

/** Reads a time that is written as stated; null where it is not, for what is no date, and for "never". */
export function readWrittenTime(text: string, writing: TimeWriting, kind: TimeKind): RecordedTime | null {
  if (writing.by === 'shape') return parseTime(text, { kind });
  const read =
    writing.by === 'unit' ? epochReading(text.trim(), DECIMALS[writing.unit]) : byPattern(text, writing.pattern);
  if (read === null) return null;
  return { text, instant: instant(read.ms, read.ns), resolution: read.resolution, zone: read.zone, kind };
}

function byPattern(text: string, pattern: string): ReturnType<typeof readByPattern> {
  const known = madeReady(pattern);
  return 'fault' in known ? null : readByPattern(text, known);
}

function madeReady(pattern: string): TimePattern | { readonly fault: string } {
  const known = ready.get(pattern);
  if (known !== undefined) return known;
  if (ready.size >= READY_LIMIT) ready.clear();
  const made = readPattern(pattern);
  ready.set(pattern, made);
  return made;
}
