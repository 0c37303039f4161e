/** Everything the overview says, asked of the query worker: no count is made here. */
import type { ColumnField, FieldName } from '../../../parsers/model/fields.js';
import type { EventRow, FacetValue, QueryClient, SearchResult, TimeRange } from '../../query/spec.js';
import { eventsBefore, longestSilences } from './coverage.js';

type Client = Pick<QueryClient, 'search' | 'facets' | 'histogram' | 'rows'>;
/** One clause: exactly this value. */
export type QueryFor = (field: FieldName, value: string) => string;

export interface ValueGroup {
  readonly title: string;
  readonly field: ColumnField;
  readonly values: readonly FacetValue[];
  readonly distinct: number;
}

/** The longest time between two records of a track, with the records on both sides. */
export interface Silence {
  readonly before: EventRow;
  readonly after: EventRow;
}

/** One line of the coverage: all events with a value. */
export interface Track {
  readonly title: string;
  readonly field: ColumnField;
  readonly value: string;
  readonly count: number;
  /** Null where no event has a place on the time line. */
  readonly span: TimeRange | null;
  readonly first: EventRow | null;
  readonly last: EventRow | null;
  /** Events per bin over the span of the case. */
  readonly counts: Uint32Array;
  readonly silence: Silence | null;
}

export interface OverviewData {
  readonly all: SearchResult;
  readonly groups: readonly ValueGroup[];
  readonly actions: {
    readonly frequent: readonly FacetValue[];
    readonly rare: readonly FacetValue[];
    readonly distinct: number;
  };
  readonly tracks: readonly Track[];
}

const GROUPS: readonly { readonly title: string; readonly field: ColumnField }[] = [
  { title: 'Clusters', field: 'orchestrator.cluster.name' },
  { title: 'Nodes and hosts', field: 'host.name' },
  { title: 'Workloads', field: 'exhibit.lane' },
  { title: 'Images', field: 'container.image.name' },
  { title: 'Identities', field: 'user.name' },
  { title: 'Addresses (peers)', field: 'source.ip' },
  { title: 'Layers', field: 'exhibit.layer' },
  { title: 'What the controls did', field: 'exhibit.outcome' },
  { title: 'Rules that hit', field: 'rule.name' },
];

const TRACKS: readonly { readonly title: string; readonly field: ColumnField }[] = [
  { title: 'source', field: 'exhibit.format' },
  { title: 'cluster', field: 'orchestrator.cluster.name' },
  { title: 'node', field: 'host.name' },
  { title: 'account', field: 'cloud.account.id' },
];

/** Bins of a coverage strip. */
const BINS = 240;
/** Bins in which silences are looked for. */
const SILENCE_BINS = 65_536;
const TOP = 8;
const ACTIONS = 8;
/** Values of which the rarest are the last; beyond that the rarest cannot be told. */
const ALL_ACTIONS = 100_000;
const TRACKS_PER_FIELD = 12;

export async function readOverview(client: Client, queryFor: QueryFor): Promise<OverviewData> {
  const all = await find(client, 'overview-all', '');
  const groups: ValueGroup[] = [];
  for (const { title, field } of GROUPS) groups.push({ title, field, ...(await client.facets(all.id, field, TOP)) });
  const actions = await client.facets(all.id, 'event.action', ALL_ACTIONS);
  return {
    all,
    groups: groups.filter(({ distinct }) => distinct > 0),
    actions: {
      frequent: actions.values.slice(0, ACTIONS),
      rare: actions.distinct > ALL_ACTIONS ? [] : actions.values.slice(-ACTIONS).toReversed(),
      distinct: actions.distinct,
    },
    tracks: all.span === null ? [] : await readTracks(client, queryFor, all, all.span),
  };
}

async function readTracks(
  client: Client,
  queryFor: QueryFor,
  all: SearchResult,
  span: TimeRange,
): Promise<readonly Track[]> {
  const range = { fromMs: span.fromMs, toMs: Math.max(span.toMs, span.fromMs + 1) };
  const tracks: Track[] = [];
  for (const { title, field } of TRACKS) {
    const { values } = await client.facets(all.id, field, TRACKS_PER_FIELD);
    for (const { value } of values)
      tracks.push(await readTrack(client, queryFor(field, value), range, { title, field, value }));
  }
  return tracks;
}

async function readTrack(
  client: Client,
  query: string,
  range: TimeRange,
  about: Pick<Track, 'title' | 'field' | 'value'>,
): Promise<Track> {
  const found = await find(client, 'overview-track', query);
  const { counts } = await client.histogram(found.id, range, BINS);
  const placed = found.matched - found.unplaced;
  return {
    ...about,
    count: found.matched,
    span: found.span,
    first: placed === 0 ? null : await rowAt(client, found, 0),
    last: placed === 0 ? null : await rowAt(client, found, placed - 1),
    counts,
    silence: await readSilence(client, found, range),
  };
}

/** The records on both sides of the longest silence. `range` begins with the first event of the case, so that none lies before it. */
async function readSilence(client: Client, found: SearchResult, range: TimeRange): Promise<Silence | null> {
  const { counts } = await client.histogram(found.id, range, SILENCE_BINS);
  let longest: Silence | null = null;
  for (const run of longestSilences(counts)) {
    const at = eventsBefore(counts, run.to);
    const before = await rowAt(client, found, at - 1);
    const after = await rowAt(client, found, at);
    if (before === null || after === null) continue;
    if (longest === null || lengthOf({ before, after }) > lengthOf(longest)) longest = { before, after };
  }
  return longest;
}

/** Milliseconds without a record. */
export function lengthOf({ before, after }: Silence): number {
  return (after.time?.ms ?? 0) - (before.time?.ms ?? 0);
}

async function rowAt(client: Client, { id, matched }: SearchResult, at: number): Promise<EventRow | null> {
  if (at < 0 || at >= matched) return null;
  return (await client.rows(id, at, 1))[0] ?? null;
}

/** The overview's queries are its own: one that is malformed is a broken invariant. */
async function find(client: Client, slot: string, query: string): Promise<SearchResult> {
  const answer = await client.search(slot, { query, range: null });
  if ('problem' in answer) throw new Error(`The overview made a query that cannot be read: ${answer.problem.message}`);
  return answer;
}
