import type { ReportModel } from '../model.js';
import { EvidenceText } from '../../ui/evidence-text.js';

/** Room for signatures by hand. What a digital signature says of its key stands under How to check this report. */
export function SignatureSection({ model }: { readonly model: ReportModel }) {
  const names = [model.meta.examiner, ...model.particulars.people.map(({ name }) => name)];
  const signers = [...new Set(names.map((name) => name.trim()))].filter((name) => name !== '');
  return (
    <>
      {model.draft && <p>This version is a draft. A signature under it confirms nothing but its receipt.</p>}
      {signers.map((name) => (
        <div key={name} className="signature">
          <div>
            <span>Place and date</span>
          </div>
          <div>
            <span>
              <EvidenceText text={name} />
            </span>
          </div>
        </div>
      ))}
    </>
  );
}
