import { parseTime } from '../time/parse.js';
import { carrierName } from './carried.js';
import type { Carried } from './carried.js';

const RFC5424 = /^<\d{1,3}>1 (\S+) (\S+) (\S+) \S+ \S+ (?:-|(?:\[(?:[^\]\\]|\\.)*\])+) ?/;
const RFC3164 = /^(?:<\d{1,3}>)?[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d (\S+) ([^\s:[]+)(?:\[\d+\])?: ?/;
const RSYSLOG = /^(?:<\d{1,3}>)?(\d{4}-\d\d-\d\dT\S*[^\s:]) (\S+) ([^\s:[]+)(?:\[\d+\])?: ?/;
const STAMP = /^(\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d:\d\d\S*) (?=\s*[{[])/;

/**
 * Takes a log's own prefix off a line: a syslog header (RFC 5424; RFC 3164, whose time has neither year nor zone and is
 * therefore not read; rsyslog's file format), or a bare time stamp before JSON (`2023/03/29 19:44:47 {`). Null where
 * the line has none. The payload is the rest of the line.
 */
export function logPrefix(line: string): Carried | null {
  const modern = RFC5424.exec(line);
  if (modern !== null) return carried(line, modern[0], 'syslog', modern[1], modern[2], modern[3]);
  const classic = RFC3164.exec(line);
  if (classic !== null) return carried(line, classic[0], 'syslog', undefined, classic[1], classic[2]);
  const rsyslog = RSYSLOG.exec(line);
  if (rsyslog !== null) return carried(line, rsyslog[0], 'syslog', rsyslog[1], rsyslog[2], rsyslog[3]);
  const stamp = STAMP.exec(line);
  return stamp === null ? null : carried(line, stamp[0], 'log prefix', stamp[1]?.replaceAll('/', '-'));
}

function carried(line: string, header: string, name: string, time?: string, host?: string, app?: string): Carried {
  const logged = time === undefined ? null : parseTime(time, { kind: 'logged' });
  return {
    // The line is the record and the header part of it: no path leads inside.
    payloads: [{ path: '', value: line.slice(header.length) }],
    name: carrierName(name, stated(host), stated(app)),
    times: logged === null ? [] : [logged],
    host: stated(host),
  };
}

function stated(word: string | undefined): string | null {
  return word === undefined || word === '-' ? null : word;
}
