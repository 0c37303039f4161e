import { useState, type ReactElement } from 'react';
import { isUnstated, trimmedIntake, UNSTATED_INTAKE } from '../../../parsers/model/intake.js';
import type { CaseSession } from '../../session/session.js';
import { attempt } from '../../ui-state/attempt.js';
import { useSnapshot } from '../../ui-state/use-snapshot.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { EvidenceText } from '../../ui/evidence-text.js';
import { TextField } from '../../ui/fields.js';
import { Notice } from '../../ui/messages.js';
import { bytesText } from '../../ui/quantities.js';
import { HashComparisons } from './hash-comparisons.js';
import { IntakeFields } from './intake-fields.js';

export interface ExhibitDialogProps {
  readonly session: CaseSession;
  /** Number of the exhibit. */
  readonly number: string;
  readonly onClose: () => void;
}

/** One exhibit: its way to the examiner, the lists it was compared with, and taking it out of the case. */
export function ExhibitDialog({ session, number, onClose }: ExhibitDialogProps): ReactElement | null {
  const { state } = useSnapshot(session);
  const stated = state.intakes.get(number) ?? UNSTATED_INTAKE;
  const [draft, setDraft] = useState(stated);
  const receipt = state.receipts.find((candidate) => candidate.number === number);
  if (receipt === undefined) return null;
  const intake = trimmedIntake(draft);
  const isChanged = JSON.stringify(intake) !== JSON.stringify(stated);
  const save = async (): Promise<void> => {
    if (
      await attempt('The intake could not be saved', () => session.act({ type: 'exhibit-described', number, intake }))
    )
      onClose();
  };
  return (
    <Dialog
      title={`Exhibit ${number}`}
      isOpen
      onClose={onClose}
      isWide
      actions={
        <>
          <Button command="dialog.close" onPress={onClose}>
            Close
          </Button>
          <Button command="exhibit.save" tone="primary" isDisabled={!isChanged} onPress={() => void save()}>
            Save the intake
          </Button>
        </>
      }
    >
      <div className="stack">
        <p>
          <EvidenceText text={receipt.name} /> <span className="muted">{bytesText(receipt.bytes)}</span>{' '}
          <span className="mono muted">{receipt.sha256}</span>
        </p>
        {isUnstated(stated) && (
          <p className="field-hint">Nothing is stated yet; the report prints “[not stated]” for every part.</p>
        )}
        <IntakeFields intake={draft} onChange={setDraft} />
        <HashComparisons comparisons={state.hashComparisons.filter(({ exhibits }) => exhibits.includes(number))} />
        <Removal session={session} number={number} onDone={onClose} />
      </div>
    </Dialog>
  );
}

function Removal({
  session,
  number,
  onDone,
}: {
  readonly session: CaseSession;
  readonly number: string;
  readonly onDone: () => void;
}): ReactElement {
  const { state, importing } = useSnapshot(session);
  const [reason, setReason] = useState<string | null>(null);
  const removed = state.removed.get(number);
  if (removed !== undefined) {
    return (
      <Notice tone="warning">
        Removed from the case: <EvidenceText text={removed} />. Its journal and ledger lines and its copy are kept.
      </Notice>
    );
  }
  if (reason === null) {
    return (
      <div className="row">
        <Button
          command="exhibit.remove"
          tone="danger"
          icon="trash"
          isDisabled={importing !== null}
          onPress={() => setReason('')}
        >
          Remove this exhibit…
        </Button>
      </div>
    );
  }
  const remove = async (): Promise<void> => {
    const isDone = await attempt('The exhibit could not be removed', () =>
      session.act({ type: 'exhibit-removed', number, reason: reason.trim() }),
    );
    if (isDone) onDone();
  };
  return (
    <form
      className="stack"
      aria-label="Remove the exhibit"
      onSubmit={(event) => {
        event.preventDefault();
        if (reason.trim() !== '') void remove();
      }}
    >
      <TextField
        label="Why it is removed"
        value={reason}
        onChange={setReason}
        isRequired
        placeholder="Received by mistake: belongs to another case"
        hint="Its events leave every view and count. Journal and ledger lines, the copy and your words about its events stay, marked. This cannot be undone; the evidence can be imported again under a new number."
      />
      <div className="row">
        <Button command="exhibit.remove" onPress={() => setReason(null)}>
          Keep it
        </Button>
        <Button command="exhibit.remove" type="submit" tone="danger" isDisabled={reason.trim() === ''}>
          Remove {number}
        </Button>
      </div>
    </form>
  );
}
