import type { CaseState } from '../../parsers/model/case.js';
import { isCurrent } from '../../parsers/model/report-issue.js';
import { MILESTONES } from '../../parsers/model/report-plan.js';
import type { EventId } from '../../parsers/model/ids.js';
import { bridgeCall } from '../session/bridge-call.js';
import type { CaseSession } from '../session/session.js';
import { stateAt } from '../session/state-at.js';
import type { ExhibitBridge } from '../../main/bridge/contract.js';
import { ATTACK } from '../attack/attack.js';
import { notesForReport } from '../../parsers/model/cited-ids.js';
import { citedEvents } from './cited-events.js';
import { withoutRemoved } from './held-words.js';
import { inOneLane } from '../kill-chain/one-lane.js';
import { lanesData } from './lanes-data.js';
import { limitationsOf } from './limitations.js';
import type { ReportFinding, ReportMilestone, ReportModel, ReportNote } from './model.js';
import { reportChanges, type ChangesSince } from './report-changes.js';
import { reportId } from './report-id.js';
import type { ReportWatch } from './report-watch.js';
import { linksOf, stepsOf } from './report-steps.js';
import { ruleHits } from './rule-hits.js';
import { timeSourcesOf } from './time-sources.js';

export interface ReportOptions {
  /** Issue it, instead of making a draft. */
  readonly issue: boolean;
  /** UTC ISO date to print; null takes the laptop's clock. */
  readonly date: string | null;
}

/** Gathers everything the report prints: cited events in full, re-hashed evidence, ledger, limitations. */
export async function buildReport(
  bridge: ExhibitBridge,
  session: CaseSession,
  options: ReportOptions,
  watch: ReportWatch,
): Promise<ReportModel> {
  watch.onProgress('Hashing all evidence again', null);
  const rehashed = await bridgeCall(bridge, 'evidence.rehash');
  watch.signal.throwIfAborted();
  const build = await bridgeCall(bridge, 'host.build');
  return { ...(await previewReport(bridge, session, session.snapshot().state, options, watch)), rehashed, build };
}

/** The same without reading the evidence again: for the preview. */
export async function previewReport(
  bridge: ExhibitBridge,
  session: CaseSession,
  whole: CaseState,
  options: ReportOptions,
  watch: ReportWatch,
): Promise<ReportModel> {
  const state = withoutRemoved(whole);
  const ledger = session.ledger();
  const signing = await bridgeCall(bridge, 'signing.current', options.issue);
  const everything = await session.query.search('report', { query: '', range: null });
  if ('problem' in everything) throw new Error(everything.problem.message);
  const { events, forReport } = await citedEvents(session, state, watch);
  watch.onProgress('Counting rules and workloads', null);
  const lanes = await lanesData(session, events);
  const steps = inOneLane(stepsOf(state, events), lanes?.lanes.map(({ names }) => names) ?? []);
  const marks = new Map(events.map((event) => [event.detail.id, event.mark]));
  const cite = (ids: readonly EventId[]): string[] => ids.flatMap((id) => marks.get(id) ?? []);
  const date = options.date ?? new Date().toISOString();
  const { exhibitVersion } = session.host;
  return {
    id: reportId(state.meta.id, state.lastWord.hash, date, exhibitVersion),
    meta: state.meta,
    particulars: state.particulars,
    plan: state.reportPlan,
    draft: !options.issue,
    version: options.issue ? state.issues.length + 1 : null,
    reviews: state.reviews.map((review) => ({ ...review, isCurrent: isCurrent(state, review) })),
    issues: state.issues,
    changes: await changesSince(bridge, session, state),
    signer: signing?.signer ?? null,
    date,
    dateOrigin: options.date === null ? 'laptop clock' : 'stated by the examiner',
    exhibitVersion,
    host: session.host.host,
    build: null,
    attack: { version: ATTACK.version, notice: ATTACK.notice },
    receipts: state.receipts,
    intakes: [...state.intakes].map(([number, intake]) => ({ number, intake })),
    removed: [...state.removed].map(([number, reason]) => ({ number, reason })),
    hashComparisons: state.hashComparisons,
    clockTimes: [...state.clockTimes],
    rehashed: null,
    ledger,
    journal: { length: state.lastWord.seq, head: state.lastWord.hash },
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
    notebook: notesForReport(state).map((note): ReportNote => ({ ...note, cites: cite(note.events) })),
    marks: state.marks.map(({ events: _events, ...mark }) => mark),
    timeSources: timeSourcesOf(ledger, state),
    milestones: milestonesOf(state, marks),
    ruleHits: await ruleHits(session),
    lanes,
    adjustments: [...state.adjustments.values()],
    counts: {
      events: everything.total,
      unplaced: everything.unplaced,
      annotated: state.annotations.size,
      cited: events.length,
      forReport,
      printed: events.filter(({ inFull }) => inFull).length,
    },
    limitations: limitationsOf(whole, ledger, everything.unplaced),
  };
}

/** What changed since the version issued last, the program's own version included. */
export async function changesSince(
  bridge: ExhibitBridge,
  { host }: Pick<CaseSession, 'host'>,
  state: CaseState,
): Promise<ChangesSince | null> {
  const last = state.issues.at(-1);
  if (last === undefined) return null;
  const before = withoutRemoved(await stateAt(bridge, last.restsOn));
  const isOther = last.exhibitVersion !== host.exhibitVersion;
  const program = { area: 'Program', text: `Exhibit ${last.exhibitVersion} -> ${host.exhibitVersion}` };
  return {
    version: last.version,
    changes: [...(isOther ? [program] : []), ...reportChanges(before, withoutRemoved(state))],
  };
}

/** One per name; what nothing shows is not determined. */
function milestonesOf(state: CaseState, marks: ReadonlyMap<EventId, string>): readonly ReportMilestone[] {
  return MILESTONES.map((name) => {
    const shownBy = state.milestones.get(name)?.shownBy;
    const record = shownBy !== undefined && 'record' in shownBy ? shownBy.record : null;
    const id = shownBy !== undefined && 'statement' in shownBy ? shownBy.statement : null;
    return {
      name,
      cites: record === null ? null : (marks.get(record) ?? null),
      statement: state.manualEvents.find((event) => event.id === id) ?? null,
    };
  });
}
