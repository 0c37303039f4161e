import type { Adjustment, Annotation, BulkMark, PackedEvents } from '../../parsers/model/case.js';
import type { NormalisedEvent } from '../../parsers/model/event.js';
import type { ColumnField, FieldName } from '../../parsers/model/fields.js';
import type { EventId } from '../../parsers/model/ids.js';
import type { InstantParts, Resolution, ZoneOrigin } from '../../parsers/model/time.js';

/** Effective (adjusted) time range, half-open: UTC ms with fractions, compared with events to the nanosecond. */
export interface TimeRange {
  readonly fromMs: number;
  readonly toMs: number;
}

/** What is asked: query text and a time range; both narrow. */
export interface Search {
  /** KQL-like text, `''` for everything. */
  readonly query: string;
  readonly range: TimeRange | null;
  /** True leaves out what the examiner's marks hide, unless the query itself names `exhibit.hidden`. */
  readonly leavesOutHidden?: boolean;
}

/** The answer to a search, held by the query worker under `id` at least until the next search of the same slot is answered. */
export interface SearchResult {
  readonly id: number;
  /** Exact count of the events that answer (dated and undated), and of all events of the case, hidden ones included. */
  readonly matched: number;
  readonly total: number;
  /** Matching events without a place on the time line (undated or zone needed); they are rows too, at the end. None match a range. */
  readonly unplaced: number;
  /** Effective span of the matching dated events, ms, or null. */
  readonly span: TimeRange | null;
  /** Matching events that a mark hides: beside `matched` where they are left out, among them where not. */
  readonly hidden: number;
  readonly leavesOutHidden: boolean;
}

/** Malformed query text: the screen points at the character. */
export interface QueryProblem {
  readonly message: string;
  /** Character index into the query text. */
  readonly at: number;
}

/** One row of the grid. */
export interface EventRow {
  readonly id: EventId;
  /** Effective instant (corrected by adjustments); null where the event has no place on the time line. */
  readonly time: InstantParts | null;
  readonly resolution: Resolution;
  readonly zone: ZoneOrigin;
  /** True where an adjustment moved it. */
  readonly adjusted: boolean;
  /** Half-width of uncertainty, ns as decimal text, `'0'` where none is stated beyond the resolution. */
  readonly uncertaintyNs: string;
  readonly message: string;
  readonly fields: Readonly<Partial<Record<FieldName, string>>>;
}

/** One event in full. */
export interface EventDetail extends EventRow {
  readonly event: NormalisedEvent;
  readonly exhibitNumber: string;
  readonly exhibitSha256: string;
  readonly member: string;
  readonly memberSha256: string;
  /** Line within the member from 1, 0 where it has no lines. */
  readonly line: number;
  readonly offset: number;
  /** Bytes of the record. */
  readonly length: number;
  readonly path: string;
  readonly index: number;
  readonly format: string;
  readonly parserVersion: string;
  /** SHA-256 of the record's bytes without line end. */
  readonly recordSha256: string;
  /** The record, decoded for reading (lossy where bytes are not UTF-8); at most 1 MB, `rawCut` says if cut. */
  readonly raw: string;
  readonly rawCut: boolean;
}

export interface Histogram {
  readonly range: TimeRange;
  /** Events per bin. */
  readonly counts: Uint32Array;
}

/** What a lane stands for: a workload as the formats name it (`exhibit.lane`), or an acting identity (`user.name`). */
export type LaneBy = 'workload' | 'identity';

/** Where lanes belong, and by what they can be folded. */
export const LANE_LEVELS = ['cluster', 'node', 'namespace', 'account'] as const;
export type LaneLevel = (typeof LANE_LEVELS)[number];

/** What the records of a lane say of a level: the one value they agree on, several, or nothing. */
export type LaneValue = { readonly value: string } | 'several' | null;
export type LanePlace = Readonly<Record<LaneLevel, LaneValue>>;

/** Another name under which sources speak of the same workload. */
export interface LaneJoin {
  readonly key: string;
  /** Why the evidence leaves no other reading. */
  readonly reason: string;
}

