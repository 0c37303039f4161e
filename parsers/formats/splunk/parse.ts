import { saidInLine } from '../../carriers/said-in-line.js';
import { rowOfXml, splunkName } from '../../carriers/splunk.js';
import type { NormalisedEvent, ParsedRecord, RecordProblem } from '../../model/event.js';
import type { RecordInput } from '../../model/format.js';
import { asObject, firstText } from '../../model/json.js';
import { statedFields } from '../../model/stated-fields.js';
import type { RecordedTime } from '../../model/time.js';
import { parseWritten } from '../../time/calendar.js';
import { rowFields } from './fields.js';
import {
  isCollectorEvent,
  isColumnAnswer,
  isExportLine,
  isSplunkRow,
  isXmlResult,
  rowOfCollector,
  rowOfCsv,
  rowsOfColumns,
  type SplunkRow,
} from './schema.js';

/** Reads one record: a row of a search in any of Splunk's outputs. What its `_raw` holds was asked for before. */
export function parseSplunkRecord(record: RecordInput): ParsedRecord {
  const { value, context } = record;
  if (isExportLine(value)) return readExportLine(value);
  if (isXmlResult(value)) return oneRow(rowOfXml(value));
  if (isCollectorEvent(value)) return oneRow(rowOfCollector(value));
  if (isColumnAnswer(value)) {
    const read = rowsOfColumns(value).map((row, index) => ({ ...readRow(row), index }));
    return answer(
      read.map(({ event, index }) => ({ ...event, path: `columns[*][${index}]` })),
      read.flatMap(({ problems }) => problems),
    );
  }
  const row = asObject(value);
  if (row !== null && context.framing.kind === 'csv') return oneRow(rowOfCsv(row));
  const isResult = context.envelope !== null && typeof context.envelope['preview'] === 'boolean';
  if (row !== null && (isResult || isSplunkRow(row))) {
    return isResult && context.envelope['preview'] === true ? interim() : oneRow(row);
  }
  return {
    kind: 'rejected',
    code: 'wrong-shape',
    reason: 'No row of a Splunk search (_raw, _time, preview and result).',
  };
}

function readExportLine(value: unknown): ParsedRecord {
  const object = asObject(value) ?? {};
  if (object['preview'] === true) return interim();
  const row = asObject(object['result']);
  return row === null ? { kind: 'events', events: [] } : oneRow(row, 'result');
}

/** While a search runs Splunk sends what it has so far; the rows come again in the end. */
function interim(): ParsedRecord {
  return answer(
    [],
    [
      {
        code: 'interim-row',
        reason:
          'A row of a search that was still running (preview): it gives no event, the finished search repeats it.',
      },
    ],
  );
}

function oneRow(row: SplunkRow, path = ''): ParsedRecord {
  const { event, problems } = readRow(row);
  const read = answer([path === '' ? event : { ...event, path }], problems);
  const [id, bucket] = [firstText(row, '_cd'), firstText(row, '_bkt')];
  return id === null || bucket === null ? read : { ...read, producerKey: { key: `${bucket} ${id}`, content: row } };
}

function answer(
  events: readonly NormalisedEvent[],
  problems: readonly RecordProblem[],
): ParsedRecord & { kind: 'events' } {
  return { kind: 'events', events, ...(problems.length === 0 ? {} : { problems }) };
}

interface ReadRow {
  readonly event: NormalisedEvent;
  readonly problems: readonly RecordProblem[];
}

function readRow(row: SplunkRow): ReadRow {
  const written = firstText(row, '_time');
  const time = parseWritten(written);
  const ingested = parseWritten(firstText(row, '_indextime'), { kind: 'ingested' });
  const raw = firstText(row, '_raw');
  const event: NormalisedEvent = {
    time,
    ...(ingested === null ? {} : { otherTimes: [ingested] satisfies RecordedTime[] }),
    fields: statedFields(rowFields(row), ...saidInLine(raw, firstText(row, 'host')), {
      'exhibit.envelope': splunkName(row),
      'event.original': raw,
      'event.id': firstText(row, 'event_id', '_cd'),
    }),
    message: (raw ?? rowText(row)) || 'A row without a text.',
  };
  const isBad = written !== null && time === null;
  const reason = `The time "${written?.slice(0, 80) ?? ''}" cannot be read; the row is kept without a time.`;
  return { event, problems: isBad ? [{ code: 'bad-time', reason }] : [] };
}

/** A row of statistics: `host: web-1, count: 62`. */
function rowText(row: SplunkRow): string {
  return Object.keys(row)
    .flatMap((name) => {
      const text = firstText(row, name);
      return text === null || name.startsWith('_') ? [] : [`${name}: ${text}`];
    })
    .join(', ');
}
