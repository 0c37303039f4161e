const whole = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });
const DAY = 86_400;
/** Seconds from which hours are no longer counted up, but days. */
const LONG = 3 * DAY;
const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'];

/** `10,234` */
export function countText(count: number): string {
  return whole.format(count);
}

/** `1 event`, `2,000 events` */
export function countedText(count: number, one: string, many = `${one}s`): string {
  return `${countText(count)} ${count === 1 ? one : many}`;
}

/** Decimal units with three digits: `312 kB`, `1.42 GB`. */
export function bytesText(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const digits = unit === 0 || value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return `${value.toFixed(digits)} ${UNITS[unit] ?? ''}`;
}

/** A span of time in steps a person can use: `5 s`, `2 min 10 s`, `1 h 5 min`, `6,710 d 13 h`. */
export function durationText(seconds: number): string {
  const rounded = Math.max(0, Math.ceil(seconds));
  if (rounded < 60) return `${rounded} s`;
  if (rounded < 3600) {
    const rest = Math.floor((rounded % 60) / 10) * 10;
    return `${Math.floor(rounded / 60)} min${rest === 0 ? '' : ` ${rest} s`}`;
  }
  if (rounded >= LONG) return `${countText(Math.floor(rounded / DAY))} d ${Math.floor((rounded % DAY) / 3600)} h`;
  return `${Math.floor(rounded / 3600)} h ${Math.floor((rounded % 3600) / 60)} min`;
}
