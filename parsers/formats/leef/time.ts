import { lookupTable } from '../../model/lookup-table.js';
import type { RecordedTime } from '../../model/time.js';
import { calendarTime, parseWritten } from '../../time/calendar.js';

/** Fields of a Java date pattern, and how many characters each may take in a text. */
const FIELDS = lookupTable<readonly [name: string, pattern: string]>({
  y: ['year', '\\d{2,4}'],
  M: ['month', '\\d{1,2}|[A-Za-z]{3,9}\\.?'],
  d: ['day', '\\d{1,2}'],
  H: ['hour', '\\d{1,2}'],
  h: ['hour', '\\d{1,2}'],
  m: ['minute', '\\d{1,2}'],
  s: ['second', '\\d{1,2}'],
  S: ['fraction', '\\d{1,9}'],
  a: ['half', '[AaPp][Mm]'],
  z: ['zone', '[A-Za-z][\\w/+-]*|[+-]\\d\\d:?\\d\\d'],
  Z: ['zone', '[+-]\\d{4}|UTC|GMT|Z'],
  X: ['zone', '[+-]\\d\\d(?::?\\d\\d)?|Z'],
  E: ['weekday', '[A-Za-z]{3,9}'],
});

/** Reads `devTime` by `devTimeFormat`, a pattern of Java's SimpleDateFormat; without one an epoch number or `MMM dd yyyy HH:mm:ss`. */
export function deviceTime(text: string, format: string | null): RecordedTime | null {
  const parts = format === null ? null : partsBy(text.trim(), format);
  if (parts === null) return parseWritten(text);
  const { year = null, month = '', day = '', hour = '0', minute = '0', second = '0', fraction, half, zone } = parts;
  const two = (value: string) => value.padStart(2, '0');
  const clock = `${two(hour)}:${two(minute)}:${two(second)}${fraction === undefined ? '' : `.${fraction}`}`;
  return calendarTime(text, { year, month, day, clock, half, zone });
}

/** The named parts of a text that follows a pattern; null where it does not. Patterns come from evidence: what they may say is bounded. */
function partsBy(text: string, format: string): Readonly<Record<string, string | undefined>> | null {
  if (format.length > 64) return null;
  const taken = new Set<string>();
  const pattern = format.replace(
    /'([^']*)'|([A-Za-z])\2*|([^A-Za-z'])/g,
    (_, quoted?: string, letter?: string, other?: string) => {
      if (letter === undefined) return escape(quoted ?? other ?? '');
      const [name, accepted] = FIELDS[letter] ?? ['', ''];
      if (name === '' || taken.has(name)) return `(?:${accepted === '' ? escape(letter) : accepted})`;
      taken.add(name);
      return `(?<${name}>${accepted})`;
    },
  );
  return new RegExp(`^${pattern}$`).exec(text)?.groups ?? null;
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}
