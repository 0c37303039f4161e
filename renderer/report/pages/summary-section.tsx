import type { ReportModel } from '../model.js';
import { EvidenceText } from '../../ui/evidence-text.js';
import { Cites } from './cites.js';
import { countText } from '../../ui/quantities.js';
import { Stated } from './stated.js';

/** In plain language, answers first: one answer for every question asked, in its order. */
export function SummarySection({ model }: { readonly model: ReportModel }) {
  const { questions } = model.meta;
  return (
    <>
      <p className="lead">
        <Stated text={model.particulars.summary} />
      </p>
      <h2>Questions asked, and the answers</h2>
      {questions.length === 0 && <p className="unstated">[not stated]: the case names no question.</p>}
      <ol className="answers">
        {questions.map((question) => (
          <li key={question}>
            <p className="question">
              <EvidenceText text={question} />
            </p>
            <Answers model={model} question={question} />
          </li>
        ))}
      </ol>
      <p>
        Each answer is a conclusion of the examiner; its reasoning, what speaks against it and the records it rests on
        stand in the chapter Findings. The results relate only to the items examined.
      </p>
    </>
  );
}

/** Records of an answer that are named here; the finding names more. */
const LISTED = 20;

function Answers({ model, question }: { readonly model: ReportModel; readonly question: string }) {
  const answers = model.findings.filter((finding) => finding.answers?.includes(question) === true);
  if (answers.length === 0) return <p className="unstated">No finding of this version answers this question.</p>;
  return answers.map(({ id, mark, title, confidence, kind, citesFor }) => (
    <p key={id}>
      <a href={`#${mark}`}>{mark}</a> <EvidenceText text={title} />{' '}
      <span className="facts">
        ({kind}, confidence {confidence}; records <Cites marks={citesFor.slice(0, LISTED)} />
        {citesFor.length > LISTED && ` and ${countText(citesFor.length - LISTED)} more`})
      </span>
    </p>
  ));
}
