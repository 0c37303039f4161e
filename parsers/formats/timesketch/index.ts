import { asObject, firstText } from '../../model/json.js';
import type { JsonObject } from '../../model/json.js';
import type { ParsedRecord, RecordProblem } from '../../model/event.js';
import type { Format, Probe, RecordInput, Verdict } from '../../model/format.js';
import { workloadLane } from '../../model/lane.js';
import { statedFields } from '../../model/stated-fields.js';
import type { RecordedTime } from '../../model/time.js';
import { parseTime } from '../../time/parse.js';
import { timelineFields } from './fields.js';

export const timesketch: Format = {
  id: 'timesketch',
  title: 'Timesketch import files (CSV, JSONL)',
  parserVersion: 'timesketch/1',
  status: 'real data',
  rulesOnly: false,
  owns: isRow,
  detect,
  parse,
};

/** The columns that Timesketch asks for: `message`, `timestamp_desc`, and `datetime` or `timestamp`. */
function isRow(value: unknown): boolean {
  const row = asObject(value);
  if (row === null || Object.hasOwn(row, '__container_type__')) return false;
  // A typed time alone is plaso's.
  if (asObject(row['date_time']) !== null && !Object.hasOwn(row, 'datetime')) return false;
  const has = (name: string) => Object.hasOwn(row, name);
  return has('message') && has('timestamp_desc') && (has('datetime') || has('timestamp')) && !isPsortCsv(row);
}

/** plaso's own dynamic output has these columns too. */
function isPsortCsv(row: JsonObject): boolean {
  return ['source', 'source_long', 'parser', 'display_name'].every((name) => Object.hasOwn(row, name));
}

function detect({ samples }: Probe): Verdict {
  const own = samples.find(({ value }) => isRow(value));
  if (own === undefined)
    return { claim: false, reason: 'No row has the columns message, timestamp_desc and datetime (or timestamp).' };
  return {
    claim: true,
    framing: own.framing,
    reason: 'Rows have the columns of Timesketch (message, datetime, timestamp_desc).',
  };
}

function parse({ value }: RecordInput): ParsedRecord {
  const row = asObject(value);
  if (row === null || !isRow(row))
    return {
      kind: 'rejected',
      code: 'wrong-shape',
      reason: 'No row of Timesketch: message, timestamp_desc or the time is missing.',
    };
  const [datetime, timestamp] = [firstText(row, 'datetime'), firstText(row, 'timestamp')];
  const stated = parseTime(datetime);
  const counted = microseconds(timestamp);
  const time = stated ?? counted;
  const description = firstText(row, 'timestamp_desc');
  const found = timelineFields(row);
  const host = firstText(row, 'hostname', 'computer_name', 'host');
  const problems = problemsOf(datetime, stated, counted);
  return {
    kind: 'events',
    events: [
      {
        time,
        fields: statedFields(found, {
          'exhibit.lane': workloadLane({ containerId: firstText(row, 'container_id'), host }),
          'exhibit.moment': description,
        }),
        message: firstText(row, 'message') ?? 'An event without a message.',
      },
    ],
    ...(problems.length === 0 ? {} : { problems }),
  };
}

/** `timestamp` counts microseconds since 1970, however few digits it has. */
function microseconds(text: string | null): RecordedTime | null {
  if (text === null || !/^-?\d{1,19}$/.test(text)) return null;
  const time = parseTime(
    `${text.slice(0, -6) === '' || text.slice(0, -6) === '-' ? '0' : text.slice(0, -6)}.${text.replace('-', '').slice(-6).padStart(6, '0')}`,
  );
  return time === null ? null : { ...time, text };
}

function problemsOf(
  datetime: string | null,
  stated: RecordedTime | null,
  counted: RecordedTime | null,
): readonly RecordProblem[] {
  if (datetime !== null && stated === null) {
    const rest = counted === null ? 'the row is kept without a time' : 'timestamp was taken instead';
    return [{ code: 'bad-time', reason: `The datetime "${datetime.slice(0, 80)}" cannot be read; ${rest}.` }];
  }
  if (stated === null || counted === null || stated.zone === 'unknown') return [];
  const apart = stated.instant - counted.instant;
  // A datetime may be written to the second only.
  if (apart < 1_000_000_000n && apart > -1_000_000_000n) return [];
  return [
    {
      code: 'time-conflict',
      reason: `datetime and timestamp (${counted.text}) speak of different times; datetime was taken.`,
    },
  ];
}
