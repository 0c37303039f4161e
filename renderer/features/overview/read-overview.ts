/** Everything the overview says, asked of the query worker: no count is made here. */
import type { ColumnField, FieldName } from '../../../parsers/model/fields.js';
import type { EventRow, FacetValue, QueryClient, SearchResult, Silence, TimeRange } from '../../query/spec.js';

export type OverviewClient = Pick<QueryClient, 'search' | 'facets' | 'histogram' | 'rows' | 'longestSilence'>;
/** One clause: exactly this value. */
export type QueryFor = (field: FieldName, value: string) => string;

export interface ValueGroup {
  readonly title: string;
  readonly field: ColumnField;
  readonly values: readonly FacetValue[];
  readonly distinct: number;
}

/** One line of the coverage: all events that a query finds. */
export interface Track {
  /** What the events share. */
  readonly value: string;
  /** Finds its events. */
  readonly query: string;
  readonly count: number;
  readonly first: EventRow | null;
  readonly last: EventRow | null;
  /** Events per bin over the span of the case. */
  readonly counts: Uint32Array;
  /** The longest time between two records, with those on both sides; null where no time passes. */
  readonly silence: Silence | null;
}

/** An exhibit, and how many of its members gave events. */
export interface ExhibitTrack extends Track {
  readonly memberCount: number;
  /** In order of path; null where there are many: `readMembers` reads them. */
  readonly members: readonly Track[] | null;
}

/** Tracks of one field, those with most events. */
export interface TrackGroup {
  readonly title: string;
  readonly tracks: readonly Track[];
  /** Values in all. */
  readonly distinct: number;
}

export interface OverviewData {
  readonly all: SearchResult;
  /** First and last event with a place on the time line; null where there is none. */
  readonly ends: { readonly first: EventRow; readonly last: EventRow } | null;
  readonly groups: readonly ValueGroup[];
  readonly actions: {
    readonly frequent: readonly FacetValue[];
    readonly rare: readonly FacetValue[];
    readonly distinct: number;
  };
  /** In order of their numbers. */
  readonly exhibits: readonly ExhibitTrack[];
  readonly exhibitCount: number;
  readonly tracks: readonly TrackGroup[];
}

const GROUPS: readonly { readonly title: string; readonly field: ColumnField }[] = [
  { title: 'Formats', field: 'exhibit.format' },
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
  { title: 'cluster', field: 'orchestrator.cluster.name' },
  { title: 'node', field: 'host.name' },
  { title: 'account', field: 'cloud.account.id' },
];

/** Bins of a coverage strip. */
const BINS = 240;
const TOP = 8;
const ACTIONS = 8;
/** Values of which the rarest are the last; beyond that the rarest cannot be told. */
const ALL_ACTIONS = 100_000;
const TRACKS_PER_FIELD = 12;
const EXHIBITS = 60;
/** Beyond so many members an exhibit is folded. */
const MEMBERS_UNFOLDED = 8;
/** Members that are listed of one exhibit. */
export const MEMBERS_LISTED = 200;

export async function readOverview(client: OverviewClient, queryFor: QueryFor): Promise<OverviewData> {
  const all = await find(client, 'overview-all', '');
  const groups: ValueGroup[] = [];
  for (const { title, field } of GROUPS) groups.push({ title, field, ...(await client.facets(all.id, field, TOP)) });
  const actions = await client.facets(all.id, 'event.action', ALL_ACTIONS);
  const exhibits = await client.facets(all.id, 'exhibit.source.exhibit', Infinity);
  const numbers = exhibits.values.map(({ value }) => value).toSorted(byNumber);
  return {
    all,
    ends: await readEnds(client, all),
    groups: groups.filter(({ distinct }) => distinct > 0),
    actions: {
      frequent: actions.values.slice(0, ACTIONS),
      rare: actions.distinct > ALL_ACTIONS ? [] : actions.values.slice(-ACTIONS).toReversed(),
      distinct: actions.distinct,
    },
    exhibits: await readExhibits(client, queryFor, numbers.slice(0, EXHIBITS), all.span),
    exhibitCount: exhibits.distinct,
    tracks: await readTracks(client, queryFor, all),
  };
}

