import { useState, type ReactElement } from 'react';
import { REVIEW_KINDS, REVIEW_OUTCOMES, type ReportReview } from '../../../parsers/model/report-issue.js';
import type { CaseSession } from '../../session/session.js';
import { attempt } from '../../ui-state/attempt.js';
import { Button } from '../../ui/button.js';
import { Segments } from '../../ui/choices.js';
import { Dialog } from '../../ui/dialog.js';
import { TextField } from '../../ui/fields.js';

const KIND_LABELS = { technical: 'Technical', administrative: 'Administrative' } as const;
const OUTCOME_LABELS = { agreed: 'Agreed', objections: 'Objections' } as const;

/** Records who reviewed the case as it stands, when, with what outcome. */
export function ReviewDialog({
  session,
  onClose,
}: {
  readonly session: CaseSession;
  readonly onClose: () => void;
}): ReactElement {
  const [review, setReview] = useState<ReportReview>({
    kind: 'technical',
    by: '',
    on: '',
    outcome: 'agreed',
    remarks: '',
  });
  const said = { ...review, by: review.by.trim(), on: review.on.trim(), remarks: review.remarks.trim() };
  const save = async (): Promise<void> => {
    const act = { type: 'report-reviewed', review: said } as const;
    if (await attempt('The review could not be recorded', () => session.act(act))) onClose();
  };
  return (
    <Dialog
      title="Record a review"
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button command="dialog.close" onPress={onClose}>
            Cancel
          </Button>
          <Button
            command="report.review"
            tone="primary"
            isDisabled={said.by === '' || said.on === ''}
            onPress={() => void save()}
          >
            Record it
          </Button>
        </>
      }
    >
      <div className="stack">
        <p className="field-hint">
          It speaks of the case as it stands now: a later change of the case makes it one of an earlier state. What is
          recorded stays in the journal; a later review of the same kind replaces it.
        </p>
        <Segments
          label="Kind of review"
          value={review.kind}
          onChange={(kind) => setReview({ ...review, kind })}
          choices={REVIEW_KINDS.map((id) => ({ id, label: KIND_LABELS[id] }))}
        />
        <TextField
          label="Reviewed by"
          value={review.by}
          onChange={(by) => setReview({ ...review, by })}
          placeholder="A. Khan, senior examiner"
          isRequired
        />
        <TextField
          label="Reviewed on"
          value={review.on}
          onChange={(on) => setReview({ ...review, on })}
          placeholder="2026-03-10"
          isRequired
        />
        <Segments
          label="Outcome"
          value={review.outcome}
          onChange={(outcome) => setReview({ ...review, outcome })}
          choices={REVIEW_OUTCOMES.map((id) => ({ id, label: OUTCOME_LABELS[id] }))}
        />
        <TextField
          label="Remarks"
          value={review.remarks}
          onChange={(remarks) => setReview({ ...review, remarks })}
          rows={3}
        />
      </div>
    </Dialog>
  );
}
