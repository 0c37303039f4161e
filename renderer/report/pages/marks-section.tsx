import { formatUtc } from '../../../parsers/time/format.js';
import { partsOf } from '../../../parsers/time/instant.js';
import { bulkWords } from '../../session/bulk-words.js';
import { EvidenceText } from '../../ui/evidence-text.js';
import type { ReportModel } from '../model.js';
import { countText } from '../../ui/quantities.js';
import { Hash } from './hash.js';

/** Acts of the examiner on all hits of a search. */
export function MarksSection({ model }: { readonly model: ReportModel }) {
  if (model.marks.length === 0) return <p>The examiner marked no events in bulk.</p>;
  return (
    <>
      <p>
        Each act marked all hits of a search at once. The digest is the SHA-256 of the hits' record hashes, sorted and
        joined; the hits themselves stand in the journal. A later review of the same events overrules an earlier one.
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">Act</th>
            <th scope="col">Search</th>
            <th scope="col" className="figure">
              Events
            </th>
            <th scope="col">Digest</th>
          </tr>
        </thead>
        <tbody>
          {model.marks.map(({ id, change, search, digest }) => (
            <tr key={id}>
              <th scope="row">
                <EvidenceText text={bulkWords(change)} />
              </th>
              <td>
                {search.query === '' ? 'everything' : <EvidenceText text={search.query} />}
                {search.range !== null && (
                  <small>
                    {' '}
                    from {formatUtc(partsOf(search.range.fromMs))} to {formatUtc(partsOf(search.range.toMs))}
                  </small>
                )}
              </td>
              <td className="figure">
                {countText(search.count)} of {countText(search.total)}
              </td>
              <td>
                <Hash value={digest} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
