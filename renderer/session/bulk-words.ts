import type { BulkChange } from '../../parsers/model/case.js';

/** What was said of many events: `tagged miner`, `hidden`. */
export function bulkWords(change: BulkChange): string {
  switch (change.kind) {
    case 'tag':
      return `tagged ${change.tag}`;
    case 'note':
      return `noted: ${change.note}`;
    case 'review':
      return `reviewed as ${change.review}`;
    case 'for-report':
      return 'taken into the report';
    case 'hide':
      return 'hidden';
  }
}
