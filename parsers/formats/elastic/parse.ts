import { carrierName } from '../../carriers/carried.js';
import { saidInLine } from '../../carriers/said-in-line.js';
import type { NormalisedEvent, ParsedRecord, RecordProblem } from '../../model/event.js';
import type { RecordInput } from '../../model/format.js';
import { asText } from '../../model/json.js';
import type { JsonObject } from '../../model/json.js';
import { messageFields } from '../../model/program-message.js';
import { statedFields } from '../../model/stated-fields.js';
import type { FoundFields } from '../../model/stated-fields.js';
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
  // Where a pipeline has read the line already, its word counts.
  const said = textOf(document, 'event.action') !== null ? [] : saidBy(document);
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

function saidBy(document: JsonObject): readonly FoundFields[] {
  const program = textOf(document, 'process.name', 'log.syslog.appname');
  const [message, host] = [textOf(document, 'message') ?? '', textOf(document, 'host.name')];
  return program === null ? saidInLine(message, host) : messageFields(program, message, host);
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

/** A document without a message: the act, its object and who did it; without an act its first plain members. */
function documentText(document: JsonObject): string {
  const text = (...names: string[]) => textOf(document, ...names);
  const action = text('event.action');
  const what = text(...OBJECTS);
  const program = text('process.executable', 'process.name');
  if (action !== null && (what ?? program) !== null) {
    const who = text('user.name', 'user.id', 'source.ip');
    const parts = [
      action,
      what ?? program,
      who === null ? null : `by ${who}`,
      what === null || program === null ? null : `(${program})`,
    ];
    return parts.filter((part) => part !== null).join(' ');
  }
  const stated = Object.keys(document).flatMap((name) => {
    const plain = asText(valueOf(document, name));
    return plain === null || plain === '-' || name === '@timestamp' ? [] : [`${name}: ${plain}`];
  });
  return stated.slice(0, 12).join(', ') || action || 'a document without text';
}

/** What an act may be upon, in the order in which it is said. */
const OBJECTS = [
  'process.command_line',
  'file.path',
  'url.full',
  'url.original',
  'dns.question.name',
  'destination.ip',
  'destination.domain',
  'orchestrator.resource.name',
  'container.name',
];
