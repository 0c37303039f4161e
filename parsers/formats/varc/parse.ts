import type { NormalisedEvent, ParsedRecord, RecordProblem } from '../../model/event.js';
import type { RecordInput } from '../../model/format.js';
import { asList, asObject, asText, asTexts, asWhole } from '../../model/json.js';
import type { JsonObject } from '../../model/json.js';
import { statedFields } from '../../model/stated-fields.js';
import type { FoundFields } from '../../model/stated-fields.js';
import { parseTime } from '../../time/parse.js';
import { isTable, readConnection, tableOf } from './schema.js';
import type { Connection } from './schema.js';

const COMMON: FoundFields = {
  'exhibit.layer': 'host',
  'exhibit.outcome': 'unknown',
  'event.outcome': 'unknown',
  'event.provider': 'varc',
};

/** Reads one row of a table, or one line of `netstat.log`. */
export function parseVarcRecord({ value, context }: RecordInput): ParsedRecord {
  const line = readConnection(value);
  if (line !== null) return { kind: 'events', events: [connectionEvent(line, {})] };
  const table = isTable(context.envelope) ? tableOf(value) : null;
  const row = asObject(value);
  if (table === null || row === null)
    return {
      kind: 'rejected',
      code: 'wrong-shape',
      reason: 'No row of a table of varc, and no line of its netstat.log.',
    };
  if (table === 'open file') return { kind: 'events', events: [openFile(row)] };
  return table === 'yara' ? { kind: 'events', events: [yaraHit(row)] } : processRow(row);
}

/** A process that ran when varc looked: its time is when it was created, in UTC. Its connections have the time of the look. */
function processRow(row: JsonObject): ParsedRecord {
  const text = (name: string): string | null => asText(row[name]);
  const written = text('Creation Time');
  const time = parseTime(written, { zoneless: 'utc' });
  const name = text('Name');
  const process: FoundFields = {
    'process.pid': asWhole(row['Process ID']),
    'process.name': name,
    'process.executable': text('Executable Path'),
    'process.command_line': text('Command'),
    'process.parent.pid': asWhole(row['Parent ID']),
    'user.name': text('Username'),
  };
  const started: NormalisedEvent = {
    time,
    fields: statedFields(COMMON, process, {
      'event.kind': 'state',
      'event.category': 'process',
      'event.type': 'start',
      'event.action': 'process created',
      'exhibit.moment': 'Creation Time',
    }),
    message: `process ${text('Process ID') ?? '?'} ${text('Command') ?? name ?? '?'}: created, ${text('Status') ?? 'present'} when collected`,
  };
  const connections = (text('Connections') ?? '').split(/\r?\n/).flatMap((each) => readConnection(each) ?? []);
  const problems: readonly RecordProblem[] =
    written === null || time !== null
      ? []
      : [
          {
            code: 'bad-time',
            reason: `The time "${written.slice(0, 80)}" cannot be read; the process is kept without one.`,
          },
        ];
  return {
    kind: 'events',
    events: [started, ...connections.map((each) => connectionEvent({ ...each, process: name }, process))],
    ...(problems.length === 0 ? {} : { problems }),
  };
}

function connectionEvent(connection: Connection, process: FoundFields): NormalisedEvent {
  const { time, localIp, localPort, remoteIp, remotePort, process: name } = connection;
  const from = `${localIp ?? '?'}:${localPort ?? '?'}`;
  return {
    time: parseTime(time),
    fields: statedFields(COMMON, process, {
      'event.kind': 'state',
      'event.category': 'network',
      'event.type': 'info',
      'event.action': remoteIp === null ? 'socket present' : 'connection present',
      'process.name': name,
      'source.ip': localIp,
      'source.port': localPort,
      'destination.ip': remoteIp,
      'destination.port': remotePort,
    }),
    message: `${name ?? '?'}: ${remoteIp === null ? from : `${from} -> ${remoteIp}:${remotePort ?? '?'}`}`,
  };
}

function openFile(row: JsonObject): NormalisedEvent {
  const path = asText(row['Open File']);
  return {
    time: null,
    fields: statedFields(COMMON, {
      'event.kind': 'state',
      'event.category': 'file',
      'event.type': 'info',
      'event.action': 'file open',
      'file.path': path,
    }),
    message: `open when collected: ${path ?? '?'}`,
  };
}

function yaraHit(row: JsonObject): NormalisedEvent {
  const rule = asText(row['rule']);
  const hits = asList(row['hits']).length;
  return {
    time: null,
    fields: statedFields(COMMON, {
      'exhibit.outcome': 'detected',
      'exhibit.count': hits,
      'event.kind': 'alert',
      'event.category': 'malware',
      'event.type': 'info',
      'event.action': 'yara match',
      'rule.name': rule,
      'rule.ruleset': asText(row['namespace']),
      'rule.category': asTexts(row['tags']),
    }),
    message: `YARA rule ${rule ?? '?'} matched in memory: ${hits} strings`,
  };
}
