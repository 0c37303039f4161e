import type { ReportModel } from '../model.js';
import { EvidenceText } from '../../ui/evidence-text.js';

/** What was asked, and which findings answer it. */
export function QuestionsSection({ model }: { readonly model: ReportModel }) {
  const { questions } = model.meta;
  if (questions.length === 0) return <p>No questions are stated in this case.</p>;
  return (
    <ol>
      {questions.map((question) => {
        const answers = model.findings.filter((finding) => finding.answers?.includes(question) === true);
        return (
          <li key={question}>
            <p>
              <strong>
                <EvidenceText text={question} />
              </strong>
            </p>
            {answers.length === 0 && <p>No finding of this version answers this question.</p>}
            {answers.map(({ id, mark, title, confidence, kind }) => (
              <p key={id}>
                {mark} <EvidenceText text={title} /> ({kind}, confidence {confidence})
              </p>
            ))}
          </li>
        );
      })}
    </ol>
  );
}
