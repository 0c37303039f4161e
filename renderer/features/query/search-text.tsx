import type { ReactElement } from 'react';
import type { SearchRun } from '../../../parsers/model/case.js';
import { partsOf } from '../../../parsers/time/instant.js';
import { EvidenceText } from '../../ui/evidence-text.js';
import { countText } from '../../ui/quantities.js';
import { TimeText } from '../../ui/time-text.js';

/** What was asked: query and time range. */
export function SearchText({
  search,
  zone,
}: {
  readonly search: Pick<SearchRun, 'query' | 'range'>;
  readonly zone: string;
}): ReactElement {
  return (
    <>
      {search.query === '' ? <span className="muted">every event</span> : <EvidenceText text={search.query} isMono />}
      {search.range !== null && (
        <div className="search-range">
          <TimeText time={partsOf(search.range.fromMs)} zone={zone} form="compact" /> to{' '}
          <TimeText time={partsOf(search.range.toMs)} zone={zone} form="compact" />
        </div>
      )}
    </>
  );
}

/** `12 of 1,234` */
export function hitsText({ count, total }: Pick<SearchRun, 'count' | 'total'>): string {
  return `${countText(count)} of ${countText(total)}`;
}
