/** What a report would say otherwise than the one issued last: two folds of the same journal, compared. */
import { canonicalJson } from '../../parsers/model/canonical-json.js';
import type { BulkMark, CaseState } from '../../parsers/model/case.js';
import { parseEventId } from '../../parsers/model/ids.js';
import { PARTICULAR_FIELDS } from '../../parsers/model/particulars.js';
import { bulkWords } from '../session/bulk-words.js';
import { ledgerChanges } from '../session/ledger-changes.js';
import { citedIds, notesForReport } from '../../parsers/model/cited-ids.js';
import { MILESTONE_TITLES } from './milestone-titles.js';

export interface ReportChange {
  /** What it concerns: `Annotations`, `Exhibits`. */
  readonly area: string;
  /** In words; names are texts of the examiner and of evidence. */
  readonly text: string;
}

/** Changes since the version issued last. */
export interface ChangesSince {
  readonly version: number;
  readonly changes: readonly ReportChange[];
}

/** An exhibit that is read otherwise than when a report was issued, and how many records of it that report cites. */
export interface TouchedExhibit {
  readonly number: string;
  readonly cited: number;
  /** Members and figures of its ledger, one sentence each. */
  readonly changes: readonly string[];
}

/** Compares what reports print of two states of one case. Both without what belongs to removed exhibits. */
export function reportChanges(before: CaseState, after: CaseState): readonly ReportChange[] {
  const place = placesOf(after);
  const titles = new Map([...before.steps, ...after.steps].map((step) => [step.id, step.title]));
  const title = (id: string): string => titles.get(id) ?? id;
  return [
    ...differences('Case', { case: described(before) }, { case: described(after) }, () => 'description'),
    ...differences('Exhibits', exhibits(before), exhibits(after), ({ number, name }) => `${number}, ${name}`),
    ...readOtherwise(before, after).flatMap(({ number, changes }) =>
      changes.map((text): ReportChange => ({ area: 'Exhibits', text: `${number} read again: ${text}` })),
    ),
    ...differences('Custody', entries(before.intakes), entries(after.intakes), (_, number) => `intake of ${number}`),
    ...differences('Custody', byId(before.hashComparisons), byId(after.hashComparisons), ({ list }) => list.name),
    ...particulars(before, after),
    ...differences('Annotations', entries(before.annotations), entries(after.annotations), (_, event) => place(event)),
    ...differences('Kill chain', byId(before.steps), byId(after.steps), (step) => `step “${step.title}”`),
    ...differences(
      'Kill chain',
      byId(before.links),
      byId(after.links),
      ({ from, to }) => `link “${title(from)}” to “${title(to)}”`,
    ),
    ...differences('Findings', byId(before.findings), byId(after.findings), (finding) => `“${finding.title}”`),
    ...differences(
      'First sign, detection, notice, containment',
      entries(before.milestones),
      entries(after.milestones),
      ({ name }) => MILESTONE_TITLES[name],
    ),
    ...differences('Statements', byId(before.manualEvents), byId(after.manualEvents), ({ text }) => `“${text}”`),
    ...differences('Notes', byId(notesForReport(before)), byId(notesForReport(after)), ({ text }) => `“${text}”`),
    ...differences('Marks', byId(before.marks), byId(after.marks), markWords),
    ...differences('Searches', byId(before.citedSearches), byId(after.citedSearches), ({ query }) => `“${query}”`),
    ...differences('Clocks and zones', entries(before.adjustments), entries(after.adjustments), ({ exhibit, member }) =>
      `${exhibit} ${member}`.trim(),
    ),
    ...differences('Report settings', { plan: before.reportPlan }, { plan: after.reportPlan }, () => 'sections'),
  ];
}

/** Exhibits whose reading changed since a report was issued and of which that report cites records. */
export function touchedExhibits(issued: CaseState, now: CaseState): readonly TouchedExhibit[] {
  const sha256 = new Map(now.receipts.map((receipt) => [receipt.number, receipt.sha256]));
  return readOtherwise(issued, now)
    .map((exhibit) => ({ ...exhibit, cited: citedOf(issued, sha256.get(exhibit.number) ?? '') }))
    .filter(({ cited }) => cited > 0);
}

