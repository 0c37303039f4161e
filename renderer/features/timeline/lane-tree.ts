/** The rows of the lanes: groups that open and close, and the lanes in them. */
import type { LaneBy, LaneEntry, LaneLevel } from '../../query/spec.js';
import { laneLabel } from '../../query/lane-label.js';
import type { LaneOrder } from '../../ui-state/ui-state.js';

export interface GroupRow {
  readonly kind: 'group';
  /** The same for the same group, whatever is searched. */
  readonly id: string;
  readonly level: LaneLevel;
  /** Value of the level, or that the records state several. */
  readonly name: string;
  readonly depth: number;
  readonly isOpen: boolean;
  /** All lanes below it, in the order in which they are shown. */
  readonly lanes: readonly LaneEntry[];
  readonly count: number;
}

export interface LeafRow {
  readonly kind: 'lane';
  readonly id: string;
  readonly depth: number;
  readonly lane: LaneEntry;
}

/** What persons state, which no lane of the evidence holds. */
export interface StatedRow {
  readonly kind: 'stated';
  readonly id: 'stated';
  readonly depth: 0;
}

export type LaneRow = GroupRow | LeafRow | StatedRow;

export interface Folding {
  readonly foldBy: readonly LaneLevel[];
  readonly order: LaneOrder;
  readonly closed: ReadonlySet<string>;
}

/**
 * Rows in the order in which they are shown. A lane whose records do not state a level stands beside the groups of that level,
 * after them; the lane of events that name none comes last.
 */
export function laneRows(lanes: readonly LaneEntry[], folding: Folding): readonly LaneRow[] {
  const rows: LaneRow[] = [];
  const add = (some: readonly LaneEntry[], levels: readonly LaneLevel[], path: string, depth: number): void => {
    for (const { id, level, name, below, rest } of branches(some, levels, path, folding.order)) {
      if (level === null) {
        for (const lane of below) rows.push({ kind: 'lane', id: `lane ${lane.key}`, depth, lane });
        continue;
      }
      const isOpen = !folding.closed.has(id);
      const count = below.reduce((sum, lane) => sum + lane.count, 0);
      rows.push({ kind: 'group', id, level, name, depth, isOpen, lanes: below, count });
      if (isOpen) add(below, rest, id, depth + 1);
    }
  };
  add(lanes, folding.foldBy, '', 0);
  return rows;
}

/** Ids of all groups, open or not. */
export function groupIds(lanes: readonly LaneEntry[], folding: Folding): readonly string[] {
  return laneRows(lanes, { ...folding, closed: new Set() }).flatMap((row) => (row.kind === 'group' ? [row.id] : []));
}

interface Branch {
  readonly id: string;
  /** Null for lanes that stand in no group. */
  readonly level: LaneLevel | null;
  readonly name: string;
  readonly below: readonly LaneEntry[];
  /** Levels that remain below it. */
  readonly rest: readonly LaneLevel[];
}

function branches(
  lanes: readonly LaneEntry[],
  levels: readonly LaneLevel[],
  path: string,
  order: LaneOrder,
): readonly Branch[] {
  const [level, ...rest] = levels;
  if (level === undefined)
    return [{ id: '', level: null, name: '', below: lanes.toSorted((a, b) => compareLanes(a, b, order)), rest: [] }];
  const groups = new Map<string, LaneEntry[]>();
  const beside: LaneEntry[] = [];
  for (const lane of lanes) {
    const value = lane.place[level];
    if (value === null) beside.push(lane);
    else {
      const name = value === 'several' ? SEVERAL : value.value;
      const group = groups.get(name);
      if (group === undefined) groups.set(name, [lane]);
      else group.push(lane);
    }
  }
  const made = [...groups].map(([name, below]): Branch => ({
    id: `${path}/${level}=${name}`,
    level,
    name,
    below,
    rest,
  }));
  made.sort((a, b) => compareGroups(a, b, order));
  // Without this level a lane may still state the next one.
  return beside.length === 0 ? made : [...made, ...branches(beside, rest, `${path}/${level}=`, order)];
}

/** No value of evidence: it holds a control character. */
const SEVERAL = '\u0000several';

/** How a group reads. */
export function groupLabel({ name, level }: Pick<GroupRow, 'name' | 'level'>): string {
  return name === SEVERAL ? `several ${level}s` : name;
}

function compareGroups(a: Branch, b: Branch, order: LaneOrder): number {
  const bySeveral = Number(a.name === SEVERAL) - Number(b.name === SEVERAL);
  if (bySeveral !== 0) return bySeveral;
  const byName = compareText(a.name, b.name);
  if (order === 'count') return countOf(b) - countOf(a) || byName;
  if (order === 'first') return firstOfAll(a) - firstOfAll(b) || byName;
  return byName;
}

function countOf({ below }: Branch): number {
  return below.reduce((sum, { count }) => sum + count, 0);
}

function firstOfAll({ below }: Branch): number {
  return Math.min(...below.map(firstOf));
}

function compareLanes(a: LaneEntry, b: LaneEntry, order: LaneOrder): number {
  const byNothing = Number(a.key === '') - Number(b.key === '');
  if (byNothing !== 0) return byNothing;
  if (order === 'count' && a.count !== b.count) return b.count - a.count;
  if (order === 'first' && firstOf(a) !== firstOf(b)) return firstOf(a) - firstOf(b);
  return compareText(a.key, b.key);
}

/** A lane of undated events only has no first one: it comes after all others. */
function firstOf({ first }: LaneEntry): number {
  return first === null ? Number.MAX_VALUE : first.ms + first.ns / 1e6;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** Name and place of a row; the place leaves out what the groups around it say. */
export function rowLabel(
  row: LaneRow,
  foldBy: readonly LaneLevel[],
  by: LaneBy,
): { readonly name: string; readonly place: string } {
  if (row.kind === 'stated') return { name: 'stated by persons', place: 'no record' };
  if (row.kind === 'group') return { name: groupLabel(row), place: row.level };
  if (by === 'identity') return { name: row.lane.key === '' ? 'no identity named' : row.lane.key, place: '' };
  const { name, place } = laneLabel(row.lane.key);
  if (foldBy.length === 0) return { name, place };
  const said = new Set(foldBy.map((level) => valueText(row.lane, level)));
  const parts = place.split(' / ').filter((part) => !said.has(part));
  return { name, place: parts.join(' / ') };
}

function valueText(lane: LaneEntry, level: LaneLevel): string {
  const value = lane.place[level];
  return value === null || value === 'several' ? '' : value.value;
}
