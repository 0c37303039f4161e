import type { StatementKind } from '../../../parsers/model/case.js';
import type { CitedEvent, ReportFinding, ReportModel } from '../model.js';
import { EvidenceText } from '../../ui/evidence-text.js';
import { Cites } from './cites.js';
import { countText } from '../../ui/quantities.js';
import { ConfidenceScale } from './confidence-scale.js';
import { PrintedText } from './printed-text.js';
import { Stated, StatedOr } from './stated.js';

const KINDS: readonly { readonly kind: StatementKind; readonly title: string; readonly means: string }[] = [
  { kind: 'fact', title: 'Facts', means: 'What records state. That a record states it is the fact.' },
  { kind: 'inference', title: 'Inferences', means: 'What follows from records, with the reasoning that leads there.' },
  { kind: 'opinion', title: 'Opinions', means: 'What the examiner holds likely from training and experience.' },
];

/** Records of one finding that are listed with what they state. */
const LISTED = 200;

/** The examiner's findings only, facts, inferences and opinions apart: no rule speaks here. */
export function FindingsSection({ model }: { readonly model: ReportModel }) {
  const events = new Map(model.events.map((event) => [event.mark, event]));
  return (
    <>
      <p>
        Facts, inferences and opinions stand apart. Links between steps, ties between identities and the assignment of
        techniques are never facts. Confidence is stated on this scale:
      </p>
      <ConfidenceScale />
      {model.findings.length === 0 && <p>The examiner has recorded no findings in this version.</p>}
      {KINDS.map(({ kind, title, means }) => {
        const findings = model.findings.filter((finding) => finding.kind === kind);
        if (model.findings.length === 0) return null;
        return (
          <section key={kind} className={`kind kind-${kind}`}>
            <h2>{title}</h2>
            <p className="facts">{means}</p>
            {findings.length === 0 && <p>None in this version.</p>}
            {findings.map((finding) => (
              <Finding key={finding.id} finding={finding} events={events} questions={model.meta.questions} />
            ))}
          </section>
        );
      })}
    </>
  );
}

function Finding({
  finding,
  events,
  questions,
}: {
  readonly finding: ReportFinding;
  readonly events: ReadonlyMap<string, CitedEvent>;
  readonly questions: readonly string[];
}) {
  const answers = questions.flatMap((question, index) =>
    finding.answers?.includes(question) === true ? [index + 1] : [],
  );
  return (
    <article className="finding" id={finding.mark}>
      <h3>
        <span className="mark">{finding.mark}</span> <EvidenceText text={finding.title} />
      </h3>
      <p className="facts">
        {finding.kind} · confidence {finding.confidence}
        {answers.length > 0 && ` · answers question ${answers.join(', ')}`}
      </p>
      <dl className="pairs">
        <dt>Reasoning</dt>
        <dd>
          <Stated text={finding.reasoning} />
        </dd>
        <dt>Alternatives</dt>
        <dd>
          <StatedOr text={finding.alternatives} otherwise="The examiner states none that was considered." />
        </dd>
        <dt>Records for</dt>
        <dd>
          <Records marks={finding.citesFor} events={events} />
        </dd>
        <dt>Records against</dt>
        <dd>
          <Records marks={finding.citesAgainst} events={events} />
        </dd>
      </dl>
    </article>
  );
}

function Records({
  marks,
  events,
}: {
  readonly marks: readonly string[];
  readonly events: ReadonlyMap<string, CitedEvent>;
}) {
  if (marks.length === 0) return 'none cited';
  const listed = marks.slice(0, LISTED);
  return (
    <ul className="states">
      {listed.map((mark) => (
        <li key={mark}>
          <Cites marks={[mark]} /> states: <PrintedText text={events.get(mark)?.detail.message ?? ''} />
        </li>
      ))}
      {listed.length < marks.length && (
        <li>{countText(marks.length - listed.length)} more; report.json names every one of them.</li>
      )}
    </ul>
  );
}
