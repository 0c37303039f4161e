import { useRef, useState, type ReactElement, type RefObject } from 'react';
import type { Step } from '../../../parsers/model/case.js';
import type { EventId } from '../../../parsers/model/ids.js';
import { isRecordStep } from '../../../parsers/model/step-events.js';
import { withKey } from '../../commands/chords.js';
import type { CaseSession } from '../../session/session.js';
import { attempt } from '../../ui-state/attempt.js';
import { useRows } from '../../ui-state/use-rows.js';
import { useSnapshot } from '../../ui-state/use-snapshot.js';
import { Button } from '../../ui/button.js';
import { TextField } from '../../ui/fields.js';
import { defaultStepTitle } from './annotation-draft.js';

/** An event's place in the kill chain, as the editor shows and changes it. */
export interface StepEditing {
  readonly step: Step | null;
  readonly title: string;
  readonly proposal: string;
  readonly input: RefObject<(HTMLInputElement & HTMLTextAreaElement) | null>;
  readonly setTitle: (title: string) => void;
  readonly save: () => void;
  readonly remove: () => void;
  /** Adds the event; where it is a step already, goes to its title. */
  readonly focusOrAdd: () => void;
}

/** Follows the step of an event. A title left empty becomes the first line of the note or the event's own sentence. */
export function useStep(session: CaseSession, eventId: EventId, note: string): StepEditing {
  const step =
    useSnapshot(session)
      .state.steps.filter(isRecordStep)
      .find(({ event }) => event === eventId) ?? null;
  const message = useRows(session, [eventId])?.get(eventId)?.message ?? '';
  const [typed, setTyped] = useState<string | null>(null);
  const input = useRef<(HTMLInputElement & HTMLTextAreaElement) | null>(null);
  const proposal = defaultStepTitle(note, message);
  const title = typed ?? step?.title ?? '';

  const write = async (): Promise<void> => {
    const chosen = title.trim() === '' ? proposal : title.trim();
    const act =
      step === null
        ? ({ type: 'step-added', step: { id: crypto.randomUUID(), event: eventId, title: chosen } } as const)
        : ({ type: 'step-changed', step: { ...step, title: chosen } } as const);
    if (await attempt('The kill chain could not be changed', () => session.act(act))) setTyped(null);
  };
  const save = (): void => void write();
  const remove = (): void => {
    if (step === null) return;
    setTyped(null);
    void attempt('The step could not be removed', () => session.act({ type: 'step-removed', id: step.id }));
  };
  const focusOrAdd = (): void => {
    if (step === null) save();
    else input.current?.focus();
  };
  return { step, title, proposal, input, setTitle: setTyped, save, remove, focusOrAdd };
}

/** Title of the step, and the acts on it. */
export function StepFields({ step, title, proposal, input, setTitle, save, remove }: StepEditing): ReactElement {
  const isChanged = step !== null && title.trim() !== step.title;
  return (
    <form
      className="annotate-step"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <TextField
        label={withKey(step === null ? 'Kill chain: title of the step' : 'Step of the kill chain', 'event.step')}
        value={title}
        onChange={setTitle}
        placeholder={proposal}
        inputRef={input}
      />
      <div className="row">
        <span className="grow" />
        {step === null ? (
          <Button command="event.step" type="submit" icon="chain">
            Add to kill chain
          </Button>
        ) : (
          <>
            <Button command="event.unstep" tone="quiet" icon="trash" onPress={remove}>
              Take out of the chain
            </Button>
            <Button command="step.rename" type="submit" isDisabled={!isChanged}>
              Save title
            </Button>
          </>
        )}
      </div>
    </form>
  );
}
