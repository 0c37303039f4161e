import type { ReportModel } from '../model.js';
import { EvidenceText } from '../../ui/evidence-text.js';
import { StatedOr } from './stated.js';

/** What the results do not show: what follows from ledger and case, and what the examiner adds. */
export function LimitationsSection({ model }: { readonly model: ReportModel }) {
  return (
    <>
      <h2>From the evidence and its ledger</h2>
      <ul>
        {model.limitations.map((sentence) => (
          <li key={sentence}>
            <EvidenceText text={sentence} />
          </li>
        ))}
      </ul>
      <h2>Stated by the examiner</h2>
      <p>
        <StatedOr text={model.particulars.limitations} otherwise="The examiner adds none." />
      </p>
    </>
  );
}
