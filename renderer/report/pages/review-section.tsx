import type { ReportModel } from '../model.js';
import { Pairs, Stated } from './stated.js';

/** Who looked over the work, when, with what outcome. */
export function ReviewSection({ model }: { readonly model: ReportModel }) {
  const { technicalReview, administrativeReview } = model.particulars;
  return (
    <>
      <Pairs
        rows={[
          ['Technical review', <Stated key="technical" text={technicalReview} />],
          ['Administrative review', <Stated key="administrative" text={administrativeReview} />],
          ['State of the document', model.draft ? 'draft: not examined by a person' : 'issued'],
        ]}
      />
    </>
  );
}
