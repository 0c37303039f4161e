import type { RecordProblem } from '../../model/event.js';
import type { ReadPayload } from '../../carriers/payload-format.js';
import { asText, asTexts } from '../../model/json.js';
import { statedFields } from '../../model/stated-fields.js';
import { parseTime } from '../../time/parse.js';
import { rowFields } from './fields.js';
import { flatRow, logOf, type ZeekRow } from './schema.js';

/**
 * One row of a log; `fileName` tells which log it is of where the row does not. `ts` is the start of what it speaks of, also for
 * connections, which are logged when they end; `_write_ts` says when.
 */
export function readRow(written: ZeekRow, fileName: string): ReadPayload {
  const row = flatRow(written);
  const log = logOf(row, fileName);
  const time = parseTime(row['ts']);
  const logged = parseTime(row['_write_ts'], { kind: 'logged' });
  const problem: RecordProblem = {
    code: 'bad-time',
    reason: `The time "${(asText(row['ts']) ?? '').slice(0, 80)}" cannot be read; the row is kept without a time.`,
  };
  return {
    events: [
      {
        time,
        ...(logged === null ? {} : { otherTimes: [logged] }),
        fields: statedFields(...rowFields(row, log)),
        message: sentence(row, log),
      },
    ],
    problems: time === null ? [problem] : [],
  };
}

/** What tells one row of a log from another, in the order in which it is said. */
const SAID = [
  'note',
  'msg',
  'query',
  'answers',
  'method',
  'host',
  'uri',
  'server_name',
  'request_type',
  'client',
  'service',
  'command',
  'arg',
  'filename',
  'mime_type',
  'software_type',
  'unparsed_version',
  'conn_state',
  'path',
  'name',
  'endpoint',
  'operation',
  'cmd',
  'func',
  'tunnel_type',
  'analyzer',
  'failure_reason',
  'seen.indicator',
  'certificate.subject',
  'event_msg',
  'username',
  'message',
];

function sentence(row: ZeekRow, log: string): string {
  const end = (host: string, port: string): string | null => {
    const [address, number] = [asText(row[host]), asText(row[port])];
    if (address === null) return null;
    return number === null ? address : address.includes(':') ? `[${address}]:${number}` : `${address}:${number}`;
  };
  const [from, to] = [end('id.orig_h', 'id.orig_p'), end('id.resp_h', 'id.resp_p')];
  const between = from === null ? '' : ` ${from} -> ${to ?? '?'}`;
  const said = SAID.flatMap((name) => asTexts(row[name]));
  return `${log}${between}${said.length === 0 ? '' : `: ${said.join(' ')}`}`;
}
