import { parseTime } from '../../time/parse.js';
import type { Leaf } from './leaves.js';
import { lookupTable } from '../../model/lookup-table.js';

/** A time of the sandbox: as written, and how far into the run, where that can be told. */
export interface SandboxTime {
  readonly text: string;
  /** Milliseconds since 1970 by the sandbox's clock, for a time that names a day; null for others. */
  readonly clockMs: number | null;
  /** Milliseconds since the run began, for a time that says so itself; null for others. */
  readonly elapsedMs: number | null;
}

const KEYS =
  /^(?:time|timestamp|datetime|offset|elapsed|relativetime|timeoffset|firstseen|seenat|at|(?:scan|analysis|run|sandbox)?start(?:ed|time)?)(ms|millis(?:econds)?|s|sec(?:onds)?|us|ns)?$/;
/** Milliseconds per unit. */
const UNITS = lookupTable<number>({ ms: 1, s: 1000, us: 0.001, ns: 0.000_001, m: 60_000 });

/** The first time among the leaves of a behaviour; its own before those of its findings. Null where none is written. */
export function sandboxTime(leaves: readonly Leaf[]): SandboxTime | null {
  let best: { readonly leaf: Leaf; readonly unit: string | undefined } | null = null;
  for (const leaf of leaves) {
    const match = KEYS.exec(leaf.key);
    if (match !== null && (best === null || leaf.depth < best.leaf.depth)) best = { leaf, unit: match[1] };
  }
  return best === null ? null : readSandboxTime(best.leaf.text, best.unit ?? null);
}

/** First September 2001: smaller numbers count from somewhere else than 1970. */
const LEAST_CLOCK_MS = 1e12;

/** Reads a time of the sandbox; `unit` is the one that its key names, if it does. */
export function readSandboxTime(text: string, unit: string | null): SandboxTime {
  const clock = unit === null ? parseTime(text) : null;
  const clockMs = clock === null ? null : Number(clock.instant / 1_000_000n);
  if (clockMs !== null && clockMs >= LEAST_CLOCK_MS) return { text, clockMs, elapsedMs: null };
  return { text, clockMs: null, elapsedMs: elapsed(text, unit) };
}

/** `12.5s`, `800 ms`, `00:01:12.5`; a bare number only where its key names the unit. */
function elapsed(text: string, keyUnit: string | null): number | null {
  const clock = /^(\d{1,3}):(\d\d):(\d\d(?:\.\d+)?)$/.exec(text);
  if (clock !== null) return Math.round((Number(clock[1]) * 3600 + Number(clock[2]) * 60 + Number(clock[3])) * 1000);
  const number = /^\+?(\d{1,15}(?:\.\d+)?)\s*(ms|us|ns|s|m)?$/.exec(text);
  const unit = UNITS[number?.[2] ?? shortUnit(keyUnit)];
  return number === null || unit === undefined ? null : Math.round(Number(number[1]) * unit);
}

function shortUnit(unit: string | null): string {
  if (unit === null) return '';
  return unit.startsWith('milli') ? 'ms' : unit.startsWith('sec') ? 's' : unit;
}

/** How far into the run a time lies: what it says itself, else its distance to the earliest time of the report. */
export function sandboxOffset(time: SandboxTime | null, originMs: number | null): number | null {
  if (time === null) return null;
  if (time.elapsedMs !== null) return time.elapsedMs;
  return time.clockMs === null || originMs === null ? null : time.clockMs - originMs;
}
