import type { CitedSearch } from '../../../parsers/model/case.js';
import { formatUtc } from '../../../parsers/time/format.js';
import { EvidenceText } from '../../ui/evidence-text.js';
import type { ReportModel } from '../model.js';

/** Searches that the examiner states, with what they found, nothing included. */
export function SearchesSection({ model }: { readonly model: ReportModel }) {
  if (model.searches.length === 0) return <p>The examiner states no searches in this version.</p>;
  return (
    <>
      <p>
        Each search ran over all events that the case held at the time stated. A search finds what the records say in
        the fields and texts that Exhibit reads. That it found nothing shows that no record that was read fits it, not
        that nothing happened.
      </p>
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
          {model.searches.map((search) => (
            <tr key={search.id}>
              <td>{search.query === '' ? 'every event' : <EvidenceText text={search.query} isMono />}</td>
              <td>
                <RangeText range={search.range} />
              </td>
              <td>
                {search.count} of {search.total} events
              </td>
              <td>
                <span className="instant">{search.at}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

/** From, and up to but not including. */
function RangeText({ range }: Pick<CitedSearch, 'range'>) {
  if (range === null) return 'all times, undated events too';
  return (
    <>
      <span className="instant">{instantText(range.fromMs)}</span>
      <span className="instant">until {instantText(range.toMs)}</span>
    </>
  );
}

function instantText(time: number): string {
  const ms = Math.floor(time);
  return formatUtc({ ms, ns: Math.min(Math.round((time - ms) * 1e6), 999_999) });
}
