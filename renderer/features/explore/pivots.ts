/**
 * Ways on from a value or an event: each is a search, so that it can be read, changed and gone back from. Ways that need
 * what the record does not state are not offered.
 */
import { containerIdentity } from '../../../parsers/model/container-identity.js';
import type { FieldName } from '../../../parsers/model/fields.js';
import type { Search, TimeRange } from '../../query/spec.js';
import type { Answer, PivotRequest } from '../../ui-state/pivot.js';
import { clause, narrow, narrowToAny } from '../query/compose.js';

export interface Pivot {
  readonly id: string;
  readonly label: string;
  /** The value or length meant, shown beside the label. */
  readonly note: string;
  readonly search: Search;
  readonly answer: Answer | null;
}

export interface PivotGroup {
  readonly title: string;
  readonly pivots: readonly Pivot[];
}

type EventOf = NonNullable<PivotRequest['event']>;

const MINUTE = 60_000;
const AROUND = [1, 5, 30] as const;

/** The lane that was meant, or that of the event; null where neither names one. */
export function laneOf({ value, event }: PivotRequest): string | null {
  return value?.field === 'exhibit.lane' ? value.text : (event?.fields['exhibit.lane'] ?? null);
}

/**
 * All ways on from what was asked, in groups; groups without any are left out.
 *
 * @param names all names of the request's lane (`laneOf`): a way to a lane leads to the events of every name
 */
export function pivotsOf(request: PivotRequest, search: Search, names: readonly string[]): readonly PivotGroup[] {
  const { value, event } = request;
  const groups: readonly PivotGroup[] = [
    {
      title: 'This value',
      pivots:
        value === null ? [] : valuePivots(value.field, value.field === 'exhibit.lane' ? names : [value.text], search),
    },
    { title: 'Around this event', pivots: event === null ? [] : timePivots(event, search) },
    { title: 'Everything of the same', pivots: event === null ? [] : samePivots(event, names) },
    { title: 'Ask', pivots: event === null ? [] : questions(event) },
  ];
  return groups.filter(({ pivots }) => pivots.length > 0);
}

function valuePivots(field: FieldName, texts: readonly string[], search: Search): readonly Pivot[] {
  const base = { note: namesNote(texts), answer: null };
  return [
    {
      ...base,
      id: 'only',
      label: 'Only this',
      search: { ...search, query: narrowToAny(search.query, field, texts) },
    },
    {
      ...base,
      id: 'not',
      label: 'Not this',
      search: { ...search, query: texts.reduce((query, text) => narrow(query, field, text, 'not'), search.query) },
    },
    {
      ...base,
      id: 'everywhere',
      label: 'This everywhere',
      note: 'drops all other filters',
      search: { query: narrowToAny('', field, texts), range: null },
    },
  ];
}

function timePivots({ time }: EventOf, search: Search): readonly Pivot[] {
  if (time === null) return [];
  const around = (minutes: number): TimeRange => ({
    fromMs: time.ms - minutes * MINUTE,
    toMs: time.ms + minutes * MINUTE + 1,
  });
  return [
    {
      id: 'surroundings',
      label: 'Surroundings over all sources',
      note: '± 1 min, drops all filters',
      search: { query: '', range: around(1) },
      answer: null,
    },
    {
      id: 'before',
      label: 'What happened in the 60 s before',
      note: 'all sources, drops all filters',
      search: { query: '', range: { fromMs: time.ms - MINUTE, toMs: time.ms + 1 } },
      answer: null,
    },
    ...AROUND.map((minutes) => ({
      id: `around-${minutes}`,
      label: `± ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`,
      note: 'keeps the query',
      search: { ...search, range: around(minutes) },
      answer: null,
    })),
  ];
}

function samePivots(event: EventOf, lanes: readonly string[]): readonly Pivot[] {
  const { fields } = event;
  const same = (id: string, query: string | null, note: string | undefined): readonly Pivot[] =>
    query === null
      ? []
      : [
          {
            id: `same-${id}`,
            label: `Same ${id}`,
            note: shortened(note ?? ''),
            search: { query, range: null },
            answer: null,
          },
        ];
  const addresses = (['source.ip', 'destination.ip'] as const).flatMap((field) => valuesOf(fields[field]));
  return [
    ...same('process', processQuery(fields), processNote(fields)),
    ...same('container', containerQuery(fields), fields['container.id']),
    ...same('pod', podQuery(fields), fields['orchestrator.resource.name']),
    ...same('node', only(fields, 'host.name'), fields['host.name']),
    ...same('image', only(fields, 'container.image.name'), fields['container.image.name']),
    ...same('identity', only(fields, 'user.name'), fields['user.name']),
    ...[...new Set(addresses)].flatMap((address) => same(`address ${address}`, addressQuery(address), 'at either end')),
    ...same(
      'lane',
      fields['exhibit.lane'] === undefined ? null : narrowToAny('', 'exhibit.lane', lanes),
      namesNote(lanes),
    ),
  ];
}