/** `JS/2` before `JS/10`. */
function byNumber(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}

async function readExhibits(
  client: OverviewClient,
  queryFor: QueryFor,
  numbers: readonly string[],
  span: TimeRange | null,
): Promise<readonly ExhibitTrack[]> {
  const exhibits: ExhibitTrack[] = [];
  for (const number of numbers) {
    const query = queryFor('exhibit.source.exhibit', number);
    const found = await find(client, 'overview-exhibit', query);
    const { distinct } = await client.facets(found.id, 'exhibit.source.member', 0);
    exhibits.push({
      ...(await readTrack(client, found, { value: number, query }, span)),
      memberCount: distinct,
      members: distinct > MEMBERS_UNFOLDED ? null : await readMembers(client, queryFor, number, span),
    });
  }
  return exhibits;
}

/** The members of an exhibit that gave events, in order of path: the first `MEMBERS_LISTED`. `span` is that of the case. */
export async function readMembers(
  client: OverviewClient,
  queryFor: QueryFor,
  exhibit: string,
  span: TimeRange | null,
): Promise<readonly Track[]> {
  const whole = queryFor('exhibit.source.exhibit', exhibit);
  const { values } = await client.facets(
    (await find(client, 'overview-exhibit', whole)).id,
    'exhibit.source.member',
    Infinity,
  );
  const members: Track[] = [];
  for (const value of values
    .map((each) => each.value)
    .toSorted(byNumber)
    .slice(0, MEMBERS_LISTED)) {
    const query = `${whole} and ${queryFor('exhibit.source.member', value)}`;
    members.push(await readTrack(client, await find(client, 'overview-track', query), { value, query }, span));
  }
  return members;
}

async function readTracks(
  client: OverviewClient,
  queryFor: QueryFor,
  all: SearchResult,
): Promise<readonly TrackGroup[]> {
  const groups: TrackGroup[] = [];
  for (const { title, field } of TRACKS) {
    const { values, distinct } = await client.facets(all.id, field, TRACKS_PER_FIELD);
    const tracks: Track[] = [];
    for (const { value } of values) {
      const query = queryFor(field, value);
      tracks.push(await readTrack(client, await find(client, 'overview-track', query), { value, query }, all.span));
    }
    if (distinct > 0) groups.push({ title, tracks, distinct });
  }
  return groups;
}

async function readTrack(
  client: OverviewClient,
  found: SearchResult,
  about: Pick<Track, 'value' | 'query'>,
  span: TimeRange | null,
): Promise<Track> {
  const ends = await readEnds(client, found);
  return {
    ...about,
    count: found.matched,
    first: ends?.first ?? null,
    last: ends?.last ?? null,
    counts: span === null ? new Uint32Array(BINS) : (await client.histogram(found.id, span, BINS)).counts,
    silence: await client.longestSilence(found.id),
  };
}

/** Milliseconds without a record. */
export function lengthOf({ before, after }: Silence): number {
  return (after.time?.ms ?? 0) - (before.time?.ms ?? 0);
}

async function readEnds(
  client: OverviewClient,
  { id, matched, unplaced }: SearchResult,
): Promise<OverviewData['ends']> {
  const placed = matched - unplaced;
  if (placed === 0) return null;
  const [[first], [last]] = await Promise.all([client.rows(id, 0, 1), client.rows(id, placed - 1, 1)]);
  return { first: first!, last: last! };
}

/** The overview's queries are its own: one that is malformed is a broken invariant. */
async function find(client: OverviewClient, slot: string, query: string): Promise<SearchResult> {
  const answer = await client.search(slot, { query, range: null });
  if ('problem' in answer) throw new Error(`The overview made a query that cannot be read: ${answer.problem.message}`);
  return answer;
}
