/** Which events and notes a report speaks of. */
import type { CaseState, NotebookEntry } from './case.js';
import type { EventId } from './ids.js';
import { stepEvents } from './step-events.js';

/** Notes of the notebook that the examiner marked for the report. */
export function notesForReport(state: CaseState): readonly NotebookEntry[] {
  return state.notebook.filter(({ forReport = false }) => forReport);
}

/** Ids of what a report cites but for events marked in bulk, which only the database can name. */
export function citedIds(state: CaseState): ReadonlySet<EventId> {
  return new Set([...keyIds(state), ...annotatedForReport(state)]);
}

/** Events whose annotation is marked for the report. */
export function annotatedForReport(state: CaseState): readonly EventId[] {
  return [...state.annotations.values()].filter(({ forReport }) => forReport).map(({ event }) => event);
}

/** Ids that the report's text rests on, what it rests on most first: steps, milestones, effects, links, findings, notes. */
export function keyIds(state: CaseState): ReadonlySet<EventId> {
  const ids = new Set<EventId>(stepEvents(state.steps));
  for (const { shownBy } of state.milestones.values()) if ('record' in shownBy) ids.add(shownBy.record);
  for (const { event, effect } of state.annotations.values()) {
    if (effect === undefined) continue;
    ids.add(event);
    for (const id of effect.records) ids.add(id);
  }
  for (const link of state.links) for (const id of link.records) ids.add(id);
  for (const finding of state.findings)
    for (const id of [...finding.recordsFor, ...finding.recordsAgainst]) ids.add(id);
  for (const note of notesForReport(state)) for (const id of note.events) ids.add(id);
  return ids;
}
