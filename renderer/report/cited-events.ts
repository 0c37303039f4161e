import type { CaseState, NotebookEntry } from '../../parsers/model/case.js';
import type { EventId } from '../../parsers/model/ids.js';
import { stepEvents } from '../../parsers/model/step-events.js';
import { inOrder } from '../kill-chain/event-order.js';
import type { EventDetail } from '../query/spec.js';
import type { CaseSession } from '../session/session.js';
import { actWords } from './acts.js';
import type { CitedEvent } from './model.js';
import { recordCommand } from './record-command.js';
import type { ReportWatch } from './report-watch.js';

/**
 * Most records that are printed in full, about half a page each: more would take more than a gigabyte to lay out and print
 * (`test/bench/large-report.mjs`). Where more are cited, the body prints those that the text rests on; all are attached.
 */
const PRINTED_EVENTS = 600;
/** Events asked for at once. */
const BATCH = 64;

/** Notes of the notebook that the examiner marked for the report. */
export function notesForReport(state: CaseState): readonly NotebookEntry[] {
  return state.notebook.filter(({ forReport = false }) => forReport);
}

/**
 * Everything the report cites, in full and in the order of effective time, and how many of them were marked for it. Throws
 * where the case does not hold one of them.
 */
export async function citedEvents(
  session: CaseSession,
  state: CaseState,
  watch: ReportWatch,
): Promise<{ readonly events: readonly CitedEvent[]; readonly forReport: number }> {
  const key = keyIds(state);
  const wanted = new Set<EventId>([...annotatedForReport(state), ...(await markedForReport(session, state))]);
  const ids = [...new Set([...key, ...wanted])];
  const printed = new Set((ids.length <= PRINTED_EVENTS ? ids : [...key]).slice(0, PRINTED_EVENTS));
  const details: EventDetail[] = [];
  for (let from = 0; from < ids.length; from += BATCH) {
    watch.signal.throwIfAborted();
    watch.onProgress('Reading the records cited', from / ids.length);
    details.push(...(await Promise.all(ids.slice(from, from + BATCH).map(async (id) => detailOf(session, id)))));
  }
  const ordered = inOrder(details, state.receipts);
  const marks = new Map(ordered.map((detail, index) => [detail.id, `E${index + 1}`]));
  const receipts = new Map(state.receipts.map((receipt) => [receipt.number, receipt]));
  const events = ordered.map((detail): CitedEvent => {
    const receipt = receipts.get(detail.exhibitNumber);
    if (receipt === undefined) throw new Error(`No receipt for exhibit ${detail.exhibitNumber}.`);
    const annotation = state.annotations.get(detail.id) ?? null;
    return {
      mark: marks.get(detail.id) ?? '',
      detail,
      annotation,
      effectCites: (annotation?.effect?.records ?? []).flatMap((id) => marks.get(id) ?? []),
      act: actWords(detail.event.fields),
      isPrinted: printed.has(detail.id),
      command: recordCommand(detail, receipt.name, receipt.kind),
    };
  });
  return { events, forReport: wanted.size };
}

/** Ids of what a report cites but for events marked in bulk, which only the database can name. */
export function citedIds(state: CaseState): ReadonlySet<EventId> {
  return new Set([...keyIds(state), ...annotatedForReport(state)]);
}

function annotatedForReport(state: CaseState): readonly EventId[] {
  return [...state.annotations.values()].filter(({ forReport }) => forReport).map(({ event }) => event);
}

/** Ids that the report's text rests on, what it rests on most first: steps, milestones, effects, links, findings, notes. */
function keyIds(state: CaseState): ReadonlySet<EventId> {
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

/** Events that an act on many took into the report. */
async function markedForReport(session: CaseSession, state: CaseState): Promise<readonly EventId[]> {
  const ids: EventId[] = [];
  for (const { id, change } of state.marks) {
    if (change.kind === 'for-report') ids.push(...(await session.query.markedEvents(id)));
  }
  return ids;
}

async function detailOf(session: CaseSession, id: EventId): Promise<EventDetail> {
  const detail = await session.query.detail(id);
  if (detail !== null) return detail;
  throw new Error(
    `The report cites an event that the case does not hold: ${id}. Import its exhibit again or remove the annotation.`,
  );
}
