import type { ReactElement } from 'react';
import type { HashComparison, HashFinding } from '../../../parsers/model/case.js';
import { visibleText } from '../../../parsers/model/visible-text.js';
import { EvidenceText } from '../../ui/evidence-text.js';
import { Badge, type BadgeTone } from '../../ui/messages.js';
import { countedText, countText } from '../../ui/quantities.js';

const RESULTS: readonly { readonly result: HashFinding['result']; readonly label: string; readonly tone: BadgeTone }[] =
  [
    { result: 'match', label: 'match', tone: 'success' },
    { result: 'mismatch', label: 'mismatch', tone: 'danger' },
    { result: 'not-listed', label: 'not listed', tone: 'warning' },
    { result: 'absent', label: 'listed but absent', tone: 'warning' },
    { result: 'unchecked', label: 'not checked', tone: 'neutral' },
  ];

/** What collectors' hash lists said of the files of the case. */
export function HashComparisons({
  comparisons,
}: {
  readonly comparisons: readonly HashComparison[];
}): ReactElement | null {
  if (comparisons.length === 0) return null;
  return (
    <section className="stack" aria-label="Hash lists">
      <h3>Hash lists</h3>
      {comparisons.map((comparison) => (
        <Comparison key={comparison.id} comparison={comparison} />
      ))}
    </section>
  );
}

function Comparison({ comparison }: { readonly comparison: HashComparison }): ReactElement {
  const { list, counts, differences } = comparison;
  const all = RESULTS.reduce((sum, { result }) => sum + (result === 'match' ? 0 : counts[result]), 0);
  return (
    <div className="stack">
      <div className="row">
        <EvidenceText text={list.name} isMono />
        <span className="muted">{countedText(list.hashes, 'hash', 'hashes')}</span>
        {RESULTS.filter(({ result }) => counts[result] > 0).map(({ result, label, tone }) => (
          <Badge key={result} tone={tone}>
            {countText(counts[result])} {label}
          </Badge>
        ))}
      </div>
      {differences.length > 0 && (
        <div
          className="hash-differences"
          role="region"
          aria-label={`Differences of ${visibleText(list.name)}`}
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard has to reach it
          tabIndex={0}
        >
          <table className="table">
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
                  <td>{RESULTS.find((known) => known.result === result)?.label}</td>
                  <td>
                    <EvidenceText text={path} isMono />
                  </td>
                  <td className="mono">{listed === '' ? '' : `${algorithm} ${listed}`}</td>
                  <td className="mono">{found === '' ? '' : found}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {differences.length < all && (
        <p className="field-hint">
          Shown {countText(differences.length)} of {countText(all)} differences.
        </p>
      )}
    </div>
  );
}
