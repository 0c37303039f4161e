import { bulkWords } from '../../session/bulk-words.js';
import type { Act, SearchRun } from '../../../parsers/model/case.js';
import { parseEventId, type EventId } from '../../../parsers/model/ids.js';
import { readingText, type Reading } from '../../../parsers/model/reading.js';

const SENTENCES: { readonly [T in Act['type']]: (act: Extract<Act, { readonly type: T }>) => string } = {
  'case-created': (act) => `Case ${act.meta.number} made`,
  'case-opened': (act) => `Case opened on ${act.host}`,
  'case-described': (act) => `Description of the case changed: ${Object.keys(act.changes).join(', ')}`,
  'exhibit-received': (act) => `${act.receipt.number} received: ${act.receipt.name}, SHA-256 ${act.receipt.sha256}`,
  'exhibit-imported': (act) => `${act.number} imported, ledger SHA-256 ${act.ledgerSha256}`,
  'import-cancelled': (act) => `Import of ${act.number} ended: ${act.reason}`,
  'exhibit-rebuilt': (act) => `${act.number} read again: ${act.changes.join('; ')}`,
  'exhibit-described': (act) => `Intake of ${act.number} stated`,
  'exhibit-removed': (act) => `${act.number} removed: ${act.reason}`,
  'hashes-compared': ({ comparison: { list, counts } }) =>
    `Hash list ${list.name} compared: ${counts.match} match, ${counts.mismatch} differ, ${counts['not-listed']} not listed, ${counts.absent} absent`,
  annotated: (act) =>
    `Annotated ${place(act.annotation.event)}: ${act.annotation.note === '' ? 'no note' : act.annotation.note}`,
  'annotation-removed': (act) => `Annotation removed from ${place(act.event)}`,
  'step-added': (act) => `Step added: ${act.step.title}`,
  'step-changed': (act) => `Step renamed: ${act.step.title}`,
  'step-removed': () => 'Step taken out of the chain',
  'link-added': (act) => `Steps linked: ${act.link.reason}`,
  'link-removed': () => 'Link removed',
  'finding-set': (act) => `Finding written: ${act.finding.title}`,
  'finding-removed': () => 'Finding removed',
  'readings-stated': ({ readings }) =>
    `${readings.map(({ exhibit, member }) => `${exhibit} ${member}`).join(', ')}: ${readingWords(readings[0]?.reading ?? null)}, because: ${readings[0]?.reason ?? ''}`,
  'clocks-adjusted': ({ adjustments }) =>
    `Clock of ${adjustments.map(({ exhibit, member }) => `${exhibit} ${member}`).join(', ')} adjusted: ${adjustments[0]?.reason ?? ''}`,
  adjusted: (act) => `Clock of ${act.adjustment.exhibit} ${act.adjustment.member} adjusted: ${act.adjustment.reason}`,
  'manual-event-set': ({ event }) => `Stated by ${event.author}: ${event.text} (${event.time} ${event.zone})`,
  'manual-event-removed': () => 'Stated event taken out',
  'note-set': ({ note }) => `Noted: ${note.text}`,
  'note-removed': () => 'Note taken out of the notebook',
  'events-marked': ({ mark: { change, search, digest } }) =>
    `${search.count} events ${bulkWords(change)}: search "${search.query}", digest ${digest}`,
  'mark-removed': () => 'Mark on many events taken off',
  'search-saved': ({ search }) => `Search saved as ${search.name}: ${searchText(search)}`,
  'search-removed': () => 'Saved search removed',
  'columns-saved': ({ set }) => `Columns saved as ${set.name}: ${set.columns.map(({ field }) => field).join(', ')}`,
  'columns-removed': () => 'Saved columns removed',
  'search-cited': ({ search }) => `Search marked for the report: ${searchText(search)}`,
  'search-uncited': () => 'Search taken out of the report',
  'particulars-stated': () => 'Particulars of the examination stated',
  'report-planned': ({ plan }) =>
    `Report arranged: grouped by ${plan.grouping}, left out: ${plan.off.length === 0 ? 'nothing' : plan.off.join(', ')}`,
  'milestone-set': ({ milestone }) =>
    `Milestone ${milestone.name}: ${'record' in milestone.shownBy ? place(milestone.shownBy.record) : 'on a statement'}`,
  'milestone-removed': ({ name }) => `Milestone ${name} not determined any more`,
  'secrets-revealed': (act) => `Secrets shown of ${place(act.event)}`,
  'archive-opened': (act) =>
    `Opened from an archive ${act.withEvidence ? 'with' : 'without'} evidence, SHA-256 ${act.sha256}`,
  'evidence-relinked': ({ number, storage, location }) =>
    `Evidence of ${number} found again: ${storage === 'copy' ? 'copied into the case' : (location ?? '')}`,
  'report-reviewed': ({ review }) => `Reviewed (${review.kind}) by ${review.by} on ${review.on}: ${review.outcome}`,
  'report-issued': ({ issue }) => `Report issued: version ${issue.version}, ${issue.file}, SHA-256 ${issue.sha256}`,
  'report-withdrawn': (act) => `Report withdrawn: version ${act.version}, ${act.reason}`,
  undone: (act) => `Line ${act.seq} undone`,
  redone: (act) => `Line ${act.seq} done again`,
  exported: (act) => `Exported ${act.what}: ${act.detail}, SHA-256 ${act.sha256}`,
};

function readingWords(reading: Reading | null): string {
  if (reading === null) return 'read as the content says';
  return `stated to be ${reading.kind === 'not-evidence' ? '' : 'read as '}${readingText(reading)}`;
}

/** What an act did, in one line for the journal view. Texts from evidence stay as they are: the view makes them visible. */
export function actSentence(act: Act): string {
  // The table has the sentence of every type under that type, which the compiler cannot follow through an index.
  const sentence = SENTENCES[act.type] as (act: Act) => string;
  return sentence(act);
}

function searchText({ query, count, total }: SearchRun): string {
  return `${query === '' ? 'everything' : query} (${count} of ${total} events)`;
}

function place(event: EventId): string {
  const { member, offset } = parseEventId(event);
  return `${member === '' ? 'the record' : member} at byte ${offset}`;
}
