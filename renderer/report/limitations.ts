import type { CaseState } from '../../parsers/model/case.js';
import { adjustmentKey } from '../../parsers/model/fold.js';
import { stepEvents } from '../../parsers/model/step-events.js';
import { isOfRemovedExhibit } from '../session/removed-events.js';
import { isZoneOpen } from '../session/clock-sources.js';
import { damageOf, keyConflictsOf } from '../../parsers/model/damage.js';
import { countedText, countText } from '../ui/quantities.js';
import type { Ledger, MemberLedger } from '../../parsers/model/ledger.js';

/** Limitations that follow from ledger and case, one sentence each; the examiner adds to them, never removes. */
export function limitationsOf(state: CaseState, ledger: Ledger, unplaced: number): readonly string[] {
  const members = ledger.exhibits.flatMap((exhibit) => exhibit.members.map((member) => ({ exhibit, member })));
  const places = (test: (member: MemberLedger, exhibit: string) => boolean): string =>
    members
      .filter(({ exhibit, member }) => test(member, exhibit.number))
      .map(({ exhibit, member }) => (member.path === '' ? exhibit.number : `${exhibit.number} ${member.path}`))
      .join(', ');
  const sentences = [
    'The results relate only to the items examined.',
    'A record that is absent is no proof that nothing happened: sources log only what they were set to log, and containers leave no files once they are gone.',
    'Records state what their producer wrote. What a client can set (forwarded addresses, user agent) is claimed, not known; a credential that was used names no person.',
  ];
  const { rejected, duplicates, undated } = ledger.totals;
  if (rejected > 0)
    sentences.push(
      `${countedText(rejected, 'record')} could not be read (${places((member) => member.rejected > 0)}); the ledger gives line and reason.`,
    );
  if (duplicates > 0)
    sentences.push(
      `Records that repeat an earlier one of their exhibit under the producer's own key were counted once: ${countText(duplicates)}.`,
    );
  if (undated > 0)
    sentences.push(`Records that state no time stand beside the time line, not on it: ${countText(undated)}.`);
  const open = places((member, exhibit) => isZoneOpen(state.adjustments, exhibit, member));
  if (open !== '')
    sentences.push(
      `Times without a stated zone: ${open}. Until the zone is known these events have no place on the time line.`,
    );
  const answered = places((member, exhibit) => member.zoneNeeded && !isZoneOpen(state.adjustments, exhibit, member));
  if (answered !== '')
    sentences.push(
      `The zone of these times is stated by the examiner, not by the records: ${answered}. The chapter on time says what that rests on.`,
    );
  const yearless = places((member) => member.yearNeeded === true);
  if (yearless !== '')
    sentences.push(
      `Times of these write no year: ${yearless}. ${statedYears(state, ledger)} The year is counted on where dates fall back by more than three months, so that a gap of nine months or more would go unnoticed.`,
    );
  if (unplaced > 0)
    sentences.push(`Events without a place on the time line were searched like all others: ${countText(unplaced)}.`);
  for (const { exhibit, member } of members) {
    if (member.cutOff === undefined) continue;
    const name = member.path === '' ? exhibit.number : `${exhibit.number} ${member.path}`;
    sentences.push(
      `${name} may be cut off. ${member.records} ${member.cutOff.replace(/\.$/, '')}. What its source held beyond is not examined.`,
    );
  }
  const left = places((member) => member.format === 'not-evidence');
  if (left !== '') sentences.push(`Stated by the examiner not to be evidence, and so not examined: ${left}.`);
  const stated = places((member) => member.stated !== undefined && member.format !== 'not-evidence');
  if (stated !== '')
    sentences.push(
      `Read as the examiner states, not as the content says: ${stated}. The ledger gives his reason and what the content says.`,
    );
  const unread = places((member) => member.format === 'unrecognised' || member.format === 'unsupported');
  if (unread !== '') sentences.push(`Not recognised or not supported, and so not examined: ${unread}.`);
  const damaged = members
    .map(({ exhibit, member }) => ({ name: `${exhibit.number} ${member.path}`.trimEnd(), damage: damageOf(member) }))
    .filter(({ damage }) => damage.length > 0)
    .map(({ name, damage }) => `${name}: ${damage.join(', ')}`);
  if (damaged.length > 0) sentences.push(`Damaged or cut off: ${damaged.join('; ')}.`);
  const conflicts = places((member) => keyConflictsOf(member) > 0);
  if (conflicts !== '')
    sentences.push(`Records that share a producer's key but differ in content, kept as separate events: ${conflicts}.`);
  const assumed = places((member) => member.events > 0 && member.formatReason.includes('schema assumed'));
  if (assumed !== '')
    sentences.push(`Read by a schema that is assumed from documents, not proven on real data of others: ${assumed}.`);
  const coarse = members.some(({ member }) => member.format === 'aws-cloudtrail' && member.events > 0);
  if (coarse)
    sentences.push('CloudTrail states times to the second; the order of records within one second is undecided.');
  for (const [number, reason] of state.removed) {
    sentences.push(`${number} was removed from the case and is not examined: ${reason}.`);
  }
  const hiding = state.marks.filter(({ change }) => change.kind === 'hide').length;
  if (hiding > 0)
    sentences.push(
      `The examiner hid events from the screen in ${hiding} acts; they are searched and counted here like all others. The chapter on marks names the searches.`,
    );
  const words = wordsOfRemoved(state);
  if (words > 0)
    sentences.push(
      `${words} annotations, steps and citations of findings speak of records in removed exhibits; they are not printed.`,
    );
  const mismatches = state.hashComparisons.reduce((sum, { counts }) => sum + counts.mismatch, 0);
  if (mismatches > 0)
    sentences.push(
      `${mismatches} files differ from the hash that their collector listed; the chapter on exhibits names them.`,
    );
  if (state.cancelled.size > 0) sentences.push(`Received but not imported: ${[...state.cancelled].join(', ')}.`);
  return sentences;
}

function wordsOfRemoved(state: CaseState): number {
  const events = [
    ...state.annotations.keys(),
    ...stepEvents(state.steps),
    ...state.findings.flatMap(({ recordsFor, recordsAgainst }) => [...recordsFor, ...recordsAgainst]),
  ];
  return events.filter((event) => isOfRemovedExhibit(state, event)).length;
}

/** Which year each log without years begins in, and on whose word. */
function statedYears({ adjustments, meta }: CaseState, { exhibits }: Ledger): string {
  const said = exhibits.flatMap(({ number, members }) =>
    members.flatMap(({ path, yearNeeded }) => {
      const year = adjustments.get(adjustmentKey(number, path))?.year;
      return yearNeeded === true && year !== undefined
        ? [`${year} for ${path === '' ? number : `${number} ${path}`}`]
        : [];
    }),
  );
  if (said.length === 0) return 'The year of the first is not stated yet.';
  const who = meta.examiner === '' ? 'the examiner' : `the examiner, ${meta.examiner}`;
  return `The year of the first is stated by ${who}, not by the records: ${said.join(', ')}.`;
}
