import { REVIEW_KINDS, type IssuedReport, type ReviewKind } from '../../../parsers/model/report-issue.js';
import { EvidenceText } from '../../ui/evidence-text.js';
import { countedText } from '../../ui/quantities.js';
import type { ReportModel } from '../model.js';
import type { ChangesSince } from '../report-changes.js';
import { Hash } from './hash.js';
import { Pairs } from './stated.js';

const KIND_LABELS: Readonly<Record<ReviewKind, string>> = {
  technical: 'Technical review',
  administrative: 'Administrative review',
};

/** Who looked over the work, when, with what outcome; versions issued before, and what changed since the last. */
export function ReviewSection({ model }: { readonly model: ReportModel }) {
  return (
    <>
      <Pairs
        rows={[
          ...REVIEW_KINDS.map((kind) => [KIND_LABELS[kind], <Reviews key={kind} model={model} kind={kind} />] as const),
          [
            'State of the document',
            model.version === null ? 'draft: not examined by a person' : `issued, version ${model.version}`,
          ],
        ]}
      />
      {model.issues.length > 0 && <Versions issues={model.issues} isIssue={!model.draft} />}
      {model.changes !== null && <Changes since={model.changes} />}
    </>
  );
}

function Reviews({ model, kind }: { readonly model: ReportModel; readonly kind: ReviewKind }) {
  const reviews = model.reviews.filter((review) => review.kind === kind);
  if (reviews.length === 0) return <>none is recorded in the journal</>;
  return (
    <ul className="plain">
      {reviews.map(({ seq, by, on, outcome, remarks, isCurrent }) => (
        <li key={seq}>
          <EvidenceText text={by} />, <EvidenceText text={on} />: {outcome}
          {remarks !== '' && (
            <>
              . <EvidenceText text={remarks} />
            </>
          )}{' '}
          <small>
            (line {seq} of the journal{isCurrent ? '' : '; the case was changed since'})
          </small>
        </li>
      ))}
    </ul>
  );
}

function Versions({ issues, isIssue }: { readonly issues: readonly IssuedReport[]; readonly isIssue: boolean }) {
  return (
    <>
      <h2>Versions issued before</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">Version</th>
            <th scope="col">Report</th>
            <th scope="col">Issued</th>
            <th scope="col">SHA-256 of the file</th>
            <th scope="col">Standing</th>
          </tr>
        </thead>
        <tbody>
          {issues.map(({ version, id, at, by, sha256, withdrawn }) => (
            <tr key={version}>
              <th scope="row">{version}</th>
              <td>{id}</td>
              <td>
                {at}, by <EvidenceText text={by} />
              </td>
              <td>
                <Hash value={sha256} />
              </td>
              <td>
                {withdrawn === null ? (
                  standing(version, issues.length, isIssue)
                ) : (
                  <>
                    withdrawn {withdrawn.at}: <EvidenceText text={withdrawn.reason} />
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function standing(version: number, count: number, isIssue: boolean): string {
  if (version < count) return `superseded by version ${version + 1}`;
  return isIssue ? 'superseded by this version' : 'stands: this draft does not supersede it';
}

function Changes({ since: { version, changes } }: { readonly since: ChangesSince }) {
  return (
    <>
      <h2>What changed since version {version}</h2>
      {changes.length === 0 ? (
        <p>Nothing that this report prints of the case.</p>
      ) : (
        <>
          <p>
            {countedText(changes.length, 'change')}, found by comparing the case as it stood then with the case now.
          </p>
          <table>
            <thead>
              <tr>
                <th scope="col">Concerns</th>
                <th scope="col">Change</th>
              </tr>
            </thead>
            <tbody>
              {changes.map(({ area, text }, index) => (
                // oxlint-disable-next-line react/no-array-index-key -- a printed list never changes its order
                <tr key={index}>
                  <th scope="row">{area}</th>
                  <td>
                    <EvidenceText text={text} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </>
  );
}
