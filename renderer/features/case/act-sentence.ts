import type { Act } from '../../../parsers/model/case.js';
import { parseEventId, type EventId } from '../../../parsers/model/ids.js';

/** What an act did, in one line for the journal view. Texts from evidence stay as they are: the view makes them visible. */
export function actSentence(act: Act): string {
  switch (act.type) {
    case 'case-created':
      return `Case ${act.meta.number} made`;
    case 'case-opened':
      return `Case opened on ${act.host}`;
    case 'case-described':
      return `Description of the case changed: ${Object.keys(act.changes).join(', ')}`;
    case 'exhibit-received':
      return `${act.receipt.number} received: ${act.receipt.name}, SHA-256 ${act.receipt.sha256}`;
    case 'exhibit-imported':
      return `${act.number} imported, ledger SHA-256 ${act.ledgerSha256}`;
    case 'import-cancelled':
      return `Import of ${act.number} ended: ${act.reason}`;
    case 'exhibit-rebuilt':
      return `${act.number} read again: ${act.changes.join('; ')}`;
    case 'annotated':
      return `Annotated ${place(act.annotation.event)}: ${act.annotation.note === '' ? 'no note' : act.annotation.note}`;
    case 'annotation-removed':
      return `Annotation removed from ${place(act.event)}`;
    case 'step-added':
      return `Step added: ${act.step.title}`;
    case 'step-changed':
      return `Step renamed: ${act.step.title}`;
    case 'step-removed':
      return 'Step taken out of the chain';
    case 'link-added':
      return `Steps linked: ${act.link.reason}`;
    case 'link-removed':
      return 'Link removed';
    case 'finding-set':
      return `Finding written: ${act.finding.title}`;
    case 'finding-removed':
      return 'Finding removed';
    case 'adjusted':
      return `Clock of ${act.adjustment.exhibit} ${act.adjustment.member} adjusted: ${act.adjustment.reason}`;
    case 'undone':
      return `Line ${act.seq} undone`;
    case 'redone':
      return `Line ${act.seq} done again`;
    case 'exported':
      return `Exported ${act.what}: ${act.detail}, SHA-256 ${act.sha256}`;
  }
}

function place(event: EventId): string {
  const { member, offset } = parseEventId(event);
  return `${member === '' ? 'the record' : member} at byte ${offset}`;
}