/** One lane of a result, without its density. */
export interface LaneEntry {
  /** Number by which `LaneBinsRequest.rowOf` speaks of it. */
  readonly number: number;
  /** Value of the lane's field; `''` for events that state none. */
  readonly key: string;
  readonly joined: readonly LaneJoin[];
  readonly place: LanePlace;
  /** Matching events in the whole result, those without a place on the time line included. */
  readonly count: number;
  /** First and last effective time of its matching events; null where none has a place. */
  readonly first: InstantParts | null;
  readonly last: InstantParts | null;
}

export interface LaneList {
  readonly by: LaneBy;
  /** Lanes with matching events, in order of their keys. */
  readonly lanes: readonly LaneEntry[];
  /** Length that `rowOf` must have. */
  readonly numbers: number;
}

export type LaneColour = 'outcome' | 'layer' | 'severity';

/** Density of the rows in sight: a lane, or the sum of those that a closed group holds. */
export interface LaneBinsRequest {
  readonly by: LaneBy;
  readonly colour: LaneColour;
  readonly range: TimeRange;
  readonly bins: number;
  readonly rows: number;
  /** Row by number of the lane, -1 for lanes that are not in sight. */
  readonly rowOf: Int32Array;
}

export interface LaneBins {
  readonly colour: LaneColour;
  readonly range: TimeRange;
  readonly bins: number;
  readonly rows: number;
  /** Events by row, bin and class of the colour: `(row * bins + bin) * classes + class`. */
  readonly counts: Uint32Array;
  readonly classes: number;
  /** Most events that one bin holds over all lanes of the result. */
  readonly highest: number;
}

/** A record that proves the start or end of a workload. */
export interface LifeProof {
  readonly event: EventId;
  readonly time: InstantParts;
  readonly resolution: Resolution;
  readonly message: string;
}

/** One life of a pod, or run of a container, as far as records prove it. */
export interface Lifetime {
  /** Value of `exhibit.lane`. */
  readonly lane: string;
  readonly subject: 'pod' | 'container';
  /** Name of the container, else its id; `''` for a pod. */
  readonly name: string;
  /** In order of time; empty where no record proves it. */
  readonly starts: readonly LifeProof[];
  readonly ends: readonly LifeProof[];
}

export interface FacetValue {
  readonly value: string;
  readonly count: number;
}

/** Events of one member by their times: what the clock questions rest on. */
export interface SourceTimes {
  /** Exhibit number and member path, as in the ledger. */
  readonly exhibit: string;
  readonly member: string;
  /** Span of the times that state no zone, as written (read as if they were UTC), and how many; null where there are none. */
  readonly written: (TimeRange & { readonly count: number }) | null;
  /** Span of the times that state their zone, as recorded, before any clock correction; null where there are none. */
  readonly stated: (TimeRange & { readonly count: number }) | null;
}

/** Order of groups: by number of events, by first or last time (ascending, descending), by workloads, by values. */
export type StackOrder = 'most' | 'fewest' | 'first' | 'last' | 'workloads' | 'values';

/** Events grouped by fields. */
export interface StackRequest {
  /** One to three, all different. */
  readonly fields: readonly ColumnField[];
  readonly order: StackOrder;
  readonly limit: number;
}

export interface StackGroup {
  /** One per field; `''` where events do not state it. */
  readonly values: readonly string[];
  readonly count: number;
  /** First and last effective time; null where no event of the group has a place on the time line. */
  readonly first: InstantParts | null;
  readonly last: InstantParts | null;
  /** Distinct workloads (lanes) that the events name. */
  readonly workloads: number;
}

export interface Stack {
  /** The first `limit` groups in the asked order. */
  readonly groups: readonly StackGroup[];
  readonly groupCount: number;
}

/** Two events of a result with nothing of it between them. */
export interface Silence {
  readonly before: EventRow;
  readonly after: EventRow;
}

/** A newer search of the same slot took the place of this one. */
export class SearchSuperseded extends Error {
  override readonly name = 'SearchSuperseded';

