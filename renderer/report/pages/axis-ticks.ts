import { formatUtc } from '../../../parsers/time/format.js';
import type { TimeRange } from '../../query/spec.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const STEPS: readonly number[] = [
  1,
  10,
  100,
  SECOND,
  5 * SECOND,
  15 * SECOND,
  MINUTE,
  5 * MINUTE,
  15 * MINUTE,
  30 * MINUTE,
  HOUR,
  3 * HOUR,
  6 * HOUR,
  12 * HOUR,
  DAY,
  7 * DAY,
  30 * DAY,
  365 * DAY,
];
/** More labels than this would touch each other. */
const MOST_TICKS = 9;

export interface AxisTick {
  readonly ms: number;
  readonly label: string;
  /** True where a day begins (UTC). */
  readonly isDay: boolean;
}

/** Round instants of UTC inside a range, few enough to be labelled; the first and each that begins a day say the date. */
export function axisTicks(range: TimeRange): readonly AxisTick[] {
  const span = range.toMs - range.fromMs;
  const step = STEPS.find((size) => span / size <= MOST_TICKS) ?? span;
  const first = Math.ceil(range.fromMs / step) * step;
  const count = Math.max(0, Math.floor((range.toMs - first) / step) + 1);
  return Array.from({ length: count }, (_, index) => {
    const ms = first + index * step;
    const text = formatUtc({ ms, ns: 0 });
    const isDay = ms % DAY === 0;
    const [date = '', time = ''] = text.split('T');
    if (step >= DAY) return { ms, label: date, isDay };
    const clock = time.slice(0, step >= MINUTE ? 5 : step >= SECOND ? 8 : 12);
    return { ms, label: index === 0 || isDay ? `${date.slice(5)} ${clock}` : clock, isDay };
  });
}
