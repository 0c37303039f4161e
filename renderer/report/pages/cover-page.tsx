import type { ReportModel } from '../model.js';
import { EvidenceText } from '../../ui/evidence-text.js';
import { stated } from './stated.js';

/** Title page: what the report is, for whom, by whom, and in what state. */
export function CoverPage({ model }: { readonly model: ReportModel }) {
  const { meta, counts, steps } = model;
  return (
    <header className="cover">
      <p className="cover-kind">
        {meta.kind === 'demonstration' ? 'Demonstration · invented incident, no real case' : 'Digital forensic report'}
      </p>
      <h1>
        <EvidenceText text={stated(meta.title)} />
      </h1>
      <p className="cover-number">
        Case <EvidenceText text={stated(meta.number)} />
      </p>
      {model.draft && <p className="cover-draft">DRAFT, not examined by a person</p>}
      <dl className="cover-facts">
        <dt>Examiner</dt>
        <dd>
          <EvidenceText text={stated(meta.examiner)} />
        </dd>
        <dt>Organisation</dt>
        <dd>
          <EvidenceText text={stated(meta.organisation)} />
        </dd>
        <dt>Date of this version</dt>
        <dd>
          {model.date} ({model.dateOrigin})
        </dd>
        <dt>Questions asked</dt>
        <dd>
          {meta.questions.length === 0 ? (
            stated('')
          ) : (
            <ol>
              {meta.questions.map((question) => (
                <li key={question}>
                  <EvidenceText text={question} />
                </li>
              ))}
            </ol>
          )}
        </dd>
      </dl>
      <ul className="cover-figures">
        <li>
          <strong>{model.receipts.length}</strong> exhibits
        </li>
        <li>
          <strong>{counts.events.toLocaleString('en-GB')}</strong> events
        </li>
        <li>
          <strong>{steps.length}</strong> steps
        </li>
        <li>
          <strong>{counts.cited}</strong> records cited
        </li>
      </ul>
      <p className="cover-note">
        Court-ready structure: whether a court admits it is the court's decision. Made offline with Exhibit{' '}
        {model.exhibitVersion} on {model.host}.
      </p>
    </header>
  );
}
