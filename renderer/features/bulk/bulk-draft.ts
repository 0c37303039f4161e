import type { BulkChange } from '../../../parsers/model/case.js';
import { countText } from '../../ui/quantities.js';

/** More hits than this could make a line of the journal that is too long to be sent. */
export const MOST_EVENTS = 1_000_000;
/** More records than this make no report. */
export const MOST_FOR_REPORT = 500;

export interface BulkDraft {
  readonly kind: BulkChange['kind'];
  readonly text: string;
  readonly review: Extract<BulkChange, { readonly kind: 'review' }>['review'];
}

export const NEW_BULK_DRAFT: BulkDraft = { kind: 'review', text: '', review: 'relevant' };

/** What would be said of each event; null while a tag or a note is missing. */
export function changeOf({ kind, text, review }: BulkDraft): BulkChange | null {
  const written = text.trim();
  switch (kind) {
    case 'tag':
      return written === '' ? null : { kind, tag: written };
    case 'note':
      return written === '' ? null : { kind, note: written };
    case 'review':
      return { kind, review };
    case 'for-report':
    case 'hide':
      return { kind };
  }
}

/** Why that many events cannot be marked so, as a sentence; null where they can. */
export function bulkObstacle(kind: BulkChange['kind'], count: number): string | null {
  if (count === 0) return 'No event is shown: there is nothing to mark.';
  if (kind === 'for-report' && count > MOST_FOR_REPORT)
    return `A report prints every record it cites: at most ${MOST_FOR_REPORT} at once. Narrow the search.`;
  return count > MOST_EVENTS ? `At most ${countText(MOST_EVENTS)} events at once. Narrow the search.` : null;
}
