import type { ReportModel } from '../model.js';
import { countText } from '../../ui/quantities.js';
import { Hash } from './hash.js';
import { EvidenceText } from '../../ui/evidence-text.js';

const RESULTS = {
  match: 'match',
  mismatch: 'MISMATCH',
  'not-listed': 'not listed',
  absent: 'listed but absent',
  unchecked: 'not checked: only SHA-256 is known of members of archives',
} as const;

/** What the collectors' own hash lists said of the files. */
export function HashLists({ model }: { readonly model: ReportModel }) {
  const times = new Map(model.clockTimes);
  return (
    <>
      <h2>Collectors' hash lists</h2>
      {model.hashComparisons.length === 0 && <p>No hash list of a collector was compared.</p>}
      {model.hashComparisons.map(({ id, list, exhibits, counts, differences }) => (
        <section key={id}>
          <p>
            <EvidenceText text={list.name} />, {countText(list.hashes)} hashes, SHA-256 of the list{' '}
            <Hash value={list.sha256} />, held against {exhibits.join(', ')} at {times.get(id) ?? 'a time not known'}{' '}
            (laptop clock): {countText(counts.match)} match, {countText(counts.mismatch)} mismatch,{' '}
            {countText(counts['not-listed'])} not listed, {countText(counts.absent)} listed but absent,{' '}
            {countText(counts.unchecked)} not checked.
            {list.ignored > 0 && ` ${countText(list.ignored)} lines state no hash.`}
          </p>
          {differences.length > 0 && (
            <table>
              <thead>
                <tr>
                  <th scope="col">Result</th>
                  <th scope="col">File</th>
                  <th scope="col">Listed</th>
                  <th scope="col">Found</th>
                </tr>
              </thead>
              <tbody>
                {differences.map(({ path, algorithm, listed, found, result }) => (
                  <tr key={`${result} ${path} ${listed}`}>
                    <td>{RESULTS[result]}</td>
                    <td>
                      <EvidenceText text={path} />
                    </td>
                    <td>
                      {listed !== '' && (
                        <>
                          {algorithm} <Hash value={listed} />
                        </>
                      )}
                    </td>
                    <td>{found !== '' && <Hash value={found} />}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </section>
      ))}
    </>
  );
}
