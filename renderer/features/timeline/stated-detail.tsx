import type { ReactElement } from 'react';
import type { ManualEvent } from '../../../parsers/model/case.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { EvidenceText } from '../../ui/evidence-text.js';

export interface StatedDetailProps {
  readonly event: ManualEvent;
  readonly isStep: boolean;
  /** Puts it into the kill chain, or takes it out. */
  readonly onStep: () => void;
  readonly onClose: () => void;
}

/** A stated event on the time line: what was said, by whom, and where. */
export function StatedDetail({ event, isStep, onStep, onClose }: StatedDetailProps): ReactElement {
  return (
    <Dialog
      title="Stated event"
      isOpen
      onClose={onClose}
      actions={
        <Button command="stated.step" icon="chain" onPress={onStep}>
          {isStep ? 'Take out of the kill chain' : 'Add to the kill chain'}
        </Button>
      }
    >
      <div className="stack">
        <p>
          <EvidenceText text={event.text} />
        </p>
        <dl className="facts">
          <dt>When, as stated</dt>
          <dd>
            <EvidenceText text={`${event.time} ${event.zone}`} />
          </dd>
          <dt>Stated by</dt>
          <dd>
            <EvidenceText text={event.author} />
          </dd>
          <dt>Source</dt>
          <dd>
            <EvidenceText text={event.source} />
          </dd>
        </dl>
        <p className="muted">No record of the evidence states this. The report prints it as stated.</p>
      </div>
    </Dialog>
  );
}
