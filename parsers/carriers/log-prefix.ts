import type { RecordedTime } from '../model/time.js';
import { parseTime } from '../time/parse.js';
import { carrierName } from './carried.js';
import type { Carried } from './carried.js';
import { syslogHeader } from './syslog-header.js';

const STAMP = /^(\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d:\d\d\S*) (?=\s*[{[])/;

/**
 * Takes a log's own prefix off a line: a syslog header, or a bare time stamp before JSON (`2023/03/29 19:44:47 {`). Null where
 * the line has none. The payload is the rest of the line.
 */
export function logPrefix(line: string): Carried | null {
  const header = syslogHeader(line);
  if (header !== null) {
    const { body, host, app, time } = header;
    return carried(body, carrierName('syslog', host, app), time === null ? null : { ...time, kind: 'logged' }, host);
  }
  const [stamp = '', time = ''] = STAMP.exec(line) ?? [];
  if (stamp === '') return null;
  return carried(
    line.slice(stamp.length),
    'log prefix',
    parseTime(time.replaceAll('/', '-'), { kind: 'logged' }),
    null,
  );
}

function carried(body: string, name: string, time: RecordedTime | null, host: string | null): Carried {
  // The line is the record and the header part of it: no path leads inside.
  return { payloads: [{ path: '', value: body }], name, times: time === null ? [] : [time], host };
}
