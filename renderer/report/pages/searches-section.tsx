import type { CitedSearch } from '../../../parsers/model/case.js';
import { formatUtc } from '../../../parsers/time/format.js';
import { partsOf } from '../../../parsers/time/instant.js';
import { EvidenceText } from '../../ui/evidence-text.js';
import type { ReportModel } from '../model.js';
import { countText } from '../../ui/quantities.js';

/** Searches that the examiner states, what found nothing apart from what was found. */
export function SearchesSection({ model }: { readonly model: ReportModel }) {
  const nothing = model.searches.filter(({ count }) => count === 0);
  const found = model.searches.filter(({ count }) => count > 0);
  return (
    <>
      <p>
        Each search ran over all events that the case held at the time stated. A search finds what the records say in
        the fields and texts that Exhibit reads. That it found nothing shows that no record that was read fits it, not
        that nothing happened.
      </p>
      <h2>Searched for and not found</h2>
      {nothing.length === 0 ? (
        <p>The examiner states no search without a hit in this version.</p>
      ) : (
        <Searches searches={nothing} />
      )}
      <h2>Searched for and found</h2>
      {found.length === 0 ? (
        <p>The examiner states no search with hits in this version.</p>
      ) : (
        <Searches searches={found} />
      )}
      <h2>What speaks against a finding</h2>
      <p>
        {against(model) === 0
          ? 'No record is cited against a finding in this version.'
          : `${countText(against(model))} citations of records against findings stand with the findings they concern.`}
      </p>
    </>
  );
}

function against(model: ReportModel): number {
  return model.findings.reduce((sum, { citesAgainst }) => sum + citesAgainst.length, 0);
}

function Searches({ searches }: { readonly searches: readonly CitedSearch[] }) {
  return (
    <table className="searches">
      <thead>
        <tr>
          <th scope="col">Search</th>
          <th scope="col">Time range (UTC)</th>
          <th scope="col">Found</th>
          <th scope="col">Counted (UTC)</th>
        </tr>
      </thead>
      <tbody>
        {searches.map((search) => (
          <tr key={search.id}>
            <td>{search.query === '' ? 'every event' : <EvidenceText text={search.query} isMono />}</td>
            <td>
              <RangeText range={search.range} />
            </td>
            <td>
              {countText(search.count)} of {countText(search.total)} events
            </td>
            <td>
              <span className="instant">{search.at}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** From, and up to but not including. */
function RangeText({ range }: Pick<CitedSearch, 'range'>) {
  if (range === null) return 'all times, undated events too';
  return (
    <>
      <span className="instant">{formatUtc(partsOf(range.fromMs))}</span>
      <span className="instant">until {formatUtc(partsOf(range.toMs))}</span>
    </>
  );
}
