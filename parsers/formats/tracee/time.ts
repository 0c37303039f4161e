import type { RecordProblem } from '../../model/event.js';
import { asText } from '../../model/json.js';
import type { RecordedTime } from '../../model/time.js';
import { parseTime } from '../../time/parse.js';
import { protobufTimestampText } from '../../time/protobuf-timestamp.js';

export interface TraceeTime {
  readonly time: RecordedTime | null;
  readonly problem: RecordProblem | null;
}

/** Whole nanoseconds since 1970 have 19 digits from September 2001 on. */
const WALL_CLOCK_NS = /^\d{19}$/;
/** Seconds since 1970 with a fraction have ten digits before it. */
const WALL_CLOCK_SECONDS = /^\d{10}(?:\.\d+)?$/;

/**
 * Reads the time of an event. Tracee counts from the machine's boot in old builds and by option; the boot time stands in
 * another record (event `tracee_info`), so a number too small for a wall clock is no time, and its place is said.
 */
export function traceeTime(written: unknown): TraceeTime {
  if (written === undefined || written === null || written === '') return { time: null, problem: null };
  const isObject = typeof written === 'object';
  const text = isObject ? protobufTimestampText(written) : (asText(written)?.trim() ?? null);
  if (text === null) return unread(JSON.stringify(written));
  if (/^\d+(?:\.\d+)?$/.test(text)) {
    const isSeconds = isObject || text.includes('.');
    const isWallClock = WALL_CLOCK_NS.test(text) || (isSeconds && WALL_CLOCK_SECONDS.test(text));
    if (!isWallClock) return sinceBoot(text);
  }
  const time = parseTime(text);
  return time === null ? unread(text) : { time, problem: null };
}

function sinceBoot(text: string): TraceeTime {
  const reason = `The time ${text.slice(0, 40)} counts from the start of the machine, or is cut off. The boot time is not in this record (Tracee writes it in the event tracee_info), so it is kept without a time.`;
  return { time: null, problem: { code: 'bad-time', reason } };
}

function unread(text: string): TraceeTime {
  const reason = `The time "${text.slice(0, 80)}" cannot be read; the event is kept without a time.`;
  return { time: null, problem: { code: 'bad-time', reason } };
}
