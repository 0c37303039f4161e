import { carrierName } from '../../carriers/carried.js';
import type { ParsedRecord, RecordProblem } from '../../model/event.js';
import type { RecordInput } from '../../model/format.js';
import { asObject, asText, firstText } from '../../model/json.js';
import type { JsonObject } from '../../model/json.js';
import { statedFields } from '../../model/stated-fields.js';
import type { RecordedTime } from '../../model/time.js';
import { parseWritten } from '../../time/calendar.js';
import { rowFields } from './fields.js';
import { isAnswer, isLocal, isRow, plainRow } from './schema.js';

/** Columns that state the time of a row, the first that is there counts; answers have the columns that were asked for. */
const TIMES = ['TimeGenerated', 'Timestamp', 'timestamp', 'EventTime', 'StartTime', 'CreatedProcessCreationTime'];

/** Reads one row. What its columns carry of other formats was asked for before. */
export function parseLogAnalyticsRow({ value, context }: RecordInput): ParsedRecord {
  const written = asObject(value);
  if (written === null || !(isRow(written) || isAnswer(context.framing)))
    return {
      kind: 'rejected',
      code: 'wrong-shape',
      reason: 'No row of Log Analytics (TimeGenerated, TenantId, Type).',
    };
  const row = plainRow(written);
  const read = (...columns: string[]): RecordedTime | null => timeOf(firstText(row, ...columns), isLocal(written));
  const text = firstText(row, ...TIMES);
  const time = timeOf(text, isLocal(written));
  const others = [read('EndTime'), kindOf(read('_TimeReceived', 'ProcessingEndTime'), 'ingested')];
  const otherTimes = others.filter((each) => each !== null);
  const problems: readonly RecordProblem[] = text === null || time !== null ? [] : [badTime(text)];
  return {
    kind: 'events',
    events: [
      {
        time,
        ...(otherTimes.length === 0 ? {} : { otherTimes }),
        fields: statedFields(...rowFields(row), {
          'exhibit.envelope': carrierName('Log Analytics', firstText(row, 'Type'), firstText(row, 'TenantId')),
          'event.start': firstText(row, 'EventTime', 'StartTime', 'FirstSeen'),
          'event.original': firstText(row, 'SyslogMessage', 'LogMessage', 'LogEntry', 'Message', 'AuditdMessage'),
        }),
        message: sentence(row) || 'A row without text.',
      },
    ],
    ...(problems.length === 0 ? {} : { problems }),
  };
}

/** UTC by definition where no zone is written; the portal can be told to write the browser's zone instead. */
function timeOf(text: string | null, isBrowsers: boolean): RecordedTime | null {
  if (text === null) return null;
  // The portal's American times are the only ones with AM or PM in capitals and no zeros in front; nothing tells of others.
  const order = /^[1-9]\d?\/[1-9]\d?\/.*\d [AP]M$/.test(text.trim()) ? 'month' : null;
  return parseWritten(text, isBrowsers ? {} : { zoneless: 'utc' }, order);
}

function kindOf(time: RecordedTime | null, kind: RecordedTime['kind']): RecordedTime | null {
  return time === null ? null : { ...time, kind };
}

function badTime(text: string): RecordProblem {
  const isOpen = /^\d{1,2}\/\d{1,2}\/\d{4}/.test(text);
  const why = isOpen ? 'does not tell which of its numbers is the month' : 'cannot be read';
  return { code: 'bad-time', reason: `The time "${text.slice(0, 80)}" ${why}; the row is kept without a time.` };
}

function sentence(row: JsonObject): string {
  const program = firstText(row, 'ProcessName', 'ContainerName');
  const said = firstText(row, 'SyslogMessage', 'LogMessage', 'LogEntry', 'Message');
  const reason = firstText(row, 'KubeEventType', 'Reason');
  if (said !== null && reason !== null && firstText(row, 'ObjectKind') !== null)
    return `${firstText(row, 'Reason') ?? reason} ${firstText(row, 'ObjectKind') ?? ''} ${firstText(row, 'Name') ?? ''}: ${said}`;
  if (said !== null) return program === null ? said : `${program}: ${said}`;
  const first = firstText(
    row,
    'AlertName',
    'OperationNameValue',
    'OperationName',
    'EventName',
    'Activity',
    'ActionType',
    'AuditdMessage',
  );
  if (first !== null) return first;
  return Object.entries(row)
    .flatMap(([name, value]) => {
      const text = asText(value);
      return text === null || name === 'TenantId' ? [] : [`${name}: ${text}`];
    })
    .slice(0, 12)
    .join(', ');
}
