import type { EventDetail } from '../../query/spec.js';

/** How an event is cited: enough for a stranger to find its bytes and to know that they are the same. */
export function citation(detail: EventDetail): string {
  const place = [
    detail.member === '' ? '' : `member ${detail.member}`,
    detail.line > 0 ? `line ${detail.line}` : '',
    `bytes ${detail.offset} to ${detail.offset + detail.length} of the decompressed content`,
    detail.path === '' ? '' : `at ${detail.path}`,
    detail.index > 0 ? `event ${detail.index + 1} of the record` : '',
  ].filter((part) => part !== '');
  return `Exhibit ${detail.exhibitNumber} (SHA-256 ${detail.exhibitSha256}), ${place.join(', ')}; SHA-256 of the record ${detail.recordSha256}`;
}