/** Records of an exhibit that a report cites: those its text rests on, and those marked for it singly or in bulk. */
function citedOf(state: CaseState, exhibit: string): number {
  const single = [...citedIds(state)].filter((id) => parseEventId(id).exhibit === exhibit).length;
  const marked = state.marks
    .filter(({ change }) => change.kind === 'for-report')
    .flatMap(({ events }) => events.filter((packed) => packed.exhibit === exhibit));
  return marked.reduce((sum, { count }) => sum + count, single);
}

function readOtherwise(
  before: CaseState,
  after: CaseState,
): readonly { readonly number: string; readonly changes: readonly string[] }[] {
  return [...before.imported].flatMap(([number, { ledger, ledgerSha256 }]) => {
    const now = after.imported.get(number);
    if (now === undefined || now.ledgerSha256 === ledgerSha256 || after.removed.has(number)) return [];
    return [{ number, changes: ledgerChanges(ledger, now.ledger) }];
  });
}

type Keyed<T> = Readonly<Record<string, T>>;

function entries<T>(map: ReadonlyMap<string, T>): Keyed<T> {
  return Object.fromEntries(map);
}

function byId<T extends { readonly id: string }>(list: readonly T[]): Keyed<T> {
  return Object.fromEntries(list.map((item) => [item.id, item]));
}

function exhibits({ receipts, imported, removed }: CaseState) {
  return Object.fromEntries(
    receipts
      .filter(({ number }) => imported.has(number) && !removed.has(number))
      .map(({ number, name, sha256 }) => [number, { number, name, sha256 }]),
  );
}

/** Without what never changes. */
function described({ meta: { number, title, examiner, organisation, questions, displayZone } }: CaseState) {
  return { number, title, examiner, organisation, questions, displayZone };
}

function particulars(before: CaseState, after: CaseState): readonly ReportChange[] {
  const labels = PARTICULAR_FIELDS.filter(({ name }) => before.particulars[name] !== after.particulars[name]);
  const people = canonicalJson(before.particulars.people) === canonicalJson(after.particulars.people) ? [] : ['People'];
  return [...labels.map(({ label }) => label), ...people].map((text) => ({ area: 'Particulars', text }));
}

function differences<T extends object>(
  area: string,
  before: Keyed<T>,
  after: Keyed<T>,
  nameOf: (value: T, key: string) => string,
): readonly ReportChange[] {
  const gone = Object.entries(before)
    .filter(([key]) => !Object.hasOwn(after, key))
    .map(([key, value]) => ({ area, text: `taken out: ${nameOf(value, key)}` }));
  const rest = Object.entries(after).flatMap(([key, value]): readonly ReportChange[] => {
    const old = before[key];
    if (old === undefined) return [{ area, text: `new: ${nameOf(value, key)}` }];
    const parts = changedParts(old, value);
    return parts.length === 0 ? [] : [{ area, text: `changed: ${nameOf(value, key)} (${parts.join(', ')})` }];
  });
  return [...gone, ...rest];
}

function changedParts(before: object, after: object): readonly string[] {
  const old: Readonly<Record<string, unknown>> = { ...before };
  const now: Readonly<Record<string, unknown>> = { ...after };
  const text = (value: unknown): string | null => (value === undefined ? null : canonicalJson(value));
  return [...new Set([...Object.keys(old), ...Object.keys(now)])].filter((key) => text(old[key]) !== text(now[key]));
}

function markWords({ change, search }: BulkMark): string {
  return `${search.count} events ${bulkWords(change)}`;
}

/** An event by exhibit, member and byte. */
function placesOf({ receipts }: CaseState): (event: string) => string {
  const numbers = new Map(receipts.map(({ sha256, number }) => [sha256, number]));
  return (event) => {
    const { exhibit, member, offset } = parseEventId(event);
    return `${[numbers.get(exhibit) ?? exhibit, member].filter((part) => part !== '').join(' ')} at byte ${offset}`;
  };
}
