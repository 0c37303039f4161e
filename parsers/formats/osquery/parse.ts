import type { PayloadFormat, ReadPayload } from '../../carriers/payload-format.js';
import type { Payload } from '../../carriers/unwrap.js';
import type { NormalisedEvent, RecordProblem } from '../../model/event.js';
import { asObject, asText, at } from '../../model/json.js';
import type { JsonObject } from '../../model/json.js';
import { workloadLane } from '../../model/lane.js';
import { statedFields } from '../../model/stated-fields.js';
import type { FoundFields } from '../../model/stated-fields.js';
import type { RecordedTime } from '../../model/time.js';
import { parseTime } from '../../time/parse.js';
import { columnFields, isEventRow } from './columns.js';
import { isOsqueryResult, isOsqueryStatus, osqueryRows } from './schema.js';
import type { OsqueryRow } from './schema.js';

export const osqueryPayloads: PayloadFormat = {
  what: 'osquery record',
  known: 'hostIdentifier, unixTime and columns, snapshot, diffResults or a status',
  isOwn: (value) => isOsqueryResult(value) || isOsqueryStatus(value),
  read,
};

function read({ value }: Payload): ReadPayload {
  const record = asObject(value) ?? {};
  const queried = queryTime(record);
  const host = hostFields(record);
  const problems: RecordProblem[] = [];
  if (queried === null)
    problems.push({
      code: 'bad-time',
      reason: `The time "${String(asText(record['unixTime'])).slice(0, 80)}" cannot be read; the rows are kept without one.`,
    });
  const events = isOsqueryResult(record)
    ? osqueryRows(record).map((row) => rowEvent(record, row, queried, host))
    : [statusEvent(record, queried, host)];
  return { events, problems };
}

/** Seconds since 1970, as number or text; without them `Thu Mar 16 03:08:58 2023 UTC`. */
function queryTime(record: JsonObject): RecordedTime | null {
  const seconds = parseTime(record['unixTime']);
  if (seconds !== null) return seconds;
  const written = asText(record['calendarTime']);
  const [, month = '', day = '', clock = '', year = ''] =
    /^[A-Z][a-z]{2} ([A-Z][a-z]{2}) +(\d{1,2}) (\d\d:\d\d:\d\d) (\d{4}) UTC$/.exec(written ?? '') ?? [];
  const number = String(MONTHS.indexOf(month) + 1).padStart(2, '0');
  const time = parseTime(`${year}-${number}-${day.padStart(2, '0')}T${clock}Z`);
  return time === null ? null : { ...time, text: written ?? time.text };
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `hostIdentifier` is what the daemon was told to use: a name, or an id. */
function hostFields(record: JsonObject): FoundFields {
  const identifier = asText(record['hostIdentifier']);
  const isId = /^[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}$/.test(identifier ?? '');
  const decoration = (key: string): string | null => asText(at(record, 'decorations', key) ?? record[key]);
  return {
    'exhibit.layer': 'host',
    'exhibit.outcome': 'unknown',
    'event.provider': 'osquery',
    'host.name': isId ? decoration('hostname') : identifier,
    'host.id': decoration('host_uuid') ?? (isId ? identifier : null),
  };
}

/** A row of an event table happened at its own time; every other row is what a query found, at the time of the query. */
function rowEvent(
  record: JsonObject,
  row: OsqueryRow,
  queried: RecordedTime | null,
  host: FoundFields,
): NormalisedEvent {
  const { action, columns } = row;
  const query = asText(record['name']) ?? '';
  const isEvent = isEventRow(columns, query);
  const happened = isEvent ? parseTime(columns['time']) : null;
  const found = columnFields(columns);
  const containerId = asText(found['container.id']);
  const fields = statedFields(host, found, {
    'exhibit.lane': workloadLane({ containerId, host: asText(host['host.name']) }),
    'event.kind': isEvent ? 'event' : 'state',
    'event.category': categoryOf(found),
    'event.type': isEvent ? 'info' : (TYPES.get(action) ?? 'info'),
    'event.action': action,
    'rule.name': query,
  });
  const said = Object.entries(columns).flatMap(([column, cell]) => {
    const written = asText(cell);
    return written === null ? [] : [`${column} ${written}`];
  });
  const message = `${query} (${action}): ${said.join(', ')}`;
  if (happened === null) return { time: queried, fields, message };
  const otherTimes = queried === null ? [] : [{ ...queried, kind: 'logged' as const }];
  return { time: happened, otherTimes, fields, message };
}

const TYPES: ReadonlyMap<string, string> = new Map([
  ['added', 'creation'],
  ['removed', 'deletion'],
]);

function categoryOf(found: FoundFields): string | null {
  if (found['destination.ip'] !== null && found['destination.ip'] !== undefined) return 'network';
  if (found['process.pid'] !== null && found['process.pid'] !== undefined) return 'process';
  return found['file.path'] === null || found['file.path'] === undefined ? 'host' : 'file';
}

const LEVELS = ['info', 'warning', 'error', 'fatal'];

function statusEvent(record: JsonObject, time: RecordedTime | null, host: FoundFields): NormalisedEvent {
  const severity = asText(record['severity']) ?? '';
  const fields = statedFields(host, {
    'exhibit.lane': workloadLane({ host: asText(host['host.name']) }),
    'event.kind': 'event',
    'event.category': 'host',
    'event.type': 'info',
    'event.action': 'status',
    'log.level': LEVELS[Number(severity)] ?? severity,
    'log.logger': asText(record['filename']),
    'observer.version': asText(record['version']),
  });
  return { time, fields, message: `osquery: ${asText(record['message']) ?? ''}` };
}
