import type { ReportModel } from '../model.js';
import { StatedOr } from './stated.js';

/** Kept apart from the findings: what should be done, not what was found. */
export function FurtherWorkSection({ model }: { readonly model: ReportModel }) {
  return (
    <p>
      <StatedOr
        text={model.particulars.furtherWork}
        otherwise="The examiner recommends nothing further in this version."
      />
    </p>
  );
}
