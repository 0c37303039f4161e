import { carrierName } from '../../carriers/carried.js';
import type { NormalisedEvent, ParsedRecord, RecordProblem } from '../../model/event.js';
import type { RecordInput } from '../../model/format.js';
import { asText } from '../../model/json.js';
import type { JsonObject } from '../../model/json.js';
import { messageFields } from '../../model/program-message.js';
import { statedFields } from '../../model/stated-fields.js';
import { parseWritten } from '../../time/calendar.js';
import { documentFields } from './fields.js';
import { isDocument, isHit, readHit, textOf, valueOf } from './schema.js';

/** Reads one record: a document, alone or in a hit. What its `event.original` or `message` holds was asked for before. */
export function parseElasticRecord({ value }: RecordInput): ParsedRecord {
  if (!isHit(value) && !isDocument(value)) {
    return {
      kind: 'rejected',
      code: 'wrong-shape',
      reason: 'No document of Elasticsearch (_index and _source, or @timestamp).',
    };
  }
  const hit = readHit(value);
  const key = hit.index === null || hit.id === null ? null : `${hit.index} ${hit.id}`;
  const problems = timeProblems(hit.document);
  return {
    kind: 'events',
    events: [hit.bulk === 'delete' ? deletion(hit.index, hit.id) : documentEvent(hit)],
    ...(problems.length === 0 ? {} : { problems }),
    ...(key === null || hit.bulk !== null ? {} : { producerKey: { key, content: value } }),
  };
}

function documentEvent({ document, index, path }: ReturnType<typeof readHit>): NormalisedEvent {
  const other = [
    parseWritten(textOf(document, 'event.end')),
    parseWritten(textOf(document, 'event.created'), { kind: 'logged' }),
    parseWritten(textOf(document, 'event.ingested'), { kind: 'ingested' }),
  ].filter((time) => time !== null);
  const original = textOf(document, 'event.original', 'message', 'log.original');
  const program = textOf(document, 'process.name', 'log.syslog.appname');
  // Where a pipeline has read the line already, its word counts.
  const said =
    textOf(document, 'event.action') !== null
      ? []
      : messageFields(program, textOf(document, 'message') ?? '', textOf(document, 'host.name'));
  const fields = statedFields(
    documentFields(document),
    {
      'exhibit.envelope': index === null ? null : carrierName('index', index),
      'event.action': textOf(document, 'event.action', 'event.code', 'log.logger') ?? 'log',
      'event.original': original,
    },
    ...said,
  );
  return {
    time: parseWritten(timeText(document)),
    ...(other.length === 0 ? {} : { otherTimes: other }),
    ...(path === '' ? {} : { path }),
    fields,
    message: textOf(document, 'message') ?? original ?? documentText(document),
  };
}

/** A bulk file may take documents away: the line says which, not when. */
function deletion(index: string | null, id: string | null): NormalisedEvent {
  return {
    time: null,
    fields: statedFields({
      'event.action': 'delete',
      'event.kind': 'event',
      'event.outcome': 'unknown',
      'exhibit.outcome': 'unknown',
      'event.id': id,
      'exhibit.envelope': index,
    }),
    message: `Bulk action: delete document ${id ?? 'not named'} of ${index ?? 'an index not named'}.`,
  };
}

function timeText(document: JsonObject): string | null {
  return textOf(document, '@timestamp', 'timestamp');
}

function timeProblems(document: JsonObject): readonly RecordProblem[] {
  const text = timeText(document);
  if (text === null || parseWritten(text) !== null) return [];
  return [
    {
      code: 'bad-time',
      reason: `The time "${text.slice(0, 80)}" cannot be read; the document is kept without a time.`,
    },
  ];
}

/** A document without a message: its first plain members. */
function documentText(document: JsonObject): string {
  const stated = Object.keys(document).flatMap((name) => {
    const text = asText(valueOf(document, name));
    return text === null ? [] : [`${name}: ${text}`];
  });
  return stated.slice(0, 12).join(', ');
}
