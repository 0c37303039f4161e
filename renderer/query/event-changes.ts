import type { ResidentField } from '../../parsers/model/fields.js';
import type { InstantParts } from '../../parsers/model/time.js';
import { formatUtc } from '../../parsers/time/format.js';
import type { ChunkReader } from '../db/chunk-store.js';
import { ROW_DATED, ROW_DUPLICATE, ROW_ZONE_NEEDED, type ExhibitRow } from '../db/layout.js';
import { loadCaseColumns, type CaseColumns } from './case-columns.js';
import { compareText } from './compare-text.js';

/** What is compared beside the time: what the control did, and who or what the event is about. */
const COMPARED = [
  'exhibit.outcome',
  'user.name',
  'exhibit.lane',
  'container.id',
  'host.name',
] as const satisfies readonly ResidentField[];

/** One event that another reading of the same bytes gives otherwise. */
export interface EventChange {
  readonly member: string;
  /** Of its record. */
  readonly offset: number;
  /** What is different, in words: `time 2026-... -> 2026-...`, `no longer there`. */
  readonly what: string;
}

/** Events of one exhibit as they are stored, committed or not; kept to be compared after the rows are gone. */
export async function storedEvents(store: ChunkReader, exhibit: ExhibitRow): Promise<CaseColumns> {
  return loadCaseColumns({
    exhibits: async () => [exhibit],
    segments: (id) => store.segments(id),
    order: (id) => store.order(id),
    chunk: (...place) => store.chunk(...place),
    postings: (...place) => store.postings(...place),
  });
}

/** Every event whose time, outcome or identity another reading gives otherwise, that it lacks or adds; in order of place. */
export function eventChanges(before: CaseColumns, after: CaseColumns): readonly EventChange[] {
  const [old, now] = [new PlacedRows(before), new PlacedRows(after)];
  const changes: EventChange[] = [];
  const add = (rows: PlacedRows, at: number, what: string): void => {
    if (what !== '') changes.push({ ...rows.placeAt(at), what });
  };
  let here = 0;
  let there = 0;
  while (here < old.length || there < now.length) {
    const order = here === old.length ? 1 : there === now.length ? -1 : comparePlaces(old, here, now, there);
    if (order < 0) add(old, here, 'no longer there');
    else if (order > 0) add(now, there, 'new');
    else add(now, there, differences(old, here, now, there));
    if (order <= 0) here += 1;
    if (order >= 0) there += 1;
  }
  return changes;
}

/** The events of an exhibit in order of member, offset and place within the record; repeats are left out. */
class PlacedRows {
  readonly columns: CaseColumns;
  readonly #rows: Uint32Array;
  readonly #ordinals: Uint32Array;

  constructor(columns: CaseColumns) {
    const { rows, member, offset, flags } = columns;
    this.columns = columns;
    this.#ordinals = new Uint32Array(rows);
    for (let row = 1; row < rows; row += 1)
      if (member[row] === member[row - 1] && offset[row] === offset[row - 1])
        this.#ordinals[row] = this.#ordinals[row - 1]! + 1;
    const ranks = ranksOf(columns);
    this.#rows = Uint32Array.from({ length: rows }, (_, row) => row)
      .filter((row) => (flags[row]! & ROW_DUPLICATE) === 0)
      .toSorted(
        (a, b) =>
          ranks[member[a]!]! - ranks[member[b]!]! || offset[a]! - offset[b]! || this.#ordinals[a]! - this.#ordinals[b]!,
      );
  }

  get length(): number {
    return this.#rows.length;
  }

  placeAt(at: number): { readonly member: string; readonly offset: number } {
    const row = this.#rows[at]!;
    return { member: this.columns.members[this.columns.member[row]!]!.ledger.path, offset: this.columns.offset[row]! };
  }

  ordinalAt(at: number): number {
    return this.#ordinals[this.#rows[at]!]!;
  }

  /** As recorded; null for none. One whose zone is not known counts as written. */
  timeAt(at: number): { readonly time: InstantParts; readonly isZoneNeeded: boolean } | null {
    const row = this.#rows[at]!;
    const { flags, timeMs, timeNs } = this.columns;
    if ((flags[row]! & ROW_DATED) === 0) return null;
    return {
      time: { ms: timeMs[row]!, ns: timeNs[row]! },
      isZoneNeeded: (flags[row]! & ROW_ZONE_NEEDED) !== 0,
    };
  }

  valueAt(at: number, field: ResidentField): string {
    const { dictionary, codes } = this.columns.fields[field];
    return dictionary[codes[this.#rows[at]!]!]!;
  }
}

function ranksOf({ members }: CaseColumns): readonly number[] {
  const ranks: number[] = [];
  const sorted = [...members.keys()].toSorted((a, b) => compareText(members[a]!.ledger.path, members[b]!.ledger.path));
  for (const [rank, member] of sorted.entries()) ranks[member] = rank;
  return ranks;
}

function comparePlaces(old: PlacedRows, here: number, now: PlacedRows, there: number): number {
  const [a, b] = [old.placeAt(here), now.placeAt(there)];
  return compareText(a.member, b.member) || a.offset - b.offset || old.ordinalAt(here) - now.ordinalAt(there);
}

function differences(old: PlacedRows, here: number, now: PlacedRows, there: number): string {
  const [was, is] = [timeText(old.timeAt(here)), timeText(now.timeAt(there))];
  const values = COMPARED.map((field) => [field, old.valueAt(here, field), now.valueAt(there, field)] as const);
  return [
    ...(was === is ? [] : [`time ${was} -> ${is}`]),
    ...values.flatMap(([field, a, b]) => (a === b ? [] : [`${field} ${a || 'none'} -> ${b || 'none'}`])),
  ].join(', ');
}

function timeText(stated: ReturnType<PlacedRows['timeAt']>): string {
  if (stated === null) return 'none';
  const text = formatUtc(stated.time);
  return stated.isZoneNeeded ? `${text.slice(0, -1)} without a zone` : text;
}
