import type { CaseState, NotebookEntry } from '../../parsers/model/case.js';
import type { EventId } from '../../parsers/model/ids.js';
import { isRecordStep, stepEvents } from '../../parsers/model/step-events.js';
import { inOrder } from '../kill-chain/event-order.js';
import { bridgeCall } from '../session/bridge-call.js';
import { isOfRemovedExhibit } from '../session/removed-events.js';
import type { CaseSession } from '../session/session.js';
import type { ExhibitBridge } from '../../main/bridge/contract.js';
import { ATTACK } from '../attack/attack.js';
import type { EventDetail } from '../query/spec.js';
import { limitationsOf } from './limitations.js';
import type { CitedEvent, ReportFinding, ReportModel, ReportNote } from './model.js';
import { recordCommand } from './record-command.js';
import { linksOf, stepsOf } from './report-steps.js';
import { timeSourcesOf } from './time-sources.js';

export interface ReportOptions {
  /** UTC ISO date to print; null takes the laptop's clock. */
  readonly date: string | null;
}

/** Gathers everything the report prints: cited events in full, re-hashed evidence, ledger, limitations. */
export async function buildReport(
  bridge: ExhibitBridge,
  session: CaseSession,
  options: ReportOptions,
): Promise<ReportModel> {
  const whole = session.snapshot().state;
  const state = withoutRemoved(whole);
  const ledger = session.ledger();
  const draft = true;
  const signing = await bridgeCall(bridge, 'signing.current', draft);
  const everything = await session.query.search('report', { query: '', range: null });
  if ('problem' in everything) throw new Error(everything.problem.message);
  const events = await citedEvents(session, state);
  const steps = stepsOf(state, events);
  const marks = new Map(events.map((event) => [event.detail.id, event.mark]));
  const cite = (ids: readonly EventId[]): string[] => ids.flatMap((id) => marks.get(id) ?? []);
  return {
    meta: state.meta,
    draft,
    signer: signing?.signer ?? null,
    date: options.date ?? new Date().toISOString(),
    dateOrigin: options.date === null ? 'laptop clock' : 'stated by the examiner',
    exhibitVersion: session.host.exhibitVersion,
    host: session.host.host,
    attack: { version: ATTACK.version, notice: ATTACK.notice },
    receipts: state.receipts,
    intakes: [...state.intakes].map(([number, intake]) => ({ number, intake })),
    removed: [...state.removed].map(([number, reason]) => ({ number, reason })),
    hashComparisons: state.hashComparisons,
    rehashed: await bridgeCall(bridge, 'evidence.rehash'),
    ledger,
    journal: { length: state.head.seq, head: state.head.hash },
    events,
    steps,
    links: linksOf(state.links, steps, cite),
    findings: state.findings.map((finding, index): ReportFinding => ({
      ...finding,
      mark: `F${index + 1}`,
      citesFor: cite(finding.recordsFor),
      citesAgainst: cite(finding.recordsAgainst),
    })),
    searches: state.citedSearches,
    manualEvents: state.manualEvents,
    notebook: state.notebook.filter(isForReport).map((note): ReportNote => ({ ...note, cites: cite(note.events) })),
    marks: state.marks.map(({ events: _events, ...mark }) => mark),
    timeSources: timeSourcesOf(ledger, state),
    counts: {
      events: everything.total,
      unplaced: everything.unplaced,
      annotated: state.annotations.size,
      cited: events.length,
    },
    limitations: limitationsOf(whole, ledger, everything.unplaced),
  };
}

/** The examiner's words without those about events of removed exhibits, which no record can back any more; limitations count them. */
function withoutRemoved(state: CaseState): CaseState {
  if (state.removed.size === 0) return state;
  const isHeld = (event: EventId): boolean => !isOfRemovedExhibit(state, event);
  const steps = state.steps.filter((step) => !isRecordStep(step) || isHeld(step.event));
  const ids = new Set(steps.map(({ id }) => id));
  return {
    ...state,
    annotations: new Map([...state.annotations].filter(([event]) => isHeld(event))),
    steps,
    links: state.links
      .filter(({ from, to }) => ids.has(from) && ids.has(to))
      .map((link) => ({ ...link, records: link.records.filter(isHeld) })),
    findings: state.findings.map((finding) => ({
      ...finding,
      recordsFor: finding.recordsFor.filter(isHeld),
      recordsAgainst: finding.recordsAgainst.filter(isHeld),
    })),
    notebook: state.notebook.map((note) => ({ ...note, events: note.events.filter(isHeld) })),
  };
}

/** Ids the report cites: steps, supports of links, findings, and notes and annotated events marked for the report. */
function citedIds(state: CaseState): ReadonlySet<EventId> {
  const ids = new Set<EventId>();
  for (const id of stepEvents(state.steps)) ids.add(id);
  for (const link of state.links) for (const id of link.records) ids.add(id);
  for (const finding of state.findings)
    for (const id of [...finding.recordsFor, ...finding.recordsAgainst]) ids.add(id);
  for (const note of state.notebook.filter(isForReport)) for (const id of note.events) ids.add(id);
  for (const annotation of state.annotations.values()) if (annotation.forReport) ids.add(annotation.event);
  return ids;
}

function isForReport({ forReport = false }: NotebookEntry): boolean {
  return forReport;
}

/** Events that an act on many took into the report. */
async function markedForReport(session: CaseSession, state: CaseState): Promise<readonly EventId[]> {
  const ids: EventId[] = [];
  for (const { id, change } of state.marks) {
    if (change.kind === 'for-report') ids.push(...(await session.query.markedEvents(id)));
  }
  return ids;
}

async function citedEvents(session: CaseSession, state: CaseState): Promise<readonly CitedEvent[]> {
  const details: EventDetail[] = [];
  const seen = new Set<EventId>();
  for (const id of [...citedIds(state), ...(await markedForReport(session, state))]) {
    if (seen.has(id)) continue;
    seen.add(id);
    const detail = await session.query.detail(id);
    if (detail === null)
      throw new Error(
        `The report cites an event that the case does not hold: ${id}. Import its exhibit again or remove the annotation.`,
      );
    details.push(detail);
  }
  return inOrder(details, state.receipts).map((detail, index) => {
    const receipt = state.receipts.find((candidate) => candidate.number === detail.exhibitNumber);
    if (receipt === undefined) throw new Error(`No receipt for exhibit ${detail.exhibitNumber}.`);
    return {
      mark: `E${index + 1}`,
      detail,
      annotation: state.annotations.get(detail.id) ?? null,
      command: recordCommand(detail, receipt.name, receipt.kind),
    };
  });
}
