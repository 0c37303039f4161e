import type { ReportModel } from '../model.js';
import { countText } from '../../ui/quantities.js';
import { EvidenceText } from '../../ui/evidence-text.js';

/** Events on somebody's word, and the examiner's dated notes: no records, and never counted as such. */
export function StatementsSection({ model }: { readonly model: ReportModel }) {
  return (
    <>
      {model.manualEvents.length === 0 ? (
        <p>No event rests on a person's statement alone.</p>
      ) : (
        <>
          <p>No record of the exhibits states these events. Times are printed as they were stated.</p>
          <table>
            <thead>
              <tr>
                <th scope="col">When, as stated</th>
                <th scope="col">What</th>
                <th scope="col">Source</th>
                <th scope="col">Stated by</th>
              </tr>
            </thead>
            <tbody>
              {model.manualEvents.map((event) => (
                <tr key={event.id}>
                  <td>
                    <EvidenceText text={event.time} /> <EvidenceText text={event.zone} />
                  </td>
                  <td>
                    <EvidenceText text={event.text} />
                  </td>
                  <td>
                    <EvidenceText text={event.source} />
                  </td>
                  <td>
                    <EvidenceText text={event.author} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
      {model.notebook.length > 0 && (
        <>
          <h2>Notebook</h2>
          {model.notebook.map(({ id, at, text, searches, cites }) => (
            <div key={id}>
              <p>
                <small>{at} (laptop clock)</small>
                <br />
                <EvidenceText text={text} />
              </p>
              {cites.length > 0 && <p>Quotes {cites.join(', ')}.</p>}
              {searches.map(({ query, count, total }) => (
                <p key={query}>
                  Search {query === '' ? 'for everything' : <EvidenceText text={query} />}: {countText(count)} of{' '}
                  {countText(total)} events.
                </p>
              ))}
            </div>
          ))}
        </>
      )}
    </>
  );
}
