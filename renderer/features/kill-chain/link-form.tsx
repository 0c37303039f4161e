import { useState, type ReactElement } from 'react';
import type { EventId } from '../../../parsers/model/ids.js';
import { stepEvents } from '../../../parsers/model/step-events.js';
import type { CaseSession } from '../../session/session.js';
import { attempt } from '../../ui-state/attempt.js';
import { useUi } from '../../ui-state/ui-state.js';
import { useRows } from '../../ui-state/use-rows.js';
import { Button, IconButton } from '../../ui/button.js';
import { EvidenceText } from '../../ui/evidence-text.js';
import { Checkbox, TextField } from '../../ui/fields.js';
import type { OrderedStep } from '../../kill-chain/ordered-steps.js';

export interface LinkFormProps {
  readonly session: CaseSession;
  readonly from: OrderedStep;
  readonly to: OrderedStep;
  readonly onSwap: () => void;
  readonly onClose: () => void;
}

/** States that one step led to another: why, and on which records it rests. */
export function LinkForm({ session, from, to, onSwap, onClose }: LinkFormProps): ReactElement {
  const [reason, setReason] = useState('');
  const [left, setLeft] = useState<ReadonlySet<EventId>>(new Set());
  const selection = useUi((state) => state.selection);
  const candidates = [...new Set([...stepEvents([from.step, to.step]), ...(selection === null ? [] : [selection])])];
  const records = candidates.filter((event) => !left.has(event));
  const rows = useRows(session, candidates);

  const toggle = (event: EventId, isTaken: boolean): void => {
    const next = new Set(left);
    if (isTaken) next.delete(event);
    else next.add(event);
    setLeft(next);
  };
  const save = async (): Promise<void> => {
    const link = { id: crypto.randomUUID(), from: from.step.id, to: to.step.id, reason: reason.trim(), records };
    if (await attempt('The link could not be saved', () => session.act({ type: 'link-added', link }))) onClose();
  };

  return (
    <form
      className="panel chain-form"
      aria-label="New link"
      onSubmit={(event) => {
        event.preventDefault();
        if (reason.trim() !== '' && records.length > 0) void save();
      }}
    >
      <div className="panel-head">
        <h3>
          {from.mark} led to {to.mark}
        </h3>
        <Button command="link.add" tone="quiet" onPress={onSwap}>
          Swap cause and effect
        </Button>
        <IconButton command="link.add" label="Close" icon="close" onPress={onClose} />
      </div>
      <div className="panel-body stack">
        <p>
          <strong>{from.mark}</strong> <EvidenceText text={from.step.title} /> → <strong>{to.mark}</strong>{' '}
          <EvidenceText text={to.step.title} />
        </p>
        <TextField label="Why the first led to the second" value={reason} onChange={setReason} rows={2} isRequired />
        <fieldset className="chain-records">
          <legend className="field-label">Records that support it, at least one</legend>
          {candidates.map((event) => (
            <Checkbox key={event} isSelected={!left.has(event)} onChange={(isTaken) => toggle(event, isTaken)}>
              {event === from.row?.id ? `${from.mark}: ` : event === to.row?.id ? `${to.mark}: ` : 'Selected event: '}
              <EvidenceText text={rows?.get(event)?.message ?? ''} />
            </Checkbox>
          ))}
        </fieldset>
        {candidates.length === 0 && (
          <p className="field-hint">
            Both steps are stated by persons. Select a record on the time line that supports the link first.
          </p>
        )}
        <div className="row">
          <Button
            command="link.add"
            type="submit"
            tone="primary"
            isDisabled={reason.trim() === '' || records.length === 0}
          >
            Add the link
          </Button>
          <span className="field-hint">A link is an inference, never a fact; the report prints it so.</span>
        </div>
      </div>
    </form>
  );
}
