import type { CaseState } from '../../parsers/model/case.js';
import { parseEventId, type EventId } from '../../parsers/model/ids.js';

/** True where every receipt of the event's exhibit was taken out of the case: words about it stay, the event does not. */
export function isOfRemovedExhibit(state: Pick<CaseState, 'receipts' | 'removed'>, event: EventId): boolean {
  if (state.removed.size === 0) return false;
  const { exhibit } = parseEventId(event);
  const receipts = state.receipts.filter(({ sha256 }) => sha256 === exhibit);
  return receipts.length > 0 && receipts.every(({ number }) => state.removed.has(number));
}
