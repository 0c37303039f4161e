import type { NormalisedEvent, ParsedRecord } from '../../model/event.js';
import type { RecordInput } from '../../model/format.js';
import { asObject, asText, asWhole, type JsonObject } from '../../model/json.js';
import { workloadLane } from '../../model/lane.js';
import { statedFields, type FoundFields } from '../../model/stated-fields.js';
import type { RecordedTime } from '../../model/time.js';
import { parseTime } from '../../time/parse.js';
import { artifactOf } from './artifact.js';

/** Columns that hold a time, the most telling first; `_ts` is when the row was written. */
const TIME_COLUMNS = [
  'Timestamp',
  'EventTime',
  'TimeCreated',
  'StartTime',
  'CreateTime',
  'CreatedTime',
  'Mtime',
  'ModTime',
  'LastWriteTime',
  'Time',
  'Ctime',
  'Btime',
  'Atime',
];

/** Reads one row: the first column that is a time dates it, every other one stands beside it; without any it is undated. */
export function parseVelociraptorRow({ value, context }: RecordInput): ParsedRecord {
  const row = asObject(value);
  if (row === null)
    return { kind: 'rejected', code: 'wrong-shape', reason: 'No row of results: it is no JSON object.' };
  const artifact = artifactOf(context.name) ?? 'an artifact';
  const dated = TIME_COLUMNS.flatMap((column) => {
    const time = timeOf(row[column]);
    return time === null ? [] : [{ column, time }];
  });
  const logged = timeOf(row['_ts']);
  const others = [
    ...dated.slice(1).map(({ time }) => time),
    ...(logged === null ? [] : [{ ...logged, kind: 'logged' as const }]),
  ];
  const [main] = dated;
  const event: NormalisedEvent = {
    time: main?.time ?? null,
    ...(others.length === 0 ? {} : { otherTimes: others }),
    fields: statedFields(fieldsOf(row), { 'event.provider': artifact, 'exhibit.moment': main?.column }),
    message: `${artifact}: ${summary(row)}`,
  };
  return { kind: 'events', events: [event] };
}

function timeOf(value: unknown): RecordedTime | null {
  // A small number is a count, not seconds of 1970.
  return typeof value === 'number' && value < 1e8 ? null : parseTime(value);
}

function fieldsOf(row: JsonObject): FoundFields {
  const text = (...columns: readonly string[]): string | null => {
    for (const column of columns) {
      const found = asText(row[column]);
      if (found !== null) return found;
    }
    return null;
  };
  const host = text('Hostname', 'Fqdn', 'Computer', 'ClientId');
  const isProcess = 'Pid' in row || 'Ppid' in row;
  return {
    'exhibit.layer': 'host',
    'exhibit.outcome': 'unknown',
    'exhibit.lane': workloadLane({ host }),
    'event.kind': 'state',
    'host.name': host,
    'process.pid': asWhole(row['Pid']),
    'process.parent.pid': asWhole(row['Ppid']),
    'process.name': isProcess ? text('Name', 'ProcessName') : null,
    'process.executable': text('Exe', 'ProcessPath'),
    'process.command_line': text('CommandLine', 'Cmdline'),
    'user.name': text('Username', 'User'),
    'file.path': text('FullPath', 'OSPath', 'Path'),
    'file.name': text('Filename', 'FileName'),
    'file.hash.md5': text('MD5'),
    'file.hash.sha1': text('SHA1'),
    'file.hash.sha256': text('SHA256'),
  };
}

const SHOWN = 4;

/** The first columns that are plain values. */
function summary(row: JsonObject): string {
  const cells = Object.entries(row).flatMap(([column, value]) => {
    const text = asText(value);
    return text === null ? [] : [`${column} ${text.slice(0, 120)}`];
  });
  return cells.slice(0, SHOWN).join(', ') || 'a row without plain values';
}
