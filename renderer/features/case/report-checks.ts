import type { CaseState } from '../../../parsers/model/case.js';
import { missingParticulars } from '../../../parsers/model/particulars.js';
import type { Ledger } from '../../../parsers/model/ledger.js';
import { stepEvents } from '../../../parsers/model/step-events.js';
import { isZoneOpen } from '../../session/clock-sources.js';
import { countedText } from '../../ui/quantities.js';

/** One line of what the report will hold, or lacks. */
export interface ReportCheck {
  readonly name: string;
  readonly text: string;
  /** `missing` prints “[not stated]”; `open` is worth a look before export. */
  readonly tone: 'good' | 'open' | 'missing';
}

/** What stands in the report if it is exported now. */
export function reportChecks(state: CaseState, ledger: Ledger): readonly ReportCheck[] {
  const { meta, steps, links, findings, annotations } = state;
  const forReport = [...annotations.values()].filter((annotation) => annotation.forReport).length;
  const unannotated = stepEvents(steps).filter((event) => !annotations.has(event)).length;
  const unanswered = meta.questions.filter(
    (question) => !findings.some(({ answers }) => answers?.includes(question) === true),
  ).length;
  const zoneNeeded = ledger.exhibits.flatMap(({ number, members }) =>
    members.filter((member) => isZoneOpen(state.adjustments, number, member)),
  ).length;
  const missing = missingParticulars(state.particulars);
  return [
    stated('Title', meta.title),
    stated('Examiner', meta.examiner),
    stated('Organisation', meta.organisation),
    counted('Questions', meta.questions.length, 'question', 'missing'),
    ...(missing.length === 0
      ? []
      : [
          {
            name: 'Particulars',
            text: `${missing.join('; ')}: the report prints “[not stated]”`,
            tone: 'missing' as const,
          },
        ]),
    counted('Exhibits', ledger.exhibits.length, 'exhibit', 'missing'),
    counted('Steps of the kill chain', steps.length, 'step', 'open'),
    ...(unannotated === 0 ? [] : [open('Steps without annotation', countedText(unannotated, 'step'))]),
    counted('Links', links.length, 'link', 'open'),
    counted('Annotated events marked for the report', forReport, 'event', 'open'),
    counted('Findings', findings.length, 'finding', 'open'),
    ...(unanswered === 0 ? [] : [open('Questions that no finding answers', countedText(unanswered, 'question'))]),
    ...(ledger.totals.rejected === 0
      ? []
      : [open('Rejected records', `${countedText(ledger.totals.rejected, 'record')}, listed with reasons`)]),
    ...(zoneNeeded === 0 ? [] : [open('Members whose times state no zone', countedText(zoneNeeded, 'member'))]),
  ];
}

function stated(name: string, text: string): ReportCheck {
  return text === ''
    ? { name, text: 'not stated; the report prints “[not stated]”', tone: 'missing' }
    : { name, text, tone: 'good' };
}

function counted(name: string, count: number, one: string, whenNone: 'open' | 'missing'): ReportCheck {
  return count === 0 ? { name, text: 'none', tone: whenNone } : { name, text: countedText(count, one), tone: 'good' };
}

function open(name: string, text: string): ReportCheck {
  return { name, text, tone: 'open' };
}

/** Reads a date typed for the report: ISO 8601, a date alone means midnight UTC. Null where it is none. */
export function reportDate(text: string): string | null {
  const written = text.trim();
  if (!/^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d))?$/.test(written)) return null;
  const date = new Date(written);
  // `2026-02-30` must not become the second of March.
  const isReal =
    !Number.isNaN(date.getTime()) &&
    new Date(`${written.slice(0, 10)}T00:00:00Z`).toISOString().startsWith(written.slice(0, 10));
  return isReal ? date.toISOString() : null;
}
