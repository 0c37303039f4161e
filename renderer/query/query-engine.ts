import type { Adjustment, Annotation, BulkMark, PackedEvents } from '../../parsers/model/case.js';
import type { ColumnField } from '../../parsers/model/fields.js';
import type { EventId } from '../../parsers/model/ids.js';
import type { ChunkReader } from '../db/chunk-store.js';
import { loadCaseColumns } from './case-columns.js';
import { indexCase, type CaseIndex } from './case-index.js';
import { eventDetail } from './event-detail.js';
import { readEventRows } from './event-rows.js';
import { csvTable } from './export-csv.js';
import { ndjsonLine } from './export-ndjson.js';
import { exportRows } from './export-rows.js';
import { facetsOf, valuesLike } from './facets.js';
import { findEvents, findLine } from './find-events.js';
import { countByTime } from './histogram.js';
import { countLaneBins } from './lane-bins.js';
import { laneNames } from './lane-table.js';
import { listLanes } from './lane-list.js';
import { readLifetimes } from './lifetimes.js';
import { parseQuery } from './language/parser.js';
import { fieldsOf } from './language/syntax.js';
import { HeldResults } from './held-results.js';
import { describeRows } from './describe-rows.js';
import { FoundRows } from './found-rows.js';
import { MarkFinder } from './mark-finder.js';
import { countHidden, withoutHidden } from './mark-rows.js';
import { runSearch } from './run-search.js';
import { longestSilence, spanOf, type RowSet } from './row-set.js';
import { stackRows } from './stack.js';
import { sourceTimesOf } from './source-times.js';
import {
  type EventDetail,
  type EventRow,
  type FacetValue,
  type Histogram,
  type LaneBins,
  type LaneBinsRequest,
  type LaneBy,
  type LaneList,
  type Lifetime,
  type QueryClient,
  type QueryProblem,
  type Search,
  type SearchResult,
  type Silence,
  type SourceTimes,
  type Stack,
  type StackRequest,
  SearchSuperseded,
  type TimeRange,
} from './spec.js';
import { StoredRecords } from './stored-records.js';
import { TokenRows } from './token-rows.js';

/** Everything a search needs, as of one call of `load`. */
interface LoadedCase {
  readonly index: CaseIndex;
  /** The adjustments that `index` is under. */
  readonly adjustments: string;
  readonly finder: MarkFinder;
  readonly tokens: TokenRows;
  readonly records: StoredRecords;
  /** Which exhibits `index.columns` holds, in which state. */
  readonly content: string;
}

/** A result with the case it was found in: it stays readable when the case is loaded anew. */
interface HeldResult {
  readonly set: RowSet;
  readonly records: StoredRecords;
}

/** What `QueryClient` offers, next to the data. Lives in the query worker; holds no host but the chunk store. */
export class QueryEngine implements Omit<QueryClient, 'close'> {
  readonly #store: ChunkReader;
  readonly #tokenSeed: string;
  readonly #results = new HeldResults<HeldResult>();
  readonly #found = new FoundRows();
  readonly #running = new Map<string, AbortController>();
  /** The last `load`, done or under way. */
  #loaded: Promise<LoadedCase> | null = null;

  constructor(store: ChunkReader, tokenSeed: string) {
    this.#store = store;
    this.#tokenSeed = tokenSeed;
  }

  async load(
    adjustments: readonly Adjustment[],
    marks: readonly BulkMark[] = [],
    annotations: readonly Annotation[] = [],
  ): ReturnType<QueryClient['load']> {
    const before = this.#loaded;
    this.#loaded = this.#load(before, adjustments, marks, annotations);
    const { index } = await this.#loaded;
    this.#results.age();
    return { events: index.order.rows.length, exhibits: index.columns.exhibits.length };
  }

  async incompleteMarks(): Promise<readonly { readonly id: string; readonly missing: number }[]> {
    const { index } = await this.#case();
    return index.marks.marks.flatMap(({ id, missing }) => (missing === 0 ? [] : [{ id, missing }]));
  }

