/**
 * What the features of one window share about the view and no journal records: selection, search, panels, settings. Acts of
 * the examiner never live here; they go through the session into the journal.
 */
import { useSyncExternalStore } from 'react';
import type { Place } from '../commands/command.js';
import type { ColumnField } from '../../parsers/model/fields.js';
import { GENERAL_COLUMNS } from './columns.js';
import type { GridColumn } from '../../parsers/model/case.js';
import type { EventId } from '../../parsers/model/ids.js';
import type { LaneBy, LaneColour, LaneLevel, Search } from '../query/spec.js';
import { FIRST_SETTINGS, type Settings } from './settings.js';
import type { Answer, PivotRequest } from './pivot.js';

export type { Place } from '../commands/command.js';

/** Dialogs over the window. */
export type Panel =
  | 'import'
  | 'clocks'
  | 'exhibit'
  | 'help'
  | 'palette'
  | 'settings'
  | 'columns'
  | 'export'
  | 'reading'
  | 'none';

export interface UiMessage {
  readonly id: number;
  readonly tone: 'info' | 'error';
  readonly text: string;
}

export type LaneOrder = 'name' | 'first' | 'count';

/** How the lanes of the time line are shown. */
export interface LaneView {
  readonly by: LaneBy;
  /** Levels of the groups, the outermost first; none: a flat list. */
  readonly foldBy: readonly LaneLevel[];
  readonly order: LaneOrder;
  readonly colour: LaneColour;
  /** Ids of groups that are closed. */
  readonly closed: ReadonlySet<string>;
}

export interface UiState {
  readonly place: Place;
  readonly panel: Panel;
  /** Number of the exhibit that the dialogs `exhibit` and `reading` speak of. */
  readonly exhibit: string | null;
  /** Path of its member that the dialog `reading` speaks of. */
  readonly member: string | null;
  /** The event whose detail is shown. */
  readonly selection: EventId | null;
  /** The search of the explore area, as last asked. */
  readonly search: Search;
  /** What the search was made to answer; holds as long as its query is the one in force. */
  readonly answer: Answer | null;
  /** The menu of ways on that stands open, null for none. */
  readonly pivot: PivotRequest | null;
  /** True where events that marks hide are shown all the same. */
  readonly showsHidden: boolean;
  /** IANA zone in which every view shows times, beside UTC. */
  readonly zone: string;
  /** What this person set on this machine, as last read or written. */
  readonly settings: Settings;
  /** Whether the side panel with the detail and the annotation stands open. */
  readonly isDetailOpen: boolean;
  /** What stands below the lanes: single events, or groups of them. */
  readonly rowsView: 'events' | 'groups';
  /** Columns of the grid beside time and marks, in their order. */
  readonly columns: readonly GridColumn[];
  readonly lanes: LaneView;
  /** One to three fields that events are grouped by. */
  readonly stackFields: readonly ColumnField[];
  /** Failures of what the person asked for, and where files landed, until dismissed. */
  readonly messages: readonly UiMessage[];
}

export interface UiStore {
  readonly get: () => UiState;
  readonly set: (changes: Partial<UiState>) => void;
  readonly subscribe: (listener: () => void) => () => void;
}

const INITIAL: UiState = {
  place: 'overview',
  panel: 'none',
  exhibit: null,
  member: null,
  selection: null,
  search: { query: '', range: null },
  answer: null,
  pivot: null,
  showsHidden: false,
  zone: 'UTC',
  settings: FIRST_SETTINGS,
  isDetailOpen: true,
  rowsView: 'events',
  columns: GENERAL_COLUMNS,
  lanes: { by: 'workload', foldBy: ['cluster', 'namespace'], order: 'name', colour: 'outcome', closed: new Set() },
  stackFields: ['event.action'],
  messages: [],
};

/** A store with the first state of a window. */
export function createUiStore(): UiStore {
  let state = INITIAL;
  const listeners = new Set<() => void>();
  return {
    get: () => state,
    set(changes) {
      const changed = (Object.keys(changes) as (keyof UiState)[]).some((key) => !Object.is(state[key], changes[key]));
      if (!changed) return;
      state = { ...state, ...changes };
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The store of this window. */
export const ui = createUiStore();

/** Reads one part of the state and follows it. The selector must return the same value for the same state. */
export function useUi<T>(selector: (state: UiState) => T): T {
  return useSyncExternalStore(ui.subscribe, () => selector(ui.get()));
}

/** Shows an event in the detail panel; null shows none. */
export function select(selection: EventId | null): void {
  ui.set(selection === null ? { selection } : { selection, isDetailOpen: true });
}

/** Changes the search; what is not named stays. */
export function setSearch(changes: Partial<Search>): void {
  const { search } = ui.get();
  const next = { ...search, ...changes };
  if (
    next.query !== search.query ||
    next.range?.fromMs !== search.range?.fromMs ||
    next.range?.toMs !== search.range?.toMs
  ) {
    ui.set({ search: next });
  }
}

/** Goes to an event from anywhere: time line in front, event selected. */
export function showEvent(selection: EventId): void {
  ui.set({ place: 'timeline', selection, isDetailOpen: true });
}

/** Changes how lanes are shown; what is not named stays. */
export function setLanes(changes: Partial<LaneView>): void {
  ui.set({ lanes: { ...ui.get().lanes, ...changes } });
}
