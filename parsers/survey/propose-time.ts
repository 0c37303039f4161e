import { pathText, type Path, type TimeSource, type TimeWriting } from '../model/mapping.js';
import type { RecordedTime } from '../model/time.js';
import { toParts } from '../time/instant.js';
import { KNOWN_PATTERNS } from '../time/pattern.js';
import { readWrittenTime } from '../time/written-time.js';
import type { ColumnFacts } from './columns.js';
import { plainName } from './plain-name.js';

/** A column that may hold the time, how it is written, and what speaks for it. */
export interface TimeProposal {
  readonly source: TimeSource;
  readonly evidence: string;
  /** Of the values looked at, so many can be read so. */
  readonly read: number;
  readonly of: number;
}

const WRITINGS: readonly TimeWriting[] = [
  { by: 'shape' },
  ...KNOWN_PATTERNS.map((pattern): TimeWriting => ({ by: 'pattern', pattern })),
];

/** Values per column that are tried. */
const TRIED = 100;
const NAMED = /time|date|^ts$|^t$|when|timestamp|occurred|happened|start/;
const LOGGED = /ingest|receiv|index|upload|export|load|collect|insert/;
const LATER = /end|finish|stop|creat|modif|updat|expir|last|birth/;
const FIRST_MS = Date.UTC(1990, 0, 1);
const LAST_MS = Date.UTC(2100, 0, 1);

/** Columns that may hold the time of the records, the likeliest first. Proposals only: the examiner decides. */
export function proposeTimes(columns: readonly ColumnFacts[]): readonly TimeProposal[] {
  const scored = columns.flatMap((column) => {
    const best = bestWriting(column.values);
    if (best === null) return [];
    const { writing, times } = best;
    const name = plainName(column.path);
    const isNamed = NAMED.test(name);
    // Any number reads as a count of seconds since 1970: only a name makes it a time.
    if (!isNamed && isCount(times)) return [];
    const tried = Math.min(TRIED, column.values.length);
    const score =
      times.length / tried + (isNamed ? 1 : 0) - (LOGGED.test(name) ? 0.5 : 0) - (LATER.test(name) ? 0.3 : 0);
    return [{ column, writing, times, score, tried }];
  });
  return scored
    .toSorted((a, b) => b.score - a.score)
    .map(({ column, writing, times, tried }) => {
      const joined = times.every(({ resolution }) => resolution === 'day') ? withTimeOfDay(column, columns) : null;
      return joined ?? proposal([column.path], writing, times, tried);
    });
}

function bestWriting(
  values: readonly string[],
): { readonly writing: TimeWriting; readonly times: readonly RecordedTime[] } | null {
  const tried = values.slice(0, TRIED);
  let best: { writing: TimeWriting; times: readonly RecordedTime[] } | null = null;
  for (const writing of WRITINGS) {
    const times = tried.flatMap((text) => readWrittenTime(text, writing, 'happened') ?? []).filter(isPlausible);
    if (times.length > (best?.times.length ?? 0)) best = { writing, times };
  }
  return best !== null && best.times.length * 2 >= tried.length ? best : null;
}

function isPlausible({ instant }: RecordedTime): boolean {
  const { ms } = toParts(instant);
  return ms >= FIRST_MS && ms < LAST_MS;
}

function isCount(times: readonly RecordedTime[]): boolean {
  return times.every(({ text }) => /^\d+(?:\.\d+)?$/.test(text));
}

/** A date whose time of day stands in a column of its own. */
function withTimeOfDay(date: ColumnFacts, columns: readonly ColumnFacts[]): TimeProposal | null {
  const clock = columns.find(
    ({ path, values }) =>
      path !== date.path && values.length > 0 && values.every((value) => /^\d{1,2}:\d\d(?::\d\d)?/.test(value)),
  );
  if (clock === undefined || clock.values.length !== date.values.length) return null;
  const joined = date.values.map((value, index) => `${value} ${clock.values[index] ?? ''}`);
  const best = bestWriting(joined);
  return best && proposal([date.path, clock.path], best.writing, best.times, Math.min(TRIED, joined.length));
}

function proposal(
  columns: readonly Path[],
  writing: TimeWriting,
  times: readonly RecordedTime[],
  of: number,
): TimeProposal {
  const name = plainName(columns[0] ?? []);
  const named = NAMED.test(name) ? `Named "${columns.map(pathText).join('" and "')}"; ` : '';
  const zone = zoneWords(times);
  return {
    source: { columns, writing, kind: LOGGED.test(name) ? 'ingested' : 'happened' },
    evidence: `${named}${times.length} of ${of} values looked at are times ${writingWords(writing)}, ${zone}.${eitherWay(writing, times)}`,
    read: times.length,
    of,
  };
}

function writingWords(writing: TimeWriting): string {
  return writing.by === 'pattern' ? `written ${writing.pattern}` : 'that say themselves how they are written';
}

function zoneWords(times: readonly RecordedTime[]): string {
  const open = times.filter(({ zone }) => zone === 'unknown').length;
  if (open === 0) return 'zone known';
  return open === times.length ? 'zone not stated' : `zone not stated in ${open} of them`;
}

/** Day and month can be told apart only by a number above twelve. */
function eitherWay(writing: TimeWriting, times: readonly RecordedTime[]): string {
  if (writing.by !== 'pattern') return '';
  const [day, month] = [writing.pattern.search(/d/), writing.pattern.search(/M(?!MM)/)];
  if (day < 0 || month < 0 || !/^(?:d+|M+)[/.-](?:d+|M+)/.test(writing.pattern)) return '';
  const swapped = writing.pattern.replaceAll(/[dM]/g, (letter) => (letter === 'd' ? 'M' : 'd'));
  const other = times.filter(
    ({ text }) => readWrittenTime(text, { by: 'pattern', pattern: swapped }, 'happened') !== null,
  );
  if (other.length < times.length) return ' Days above twelve show which number is the day.';
  return ' No day above twelve occurs: day and month could be the other way round.';
}
