/** What single acts ask for and change: the rules behind the fold. */
import type { Act, CaseState, Change, Step } from './case.js';
import type { MemberReading } from './reading.js';
import { UNSTATED_INTAKE } from './intake.js';
import { UNSTATED_PARTICULARS } from './particulars.js';
import { isRecordStep } from './step-events.js';

/** Key of an adjustment: the source it speaks of. */
export function adjustmentKey(exhibit: string, member: string): string {
  return `${exhibit}\n${member}`;
}

/** Why an act does not fit the state, as a sentence, or null where it fits. */
export function refusal(state: CaseState, act: Act): string | null {
  const hasStep = (id: string) => state.steps.some((step) => step.id === id);
  const received = (number: string) => state.receipts.some((receipt) => receipt.number === number);
  switch (act.type) {
    case 'case-created':
      return state.head.seq === 0 ? null : 'the case exists already';
    case 'case-opened':
    case 'case-described':
    case 'annotated':
    case 'finding-set':
    case 'manual-event-set':
    case 'note-set':
    case 'search-saved':
    case 'columns-saved':
    case 'particulars-stated':
    case 'report-planned':
    case 'milestone-set':
    case 'report-reviewed':
    case 'archive-opened':
    case 'secrets-revealed':
    case 'exported':
      return null;
    case 'report-issued':
      if (act.issue.version !== state.issues.length + 1) return `the next version is ${state.issues.length + 1}`;
      return act.issue.restsOn.hash === state.lastWord.hash
        ? null
        : `the case was changed since line ${act.issue.restsOn.seq}`;
    case 'report-withdrawn': {
      const issued = state.issues[act.version - 1];
      if (issued === undefined) return `no version ${act.version} was issued`;
      return issued.withdrawn === null ? null : `version ${act.version} was withdrawn already`;
    }
    case 'milestone-removed':
      return state.milestones.has(act.name) ? null : `no record shows ${act.name}`;
    case 'exhibit-received':
      return received(act.receipt.number) ? `the number ${act.receipt.number} is taken` : null;
    case 'hashes-compared':
      return null;
    case 'exhibit-removed':
      if (!received(act.number)) return `no exhibit ${act.number} was received`;
      return state.removed.has(act.number) ? `the exhibit ${act.number} was removed already` : null;
    case 'exhibit-imported':
      if (state.removed.has(act.number)) return `the exhibit ${act.number} was removed`;
      return received(act.number) ? null : `no exhibit ${act.number} was received`;
    case 'exhibit-described':
    case 'evidence-relinked':
    case 'import-cancelled':
      return received(act.number) ? null : `no exhibit ${act.number} was received`;
    case 'exhibit-rebuilt':
      return state.imported.has(act.number) ? null : `no exhibit ${act.number} was imported`;
    case 'annotation-removed':
      return state.annotations.has(act.event) ? null : 'the event has no annotation';
    case 'step-added':
      return hasStep(act.step.id) ? `there is a step ${act.step.id} already` : unstated(state, act.step);
    case 'step-changed':
      return hasStep(act.step.id) ? unstated(state, act.step) : `there is no step ${act.step.id}`;
    case 'step-removed':
      return hasStep(act.id) ? null : `there is no step ${act.id}`;
    case 'link-added':
      if (state.links.some((link) => link.id === act.link.id)) return `there is a link ${act.link.id} already`;
      if (!hasStep(act.link.from) || !hasStep(act.link.to)) return 'a link joins two steps of the kill chain';
      return act.link.records.length > 0 ? null : 'a link needs at least one supporting record';
    case 'link-removed':
      return state.links.some((link) => link.id === act.id) ? null : `there is no link ${act.id}`;
    case 'finding-removed':
      return state.findings.some((finding) => finding.id === act.id) ? null : `there is no finding ${act.id}`;
    case 'adjusted':
      return received(act.adjustment.exhibit) ? null : `no exhibit ${act.adjustment.exhibit} was received`;
    case 'clocks-adjusted': {
      const unknown = act.adjustments.find(({ exhibit }) => !received(exhibit));
      if (unknown !== undefined) return `no exhibit ${unknown.exhibit} was received`;
      return act.adjustments.length > 0 ? null : 'an adjustment names at least one source';
    }
    case 'readings-stated': {
      const unread = act.readings.map((reading) => unreadable(state, reading)).find((reason) => reason !== null);
      return act.readings.length === 0 ? 'a reading names at least one member' : (unread ?? null);
    }
    case 'events-marked':
      if (state.marks.some((mark) => mark.id === act.mark.id)) return `there is a mark ${act.mark.id} already`;
      return act.mark.events.reduce((sum, { count }) => sum + count, 0) === act.mark.search.count
        ? null
        : 'a mark names as many events as its search found';
    case 'manual-event-removed':
      if (state.steps.some((step) => !isRecordStep(step) && step.stated === act.id))
        return 'the stated event is a step of the kill chain; take the step out first';
      return indexOf(state.manualEvents, act.id) < 0 ? `there is no manual event ${act.id}` : null;
    case 'note-removed':
      return indexOf(state.notebook, act.id) < 0 ? `there is no note ${act.id}` : null;
    case 'mark-removed':
      return state.marks.some((mark) => mark.id === act.id) ? null : `there is no mark ${act.id}`;
    case 'search-removed':
      return state.savedSearches.some((search) => search.id === act.id) ? null : `there is no saved search ${act.id}`;
    case 'columns-removed':
      return state.columnSets.some((set) => set.id === act.id) ? null : `there are no columns ${act.id}`;
    case 'search-cited':
      return state.citedSearches.some((search) => search.id === act.search.id)
        ? `there is a cited search ${act.search.id} already`
        : null;
    case 'search-uncited':
      return state.citedSearches.some((search) => search.id === act.id) ? null : `there is no cited search ${act.id}`;
    case 'undone':
      return state.undoable.at(-1) === act.seq ? null : 'only the newest act can be undone';
    case 'redone':
      return state.redoable.at(-1) === act.seq ? null : 'only the act undone last can be redone';
  }
}