  async search(
    slot: string,
    { query, range, leavesOutHidden = false }: Search,
  ): Promise<SearchResult | { readonly problem: QueryProblem }> {
    this.#running.get(slot)?.abort(new SearchSuperseded());
    const parsed = parseQuery(query);
    if (!parsed.ok) return { problem: parsed.problem };
    const controller = new AbortController();
    this.#running.set(slot, controller);
    const { index, ...sources } = await this.#case();
    controller.signal.throwIfAborted();
    const found = await this.#found.of(slot, index, parsed.query, { query, range }, () =>
      runSearch(index, sources, parsed.query, range, controller.signal),
    );
    controller.signal.throwIfAborted();
    const hidden = countHidden(found);
    const isHiding = leavesOutHidden && !fieldsOf(parsed.query).has('exhibit.hidden');
    const set = isHiding ? withoutHidden(found) : found;
    return {
      id: this.#results.hold(slot, { set, records: sources.records }),
      matched: set.rows.length,
      total: index.order.rows.length,
      unplaced: set.rows.length - set.placed,
      span: spanOf(set),
      hidden,
      leavesOutHidden: isHiding,
    };
  }

  async rows(resultId: number, from: number, count: number): Promise<readonly EventRow[]> {
    const { set, records } = this.#results.get(resultId);
    return readEventRows(set.index, records, set.rows.subarray(from, from + count));
  }

  async histogram(resultId: number, range: TimeRange, bins: number): Promise<Histogram> {
    return countByTime(this.#results.get(resultId).set, range, bins);
  }

  async laneList(resultId: number, by: LaneBy): Promise<LaneList> {
    return listLanes(this.#results.get(resultId).set, by);
  }

  async laneNames(name: string): Promise<readonly string[]> {
    return laneNames((await this.#case()).index.columns, name);
  }

  async laneBins(resultId: number, request: LaneBinsRequest): Promise<LaneBins> {
    return countLaneBins(this.#results.get(resultId).set, request);
  }

  async lifetimes(): Promise<readonly Lifetime[]> {
    const { index, records } = await this.#case();
    return readLifetimes(index, records);
  }

  async facets(
    resultId: number,
    field: ColumnField,
    limit: number,
  ): Promise<{ readonly values: readonly FacetValue[]; readonly distinct: number }> {
    return facetsOf(this.#results.get(resultId).set, field, limit);
  }

  async stack(resultId: number, request: StackRequest): Promise<Stack> {
    return stackRows(this.#results.get(resultId).set, request);
  }

  async longestSilence(resultId: number): Promise<Silence | null> {
    const { set, records } = this.#results.get(resultId);
    const at = longestSilence(set);
    if (at === null) return null;
    const [before, after] = await readEventRows(set.index, records, set.rows.subarray(at - 1, at + 1));
    return { before: before!, after: after! };
  }

  async detail(id: EventId): Promise<EventDetail | null> {
    const { index, records } = await this.#case();
    const row = (await findEvents(index.columns, records, [id])).get(id);
    if (row === undefined) return null;
    const { chunk, local } = await records.recordOf(row);
    return eventDetail(index, row, chunk, local);
  }

  async position(resultId: number, id: EventId): Promise<number> {
    const { set, records } = this.#results.get(resultId);
    const row = (await findEvents(set.index.columns, records, [id])).get(id);
    return row === undefined ? -1 : set.rows.indexOf(row);
  }

  async rowsById(ids: readonly EventId[]): Promise<readonly EventRow[]> {
    const { index, records } = await this.#case();
    const found = await findEvents(index.columns, records, ids);
    return readEventRows(index, records, Uint32Array.from(found.values()));
  }

  async locate(exhibit: string | null, member: string, line: number): Promise<readonly EventId[]> {
    const { index, records } = await this.#case();
    const rows = await readEventRows(index, records, await findLine(index.columns, records, exhibit, member, line));
    return rows.map(({ id }) => id);
  }

  async export(resultId: number, format: 'ndjson' | 'csv', columns?: readonly string[]): Promise<Blob> {
    const { set, records } = this.#results.get(resultId);
    return format === 'csv'
      ? exportRows(set, records, { type: 'text/csv;charset=utf-8', ...csvTable(columns) })
      : exportRows(set, records, { type: 'application/x-ndjson', head: '', toLine: ndjsonLine });
  }

  async suggest(field: ColumnField, prefix: string, limit: number): Promise<readonly FacetValue[]> {
    return valuesLike((await this.#case()).index, field, prefix, limit);
  }

  async describe(
    resultId: number,
  ): Promise<{ readonly count: number; readonly digest: string; readonly events: readonly PackedEvents[] }> {
    const { set, records } = this.#results.get(resultId);
    return describeRows(set, records);
  }

  async marksOf(id: EventId): Promise<readonly string[]> {
    const { index, records } = await this.#case();
    const row = (await findEvents(index.columns, records, [id])).get(id);
    return row === undefined ? [] : index.marks.marks.flatMap((mark) => (mark.rows.includes(row) ? [mark.id] : []));
  }

  async markedEvents(markId: string): Promise<readonly EventId[]> {
    const { index, records } = await this.#case();
    const marked = index.marks.marks.find(({ id }) => id === markId);
    if (marked === undefined) return [];
    const rows = await readEventRows(index, records, marked.rows);
    return rows.map(({ id }) => id);
  }

  async sourceTimes(): Promise<readonly SourceTimes[]> {
    return sourceTimesOf((await this.#case()).index.columns);
  }

  #case(): Promise<LoadedCase> {
    if (this.#loaded === null) throw new Error('The case is not loaded yet');
    return this.#loaded;
  }

  async #load(
    before: Promise<LoadedCase> | null,
    adjustments: readonly Adjustment[],
    marks: readonly BulkMark[],
    annotations: readonly Annotation[],
  ): Promise<LoadedCase> {
    const known = await before?.catch(() => null);
    const content = JSON.stringify((await this.#store.exhibits()).map(({ id, ledgerSha256 }) => [id, ledgerSha256]));
    const read = known?.content === content ? known : await this.#read(content);
    const under = JSON.stringify(adjustments);
    const index = read.adjustments === under ? read.index : indexCase(read.index.columns, adjustments);
    const found = await read.finder.find(marks, annotations);
    return { ...read, adjustments: under, index: { ...index, marks: found } };
  }

  /** The case as it is stored, without adjustments and marks. */
  async #read(content: string): Promise<LoadedCase> {
    const columns = await loadCaseColumns(this.#store);
    const records = new StoredRecords(this.#store, columns);
    return {
      index: indexCase(columns, []),
      adjustments: '[]',
      finder: new MarkFinder(columns, records),
      tokens: new TokenRows(this.#store, columns, this.#tokenSeed),
      records,
      content,
    };
  }
}
