/**
 * Times written by a pattern that a person states, in the letters of Unicode's date patterns (UTS 35):
 *
 * `yyyy` year, `yy` year of 2000 to 2099, `MM` `M` month, `MMM` `MMMM` its English name, `dd` `d` day, `EEE` `EEEE` name of the
 * day (not checked), `HH` `H` hour, `hh` `h` hour of twelve with `a` for AM or PM, `mm` minute, `ss` second, `S` fraction of any
 * length, `Z` zone (`Z`, `UTC`, `GMT`, `+02:00`, `-0400`). Letters in `'quotes'` and all other characters stand for themselves.
 */
import { clockReading, type ClockReading } from './parse.js';

type Part =
  | 'year'
  | 'shortYear'
  | 'month'
  | 'monthName'
  | 'day'
  | 'hour'
  | 'minute'
  | 'second'
  | 'fraction'
  | 'zone'
  | 'half';

/** What each run of letters matches, and which part of a time it is; null for what is not read. */
const LETTERS: Readonly<Record<string, readonly [match: string, part: Part | null]>> = {
  yyyy: ['\\d{4}', 'year'],
  yy: ['\\d\\d', 'shortYear'],
  MMMM: ['[A-Za-z]{3,9}', 'monthName'],
  MMM: ['[A-Za-z]{3,9}', 'monthName'],
  MM: ['\\d\\d', 'month'],
  M: ['\\d\\d?', 'month'],
  dd: ['\\d\\d', 'day'],
  d: ['\\d\\d?', 'day'],
  EEEE: ['[A-Za-z]{3,9}', null],
  EEE: ['[A-Za-z]{3,9}', null],
  HH: ['\\d\\d', 'hour'],
  H: ['\\d\\d?', 'hour'],
  hh: ['\\d\\d', 'hour'],
  h: ['\\d\\d?', 'hour'],
  mm: ['\\d\\d', 'minute'],
  ss: ['\\d\\d', 'second'],
  a: ['[AaPp]\\.?[Mm]\\.?', 'half'],
  Z: ['Z|UTC|GMT|[+-]\\d\\d(?::?\\d\\d)?', 'zone'],
};

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** A pattern made ready. */
export interface TimePattern {
  readonly expression: RegExp;
  readonly parts: readonly Part[];
  /** True where the hour counts to twelve. */
  readonly isTwelve: boolean;
}

/** The patterns that are proposed: those that logs, exports and spreadsheets write. */
export const KNOWN_PATTERNS: readonly string[] = [
  'yyyy/MM/dd HH:mm:ss',
  'yyyy/MM/dd HH:mm:ss.S',
  'dd/MM/yyyy HH:mm:ss',
  'MM/dd/yyyy HH:mm:ss',
  'd/M/yyyy H:mm',
  'M/d/yyyy H:mm',
  'M/d/yyyy h:mm:ss a',
  'M/d/yyyy, h:mm:ss a',
  'd/M/yyyy, H:mm:ss',
  'd/M/yyyy H:mm:ss',
  'M/d/yyyy H:mm:ss',
  'dd.MM.yyyy HH:mm:ss',
  'dd.MM.yyyy HH:mm',
  'd.M.yyyy, H:mm:ss',
  'dd-MM-yyyy HH:mm:ss',
  'dd/MMM/yyyy:HH:mm:ss Z',
  'dd-MMM-yyyy HH:mm:ss',
  'd MMM yyyy HH:mm:ss',
  'MMM d, yyyy h:mm:ss a',
  'MMM d, yyyy, h:mm:ss a',
  "MMM d, yyyy '@' HH:mm:ss.S",
  'EEE, d MMM yyyy HH:mm:ss Z',
  'EEE MMM d HH:mm:ss yyyy',
  'EEE MMM d HH:mm:ss Z yyyy',
  'yyyyMMddHHmmss',
  "yyyyMMdd'T'HHmmss",
  "yyyyMMdd'T'HHmmssZ",
];

/** Makes a pattern ready, or says in a sentence what is wrong with it. */
export function readPattern(pattern: string): TimePattern | { readonly fault: string } {
  const parts: Part[] = [];
  let source = '';
  for (const [piece] of pattern.matchAll(/'(?:[^']|'')*'?|([A-Za-z])\1*|\s+|[^A-Za-z\s]/g)) {
    const letters = /^S+$/.test(piece) ? (['\\d{1,9}', 'fraction'] as const) : LETTERS[piece];
    if (piece.startsWith("'")) {
      if (!/^'.+'$/.test(piece) && piece !== "''") return { fault: 'A quote is opened and not closed.' };
      source += escaped(piece === "''" ? "'" : piece.slice(1, -1).replaceAll("''", "'"));
    } else if (/^\s/.test(piece)) source += '\\s+';
    else if (!/^[A-Za-z]/.test(piece)) source += escaped(piece);
    else if (letters === undefined)
      return { fault: `"${piece}" stands for nothing: put letters that stand for themselves in quotes.` };
    else if (letters[1] === null) source += `(?:${letters[0]})`;
    else if (parts.includes(letters[1])) return { fault: `"${piece}" names a part of the time a second time.` };
    else {
      parts.push(letters[1]);
      source += `(${letters[0]})`;
    }
  }
  const missing = missingPart(parts);
  if (missing !== null) return { fault: `The pattern names no ${missing}.` };
  return { expression: new RegExp(`^${source}$`), parts, isTwelve: /h/.test(pattern.replaceAll(/'[^']*'/g, '')) };
}

function missingPart(parts: readonly Part[]): string | null {
  if (!parts.includes('year') && !parts.includes('shortYear')) return 'year';
  if (!parts.includes('month') && !parts.includes('monthName')) return 'month';
  if (!parts.includes('day')) return 'day';
  return parts.includes('second') && !parts.includes('minute') ? 'minute' : null;
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
}

/** Reads a time by a pattern; null where it is not written so, or is no date. */
export function readByPattern(text: string, { expression, parts, isTwelve }: TimePattern): ClockReading | null {
  const match = expression.exec(text.trim());
  if (match === null) return null;
  const found: { [part in Part]?: string } = {};
  for (const [index, part] of parts.entries()) found[part] = match[index + 1] ?? '';
  const month = found.month ?? monthNumber(found.monthName ?? '');
  const hour = isTwelve ? hourOfDay(found.hour, found.half) : found.hour;
  if (month === null || hour === null) return null;
  return clockReading({
    year: found.year ?? `20${found.shortYear ?? ''}`,
    month,
    day: found.day ?? '',
    hour,
    minute: found.minute ?? (hour === undefined ? undefined : '00'),
    second: found.second,
    fraction: found.fraction,
    zone: found.zone,
  });
}

function monthNumber(name: string): string | null {
  const at = MONTHS.indexOf(name.slice(0, 3).toLowerCase());
  return at < 0 ? null : String(at + 1);
}

/** 12 AM is 0, 12 PM is 12; null for an hour that no such clock shows, or without AM and PM. */
function hourOfDay(hour: string | undefined, half: string | undefined): string | null | undefined {
  if (hour === undefined) return undefined;
  const number = Number(hour);
  if (half === undefined || number < 1 || number > 12) return null;
  return String((number % 12) + (/^p/i.test(half) ? 12 : 0));
}
