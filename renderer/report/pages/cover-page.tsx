import type { ReportModel } from '../model.js';
import { EvidenceText } from '../../ui/evidence-text.js';
import { countText } from '../../ui/quantities.js';
import { Stated } from './stated.js';

/** Title page: what the report is, for whom, by whom, and in what state. */
export function CoverPage({ model }: { readonly model: ReportModel }) {
  const { meta, particulars, counts } = model;
  const isDemonstration = meta.kind === 'demonstration';
  return (
    <header className="cover">
      <div className="cover-band" aria-hidden="true" />
      <p className="cover-kind">
        {isDemonstration ? 'Demonstration · invented incident, no real case' : 'Forensic report'}
      </p>
      <div className="cover-marks">
        {isDemonstration && <p className="cover-mark">DEMONSTRATION</p>}
        {model.draft && <p className="cover-mark">DRAFT, not examined by a person</p>}
      </div>
      <h1>
        <Stated text={meta.title} />
      </h1>
      <p className="cover-number">
        <span>
          Case <Stated text={meta.number} />
        </span>
        <span>
          Report {model.id}
          {model.version !== null && `, version ${model.version}`}
        </span>
      </p>
      <dl className="cover-facts">
        <dt>Examiner</dt>
        <dd>
          <Stated text={meta.examiner} />
        </dd>
        <dt>Organisation</dt>
        <dd>
          <Stated text={meta.organisation} />
        </dd>
        <dt>Instructed by</dt>
        <dd>
          <Stated text={particulars.instructedBy} />
        </dd>
        <dt>Handling</dt>
        <dd>
          <Stated text={particulars.handling} />
        </dd>
        <dt>Date of this version</dt>
        <dd>
          {model.date} ({model.dateOrigin})
        </dd>
        <dt>Questions asked</dt>
        <dd>
          {meta.questions.length === 0 ? (
            <Stated text="" />
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
          <strong>{countText(model.receipts.length)}</strong> {model.receipts.length === 1 ? 'exhibit' : 'exhibits'}
        </li>
        <li>
          <strong>{countText(counts.events)}</strong> events
        </li>
        <li>
          <strong>{countText(model.steps.length)}</strong> {model.steps.length === 1 ? 'step' : 'steps'}
        </li>
        <li>
          <strong>{countText(counts.cited)}</strong> records cited
        </li>
      </ul>
      <p className="cover-note">
        Court-ready structure: whether a court admits it is the court's decision. Made offline with Exhibit{' '}
        {model.exhibitVersion} on {model.host}.
      </p>
    </header>
  );
}