/** The day-one questions that this event can be asked. */
function questions(event: EventOf): readonly Pivot[] {
  const { fields, time } = event;
  const atMs = time?.ms ?? null;
  const pod = podQuery(fields);
  const container = containerQuery(fields);
  const image = only(fields, 'container.image.name');
  const node = only(fields, 'host.name');
  const address = only(fields, 'source.ip');
  const act = only(fields, 'exhibit.act');
  const hash = only(fields, 'file.hash.sha256');
  const program = only(fields, 'process.executable');
  return [
    ...ask('node-of-pod', 'Which node ran this pod', pod && `${pod} and host.name: *`, 'host.name', 'frequent', atMs),
    ...ask(
      'exec',
      'Who opened a shell or a session in this pod',
      pod && `${pod} and event.action: (*pods/exec or *pods/attach or *pods/ephemeralcontainers)`,
      'user.name',
      'frequent',
      null,
    ),
    ...ask('first-run', 'First record of this program', program, 'exhibit.lane', 'first', null),
    ...ask('first-hash', 'First record of this file hash', hash, 'exhibit.lane', 'first', null),
    ...ask(
      'reached',
      'Every address this container reached',
      container && `${container} and destination.ip: *`,
      'destination.ip',
      'frequent',
      null,
    ),
    ...ask('identities', 'Which identities used this address', address, 'user.name', 'frequent', null),
    ...ask(
      'prevented',
      'What was prevented on this node',
      node && `${node} and ${PREVENTED}`,
      'event.action',
      'frequent',
      null,
    ),
    ...ask('rarest', 'What is rarest on this node', node, 'event.action', 'rare', null),
    ...ask(
      'containers',
      'Which containers ran this image',
      image && `${image} and container.id: *`,
      'container.id',
      'first',
      null,
    ),
    ...ask(
      'request',
      'All records of this request or act',
      act,
      fields['exhibit.stage'] === undefined ? 'event.action' : 'exhibit.stage',
      'first',
      null,
    ),
  ];
}

/** What a control stopped, in the words of the field table. */
const PREVENTED = 'exhibit.outcome: (prevented or denied or killed)';

/** Questions to the whole case, for its first screen. */
export const CASE_QUESTIONS: readonly Pivot[] = [
  ...ask('case-prevented', 'What was prevented or denied', PREVENTED, 'event.action', 'frequent', null),
  ...ask(
    'case-host-mounts',
    'Which pods asked for a mount of the host',
    'exhibit.k8s.host_path: *',
    'orchestrator.resource.name',
    'frequent',
    null,
  ),
  ...ask(
    'case-exec',
    'Who opened a shell or a session in a pod',
    'event.action: (*pods/exec or *pods/attach or *pods/ephemeralcontainers)',
    'user.name',
    'frequent',
    null,
  ),
];

function ask(
  id: string,
  title: string,
  query: string | null,
  field: FieldName,
  order: Answer['order'],
  atMs: number | null,
): readonly Pivot[] {
  if (query === null || query === '') return [];
  return [
    {
      id: `ask-${id}`,
      label: title,
      note: '',
      search: { query, range: null },
      answer: { title, field, order, atMs, query },
    },
  ];
}

type Fields = EventOf['fields'];

function only(fields: Fields, field: FieldName): string | null {
  const text = fields[field];
  return text === undefined || text === '' ? null : clause(field, text, 'only');
}

/** Ids of one container have 12 to 64 digits: it is looked for by the 12 that all of them share. */
function containerQuery(fields: Fields): string | null {
  const id = containerIdentity(fields['container.id'] ?? '');
  return id === null ? null : `container.id: ${id.slice(0, 12)}*`;
}

function podQuery(fields: Fields): string | null {
  const name = fields['orchestrator.resource.name'];
  if (fields['orchestrator.resource.type'] !== 'pods' || name === undefined) return null;
  const namespace = only(fields, 'orchestrator.namespace');
  const pod = clause('orchestrator.resource.name', name, 'only');
  return namespace === null ? pod : `${namespace} and ${pod}`;
}

/** The sensor's own id; else pid and machine together, which a later process may have again. */
function processQuery(fields: Fields): string | null {
  const entity = only(fields, 'process.entity_id');
  if (entity !== null) return entity;
  const pid = only(fields, 'process.pid');
  const host = only(fields, 'host.name');
  return pid === null || host === null ? null : `${host} and ${pid}`;
}

function processNote(fields: Fields): string | undefined {
  if (fields['process.entity_id'] !== undefined) return fields['process.entity_id'];
  return `pid ${fields['process.pid'] ?? ''} on its node; pids are used again`;
}

function addressQuery(address: string): string {
  return `${clause('source.ip', address, 'only')} or ${clause('destination.ip', address, 'only')}`;
}

/** A row joins several values with a comma. */
function valuesOf(text: string | undefined): readonly string[] {
  return text === undefined ? [] : text.split(', ').filter((part) => part !== '');
}

function namesNote(names: readonly string[]): string {
  const others = names.length - 1;
  return `${shortened(names[0] ?? '')}${others > 0 ? ` and ${others} other ${others === 1 ? 'name' : 'names'} of it` : ''}`;
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
