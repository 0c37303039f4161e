import type { ReportModel } from '../model.js';
import { EvidenceText } from '../../ui/evidence-text.js';

/** The examiner's findings only: no rule speaks here. */
export function FindingsSection({ model }: { readonly model: ReportModel }) {
  if (model.findings.length === 0) return <p>The examiner has recorded no findings in this version.</p>;
  return model.findings.map((finding) => (
    <article key={finding.id} className="finding">
      <h2>
        {finding.mark} <EvidenceText text={finding.title} />
      </h2>
      <p className="facts">
        {finding.kind}, confidence {finding.confidence} (low: possible, others remain as likely · medium: more likely
        than others · high: no other explanation fits the records cited)
      </p>
      <p>
        <EvidenceText text={finding.reasoning} />
      </p>
      {finding.alternatives !== '' && (
        <p>
          Alternatives considered: <EvidenceText text={finding.alternatives} />
        </p>
      )}
      <p>
        Records for: {finding.citesFor.join(', ') || 'none cited'}. Records against:{' '}
        {finding.citesAgainst.join(', ') || 'none cited'}.
      </p>
    </article>
  ));
}