/** Why a step cannot stand on what it names, or null. Events of the evidence are the database's to know. */
function unstated(state: CaseState, step: Step): string | null {
  if (isRecordStep(step) || state.manualEvents.some(({ id }) => id === step.stated)) return null;
  return `there is no manual event ${step.stated}`;
}

/** Why nothing can be said of how a member is read, or null. */
function unreadable(state: CaseState, { exhibit, member }: MemberReading): string | null {
  if (state.removed.has(exhibit)) return `the exhibit ${exhibit} was removed`;
  const line = state.imported.get(exhibit)?.ledger.members.find(({ path }) => path === member);
  if (line === undefined) return `no member ${member === '' ? 'of its own' : member} was imported of ${exhibit}`;
  return line.format === 'archive' ? `${exhibit} ${member} is an archive: say it of the members in it` : null;
}

/** What an undoable act changes; null for acts that can never be undone. */
export function changesOf(state: CaseState, act: Act): readonly Change[] | null {
  switch (act.type) {
    case 'case-described':
      return [{ in: 'meta', value: act.changes }];
    case 'exhibit-described':
      // An older program may not know every part.
      return [{ in: 'intakes', key: act.number, value: { ...UNSTATED_INTAKE, ...act.intake } }];
    case 'particulars-stated':
      return [{ in: 'particulars', value: { ...UNSTATED_PARTICULARS, ...act.particulars } }];
    case 'report-planned':
      return [{ in: 'reportPlan', value: act.plan }];
    case 'milestone-set':
      return [{ in: 'milestones', key: act.milestone.name, value: act.milestone }];
    case 'milestone-removed':
      return [{ in: 'milestones', key: act.name, value: null }];
    case 'annotated':
      return [{ in: 'annotations', key: act.annotation.event, value: act.annotation }];
    case 'annotation-removed':
      return [{ in: 'annotations', key: act.event, value: null }];
    case 'adjusted':
      return [
        { in: 'adjustments', key: adjustmentKey(act.adjustment.exhibit, act.adjustment.member), value: act.adjustment },
      ];
    case 'clocks-adjusted':
      return act.adjustments.map((adjustment) => ({
        in: 'adjustments',
        key: adjustmentKey(adjustment.exhibit, adjustment.member),
        value: adjustment,
      }));
    case 'readings-stated':
      return act.readings.flatMap((reading) => changesOfReading(state, reading));
    case 'step-added':
      return [{ in: 'steps', key: act.step.id, at: state.steps.length, value: act.step }];
    case 'step-changed':
      return [{ in: 'steps', key: act.step.id, at: indexOf(state.steps, act.step.id), value: act.step }];
    case 'step-removed':
      return [
        // From the end, so that each place is right at the time it is used, and again on the way back.
        ...state.links
          .map((link, at): Change => ({ in: 'links', key: link.id, at, value: null }))
          .filter((_, at) => state.links[at]?.from === act.id || state.links[at]?.to === act.id)
          .toReversed(),
        { in: 'steps', key: act.id, at: indexOf(state.steps, act.id), value: null },
      ];
    case 'link-added':
      return [{ in: 'links', key: act.link.id, at: state.links.length, value: act.link }];
    case 'link-removed':
      return [{ in: 'links', key: act.id, at: indexOf(state.links, act.id), value: null }];
    case 'finding-set': {
      const at = indexOf(state.findings, act.finding.id);
      return [{ in: 'findings', key: act.finding.id, at: at < 0 ? state.findings.length : at, value: act.finding }];
    }
    case 'finding-removed':
      return [{ in: 'findings', key: act.id, at: indexOf(state.findings, act.id), value: null }];
    case 'manual-event-set': {
      const at = indexOf(state.manualEvents, act.event.id);
      const place = at < 0 ? state.manualEvents.length : at;
      return [{ in: 'manualEvents', key: act.event.id, at: place, value: act.event }];
    }
    case 'manual-event-removed':
      return [{ in: 'manualEvents', key: act.id, at: indexOf(state.manualEvents, act.id), value: null }];
    case 'note-set': {
      const at = indexOf(state.notebook, act.note.id);
      return [{ in: 'notebook', key: act.note.id, at: at < 0 ? state.notebook.length : at, value: act.note }];
    }
    case 'note-removed':
      return [{ in: 'notebook', key: act.id, at: indexOf(state.notebook, act.id), value: null }];
    case 'events-marked':
      return [{ in: 'marks', key: act.mark.id, at: state.marks.length, value: act.mark }];
    case 'mark-removed':
      return [{ in: 'marks', key: act.id, at: indexOf(state.marks, act.id), value: null }];
    case 'search-saved': {
      const at = indexOf(state.savedSearches, act.search.id);
      const place = at < 0 ? state.savedSearches.length : at;
      return [{ in: 'savedSearches', key: act.search.id, at: place, value: act.search }];
    }
    case 'columns-saved': {
      const at = indexOf(state.columnSets, act.set.id);
      return [{ in: 'columnSets', key: act.set.id, at: at < 0 ? state.columnSets.length : at, value: act.set }];
    }
    case 'columns-removed':
      return [{ in: 'columnSets', key: act.id, at: indexOf(state.columnSets, act.id), value: null }];
    case 'search-removed':
      return [{ in: 'savedSearches', key: act.id, at: indexOf(state.savedSearches, act.id), value: null }];
    case 'search-cited':
      return [{ in: 'citedSearches', key: act.search.id, at: state.citedSearches.length, value: act.search }];
    case 'search-uncited':
      return [{ in: 'citedSearches', key: act.id, at: indexOf(state.citedSearches, act.id), value: null }];
    case 'case-created':
    case 'case-opened':
    case 'exhibit-received':
    case 'exhibit-imported':
    case 'exhibit-rebuilt':
    case 'exhibit-removed':
    case 'hashes-compared':
    case 'import-cancelled':
    case 'report-reviewed':
    case 'report-issued':
    case 'report-withdrawn':
    case 'archive-opened':
    case 'evidence-relinked':
    case 'secrets-revealed':
    case 'exported':
    case 'undone':
    case 'redone':
      return null;
  }
}

function changesOfReading(
  state: CaseState,
  { exhibit, member, reading, reason, zone }: MemberReading,
): readonly Change[] {
  const key = adjustmentKey(exhibit, member);
  const value = reading === null ? null : { reading, reason, by: state.meta.examiner };
  const said: Change = { in: 'readings', key, value };
  if (zone === undefined) return [said];
  const before = state.adjustments.get(key) ?? { offsetNs: '0', uncertaintyNs: '0' };
  return [said, { in: 'adjustments', key, value: { ...before, exhibit, member, zone, reason } }];
}

function indexOf(list: readonly { readonly id: string }[], id: string): number {
  return list.findIndex((item) => item.id === id);
}
