import type { RecordedTime } from '../model/time.js';
import { calendarTime } from '../time/calendar.js';
import { parseTime } from '../time/parse.js';

/** The header of a syslog line: RFC 5424, RFC 3164, or rsyslog's file format with ISO times. */
export interface SyslogHeader {
  /** Facility times 8 plus severity, 0 to 191; absent in files. */
  readonly priority: number | null;
  readonly time: RecordedTime | null;
  readonly host: string | null;
  readonly app: string | null;
  readonly pid: string | null;
  readonly msgid: string | null;
  /** Structured data of RFC 5424 as `id.name`. */
  readonly structured: Readonly<Record<string, string>>;
  /** The message behind the header. */
  readonly body: string;
  readonly kind: 'rfc5424' | 'rfc3164' | 'iso';
}

const RFC5424 = /^(?:\d{1,6} )?<(\d{1,3})>1 (\S+) (\S+) (\S+) (\S+) (\S+) (-|(?:\[(?:[^\]\\]|\\.)*\])+)(?: |$)/;
const RFC3164 =
  /^(?:\d{1,6} )?(?:<(\d{1,3})>)?(?:\d+: )?([A-Z][a-z]{2}) ([ \d]?\d)(?: (\d{4}))? (\d\d:\d\d:\d\d(?:[.,]\d{1,9})?)(?:: |:? )/;
const ISO =
  /^(?:\d{1,6} )?(?:<(\d{1,3})>)?(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?) (?=\S)/;
/** What names the program: no blank, no bracket, a colon behind it. */
const TAG = /^([^\s:[\]{}"]{1,128})(?:\[([^\]\s]{1,64})\])?:(?: |$)/;
const HOST = /^([\w:][\w.:%-]{0,254}) (?=\S)/;
/** Bodies that begin with a word and a colon of their own. */
const OWN_COLON = /^(?:CEF|LEEF):/;

/** `START RequestId: ...`: lines of Lambda's platform look like a host and a program. */
const LAMBDA = 'RequestId';

/** Reads a line's header; null where it has none. */
export function syslogHeader(line: string): SyslogHeader | null {
  return readModern(line) ?? readClassic(line) ?? readIso(line);
}

function readModern(line: string): SyslogHeader | null {
  const match = RFC5424.exec(line);
  if (match === null) return null;
  const [header, priority, time, host, app, pid, msgid, data = '-'] = match;
  return {
    priority: priorityOf(priority),
    time: parseTime(time),
    host: stated(host),
    app: stated(app),
    pid: stated(pid),
    msgid: stated(msgid),
    structured: structuredData(data),
    // The message may be marked as UTF-8.
    body: line.slice(header.length).replace(/^\uFEFF/, ''),
    kind: 'rfc5424',
  };
}

function readClassic(line: string): SyslogHeader | null {
  const match = RFC3164.exec(line);
  if (match === null) return null;
  const [header, priority, month = '', day = '', year = null, clock = ''] = match;
  const text = header.replace(/^(?:\d{1,6} )?(?:<\d{1,3}>)?(?:\d+: )?/, '').replace(/:? $/, '');
  const time = calendarTime(text, { year, month, day: day.trim(), clock });
  return time === null
    ? null
    : behind(line.slice(header.length), { priority: priorityOf(priority), time, kind: 'rfc3164' });
}

function readIso(line: string): SyslogHeader | null {
  const match = ISO.exec(line);
  if (match === null) return null;
  const [header, priority, time] = match;
  const rest = line.slice(header.length);
  // A bare time before JSON, or before a level, is the prefix of some other log.
  const read = behind(rest, { priority: priorityOf(priority), time: parseTime(time), kind: 'iso' });
  const isNamed = read.host !== null && (read.app !== null || OWN_COLON.test(read.body));
  const isSyslog = priority !== undefined || (isNamed && read.app !== LAMBDA);
  return isSyslog ? read : null;
}

function behind(rest: string, start: Pick<SyslogHeader, 'priority' | 'time' | 'kind'>): SyslogHeader {
  const own = OWN_COLON.test(rest);
  // Some writers leave the host out.
  const bare = own ? null : TAG.exec(rest);
  const host = own || bare !== null ? undefined : HOST.exec(rest)?.[1];
  const message = host === undefined ? rest : rest.slice(host.length + 1);
  const tag = OWN_COLON.test(message) ? null : TAG.exec(message);
  const [written = '', app, pid] = tag ?? [];
  return {
    ...start,
    host: stated(host),
    app: stated(app),
    pid: stated(pid),
    msgid: null,
    structured: {},
    body: message.slice(written.length),
  };
}

function structuredData(text: string): Readonly<Record<string, string>> {
  const data: [string, string][] = [];
  for (const [, id = '', params = ''] of text.matchAll(/\[([^\s\]=]+)((?: [^\s=\]]+="(?:[^"\\]|\\.)*")*)\]/g)) {
    for (const [, name = '', value = ''] of params.matchAll(/ ([^\s=]+)="((?:[^"\\]|\\.)*)"/g)) {
      data.push([`${id}.${name}`, value.replace(/\\([\\"\]])/g, '$1')]);
    }
  }
  return Object.fromEntries(data);
}

function priorityOf(text: string | undefined): number | null {
  const priority = text === undefined ? null : Number(text);
  return priority === null || priority > 191 ? null : priority;
}

function stated(word: string | undefined): string | null {
  return word === undefined || word === '-' ? null : word;
}
