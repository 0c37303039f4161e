import { useState, type ReactElement } from 'react';
import type { ManualEvent } from '../../../parsers/model/case.js';
import { statedTime } from '../../../parsers/time/stated-time.js';
import { newStatedStep, statedStep } from '../../kill-chain/stated-step.js';
import type { CaseSession } from '../../session/session.js';
import { attempt } from '../../ui-state/attempt.js';
import { useCommands } from '../../ui-state/commands.js';
import { useSnapshot } from '../../ui-state/use-snapshot.js';
import { Button, IconButton } from '../../ui/button.js';
import { EvidenceText } from '../../ui/evidence-text.js';
import { TextField } from '../../ui/fields.js';
import { ZoneField } from '../../ui/zone-field.js';
import './notebook.css';

/** Events that no record holds: on somebody's word, apart from the evidence. */
export function StatedEvents({ session }: { readonly session: CaseSession }): ReactElement {
  const { state } = useSnapshot(session);
  const [edited, setEdited] = useState<ManualEvent | null>(null);
  const begin = (): void =>
    setEdited({ id: crypto.randomUUID(), time: '', zone: state.meta.displayZone, text: '', source: '', author: '' });
  useCommands({ 'stated.write': begin });
  return (
    <section className="panel" aria-labelledby="stated-title">
      <div className="panel-head">
        <h2 id="stated-title">Events stated by persons</h2>
        <Button command="stated.write" icon="add" onPress={begin}>
          Add an event
        </Button>
      </div>
      <div className="panel-body stack">
        {state.manualEvents.length === 0 && edited === null && (
          <p className="muted">
            None. What no log holds (a call, a reboot, a statement) is added here with its source and author. It is
            printed apart from the records and never counted as one.
          </p>
        )}
        <ul className="notebook">
          {state.manualEvents.map((event) => (
            <li key={event.id}>
              <div className="row">
                <span className="mono grow">
                  <EvidenceText text={`${event.time} ${event.zone}`} />
                </span>
                <StepButton session={session} event={event} />
                <Button command="stated.edit" tone="quiet" onPress={() => setEdited(event)}>
                  Edit
                </Button>
                <IconButton
                  command="stated.remove"
                  label="Take this event out"
                  icon="trash"
                  onPress={() =>
                    void attempt('The event could not be taken out', () =>
                      session.act({ type: 'manual-event-removed', id: event.id }),
                    )
                  }
                />
              </div>
              <p>
                <EvidenceText text={event.text} />
              </p>
              <p className="muted">
                stated by <EvidenceText text={event.author} />; source: <EvidenceText text={event.source} />
                {statedTime(event) === null && '; its time cannot be read, so it has no place on the time line'}
              </p>
            </li>
          ))}
        </ul>
        {edited !== null && (
          <StatedEventForm key={edited.id} session={session} event={edited} onClose={() => setEdited(null)} />
        )}
      </div>
    </section>
  );
}

/** Puts a stated event into the kill chain, or takes it out; the report prints such a step as stated. */
function StepButton({ session, event }: { readonly session: CaseSession; readonly event: ManualEvent }): ReactElement {
  const step = statedStep(useSnapshot(session).state.steps, event.id);
  const act = () =>
    session.act(
      step === null ? { type: 'step-added', step: newStatedStep(event) } : { type: 'step-removed', id: step.id },
    );
  return (
    <Button
      command="event.step"
      tone="quiet"
      icon="chain"
      onPress={() => void attempt('The kill chain could not be changed', act)}
    >
      {step === null ? 'Add to kill chain' : 'Take out of the chain'}
    </Button>
  );
}

function StatedEventForm({
  session,
  event,
  onClose,
}: {
  readonly session: CaseSession;
  readonly event: ManualEvent;
  readonly onClose: () => void;
}): ReactElement {
  const [draft, setDraft] = useState(event);
  const set = (name: keyof ManualEvent) => (text: string) => setDraft({ ...draft, [name]: text });
  const isComplete = [draft.time, draft.zone, draft.text, draft.source, draft.author].every(
    (text) => text.trim() !== '',
  );
  const save = async (): Promise<void> => {
    const trimmed = {
      ...draft,
      time: draft.time.trim(),
      text: draft.text.trim(),
      source: draft.source.trim(),
      author: draft.author.trim(),
    };
    if (await attempt('The event could not be saved', () => session.act({ type: 'manual-event-set', event: trimmed })))
      onClose();
  };
  return (
    <form
      className="stack"
      aria-label="Stated event"
      onSubmit={(submit) => {
        submit.preventDefault();
        if (isComplete) void save();
      }}
    >
      <TextField
        label="When, as stated"
        value={draft.time}
        onChange={set('time')}
        isRequired
        placeholder="2026-03-01 14:05"
      />
      <ZoneField label="Zone it was stated in" value={draft.zone} onChange={set('zone')} />
      <TextField label="What happened" value={draft.text} onChange={set('text')} rows={2} isRequired />
      <TextField
        label="Source"
        value={draft.source}
        onChange={set('source')}
        isRequired
        placeholder="Ticket OPS-1182; telephone note"
      />
      <TextField
        label="Stated by"
        value={draft.author}
        onChange={set('author')}
        isRequired
        placeholder="R. Okafor, platform team"
      />
      <div className="row">
        <span className="grow" />
        <Button command="dialog.close" onPress={onClose}>
          Cancel
        </Button>
        <Button command="stated.write" type="submit" tone="primary" isDisabled={!isComplete}>
          Save the event
        </Button>
      </div>
    </form>
  );
}
