/** The examiner's marks on the time line: steps, links between them, annotated events, the selected event. */
import type { CaseState, Link } from '../../../parsers/model/case.js';
import type { EventId } from '../../../parsers/model/ids.js';
import type { EventRow } from '../../query/spec.js';

export interface Mark {
  readonly row: EventRow;
  /** Number of the step in the order of time, from 1; null for an event that is only annotated. */
  readonly step: number | null;
  /** The examiner's words: title of the step, else the note. */
  readonly text: string;
}

export interface Marks {
  /** In the order of time, those without a place on the time line left out. */
  readonly placed: readonly Mark[];
  /** Steps at both ends of every link whose ends have a place. */
  readonly links: readonly { readonly link: Link; readonly from: Mark; readonly to: Mark }[];
  readonly unplaced: number;
  readonly selected: EventRow | null;
}

type MarkedState = Pick<CaseState, 'annotations' | 'steps' | 'links'>;

/** Ids of all events that carry a mark. */
export function markedIds(state: MarkedState, selection: EventId | null): readonly EventId[] {
  const ids = new Set([...state.annotations.keys(), ...state.steps.map(({ event }) => event)]);
  if (selection !== null) ids.add(selection);
  return [...ids];
}

/** Joins the state of the case with the rows of the marked events. */
export function marksOf(state: MarkedState, rows: readonly EventRow[], selection: EventId | null): Marks {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const titles = new Map(state.steps.map((step) => [step.event, step.title]));
  const marked = markedIds(state, null).flatMap((id) => byId.get(id) ?? []);
  const ordered = marked.filter(({ time }) => time !== null).toSorted(byTime);
  let steps = 0;
  const placed = ordered.map((row): Mark => {
    const title = titles.get(row.id);
    if (title !== undefined) steps += 1;
    const note = state.annotations.get(row.id)?.note ?? '';
    return { row, step: title === undefined ? null : steps, text: title ?? (note === '' ? row.message : note) };
  });
  const byStep = new Map(
    state.steps.flatMap((step) =>
      placed.filter(({ row }) => row.id === step.event).map((mark) => [step.id, mark] as const),
    ),
  );
  const links = state.links.flatMap((link) => {
    const from = byStep.get(link.from);
    const to = byStep.get(link.to);
    return from === undefined || to === undefined ? [] : [{ link, from, to }];
  });
  return {
    placed,
    links,
    unplaced: marked.length - placed.length,
    selected: selection === null ? null : (byId.get(selection) ?? null),
  };
}

function byTime(a: EventRow, b: EventRow): number {
  return (a.time?.ms ?? 0) - (b.time?.ms ?? 0) || (a.time?.ns ?? 0) - (b.time?.ns ?? 0);
}