  constructor() {
    super('A newer search of the same slot took the place of this one');
  }
}

/** A result that newer ones have replaced; search again. */
export class ResultGone extends Error {
  override readonly name = 'ResultGone';

  constructor() {
    super('This result was replaced by newer ones');
  }
}

/** The page's view of the query worker, the only owner of columns and time order. */
export interface QueryClient {
  /** Loads all committed exhibits; call again after a commit, and when adjustments, marks or annotations change. */
  load(
    adjustments: readonly Adjustment[],
    marks?: readonly BulkMark[],
    annotations?: readonly Annotation[],
  ): Promise<{ readonly events: number; readonly exhibits: number }>;
  /** Marks of which the case does not hold all events, with how many are missing. */
  incompleteMarks(): Promise<readonly { readonly id: string; readonly missing: number }[]>;
  /** Rejects with `SearchSuperseded` once the slot is searched again before this search is done. */
  search(slot: string, search: Search): Promise<SearchResult | { readonly problem: QueryProblem }>;
  /** Rows of a result by position in effective-time order. This and all that take a result reject with `ResultGone` for one long replaced. */
  rows(resultId: number, from: number, count: number): Promise<readonly EventRow[]>;
  histogram(resultId: number, range: TimeRange, bins: number): Promise<Histogram>;
  /** All lanes of a result, and where they belong. */
  laneList(resultId: number, by: LaneBy): Promise<LaneList>;
  /** All names under which sources speak of the workload that one of them names (`exhibit.lane`), that one first. */
  laneNames(name: string): Promise<readonly string[]>;
  /** Density of lanes, and of groups of them, over a range. */
  laneBins(resultId: number, request: LaneBinsRequest): Promise<LaneBins>;
  /** What records prove of the lives of pods and containers, over the whole case, in order of time. Reads these records. */
  lifetimes(): Promise<readonly Lifetime[]>;
  facets(
    resultId: number,
    field: ColumnField,
    limit: number,
  ): Promise<{ readonly values: readonly FacetValue[]; readonly distinct: number }>;
  /** Groups the events of a result. An event with several values of a field counts in the group of each. */
  stack(resultId: number, request: StackRequest): Promise<Stack>;
  /** The longest time between two neighbours of a result on the time line, the first of equal ones; null where it has none. */
  longestSilence(resultId: number): Promise<Silence | null>;
  detail(id: EventId): Promise<EventDetail | null>;
  /** Position of an event in a result, -1 where the result does not hold it. */
  position(resultId: number, id: EventId): Promise<number>;
  /** Rows for events by id (annotated ones), absent ones left out. */
  rowsById(ids: readonly EventId[]): Promise<readonly EventRow[]>;
  /** Events of the record at a line of a member (as in the ledger), in order of index; `exhibit` is a number, null searches all. */
  locate(exhibit: string | null, member: string, line: number): Promise<readonly EventId[]>;
  /**
   * All rows of a result as NDJSON (design section 9) or CSV, as a Blob built in the worker. `columns` (names of fields, or
   * `message`) narrows a CSV to them, beside time and citation.
   */
  export(resultId: number, format: 'ndjson' | 'csv', columns?: readonly string[]): Promise<Blob>;
  /** Completion: values of a resident field that begin with `prefix`, then those that hold it, with counts over everything. */
  suggest(field: ColumnField, prefix: string, limit: number): Promise<readonly FacetValue[]>;
  /** All hits of a result as a mark states them. Reads every record. */
  describe(
    resultId: number,
  ): Promise<{ readonly count: number; readonly digest: string; readonly events: readonly PackedEvents[] }>;
  /** Ids of the marks that an event carries. */
  marksOf(id: EventId): Promise<readonly string[]>;
  /** Ids of the events of a mark, in order of storage. */
  markedEvents(markId: string): Promise<readonly EventId[]>;
  /** Recorded times of every member that gave events, in order of exhibits and ledger. */
  sourceTimes(): Promise<readonly SourceTimes[]>;
  close(): void;
}
