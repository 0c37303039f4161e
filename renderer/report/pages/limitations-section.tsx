import type { ReportModel } from '../model.js';
import { EvidenceText } from '../../ui/evidence-text.js';

/** What the results do not show, from ledger and case. */
export function LimitationsSection({ model }: { readonly model: ReportModel }) {
  return (
    <ul>
      {model.limitations.map((sentence) => (
        <li key={sentence}>
          <EvidenceText text={sentence} />
        </li>
      ))}
    </ul>
  );
}
