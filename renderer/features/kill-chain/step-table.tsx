import { useState, type ReactElement } from 'react';
import { isRecordStep } from '../../../parsers/model/step-events.js';
import { techniqueLabel } from '../../attack/attack.js';
import type { CaseSession } from '../../session/session.js';
import { isOfRemovedExhibit } from '../../session/removed-events.js';
import { attempt } from '../../ui-state/attempt.js';
import { showEvent, ui, useUi } from '../../ui-state/ui-state.js';
import { useSnapshot } from '../../ui-state/use-snapshot.js';
import { Button, IconButton, ToggleButton } from '../../ui/button.js';
import { EvidenceText } from '../../ui/evidence-text.js';
import { TextField } from '../../ui/fields.js';
import { Badge } from '../../ui/messages.js';
import { OutcomeMark, outcomeOf } from '../../ui/outcome.js';
import { TimeText } from '../../ui/time-text.js';
import { orderNote, type OrderedStep } from '../../kill-chain/ordered-steps.js';

export interface StepTableProps {
  readonly session: CaseSession;
  readonly steps: readonly OrderedStep[];
  readonly chosen: readonly string[];
  readonly onChoose: (id: string) => void;
}

/** The steps as a table, in the order of the figure. */
export function StepTable({ session, steps, chosen, onChoose }: StepTableProps): ReactElement {
  const zone = useUi((state) => state.zone);
  return (
    <div className="table-scroll">
      <table className="table chain-table">
        <caption className="visually-hidden">Steps in order of effective time</caption>
        <thead>
          <tr>
            <th scope="col">Step</th>
            <th scope="col">Time</th>
            <th scope="col">Title</th>
            <th scope="col">Workload</th>
            <th scope="col">Technique</th>
            <th scope="col">Kind</th>
            <th scope="col">Outcome</th>
            <th scope="col">Acts</th>
          </tr>
        </thead>
        <tbody>
          {steps.map((ordered) => (
            <StepRow
              key={ordered.step.id}
              session={session}
              ordered={ordered}
              zone={zone}
              place={chosen.indexOf(ordered.step.id)}
              onChoose={onChoose}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface StepRowProps {
  readonly session: CaseSession;
  readonly ordered: OrderedStep;
  readonly zone: string;
  readonly place: number;
  readonly onChoose: (id: string) => void;
}

function StepRow({ session, ordered, zone, place, onChoose }: StepRowProps): ReactElement {
  const { step, mark, row, annotation, lane, stated } = ordered;
  const note = orderNote(ordered);
  const remove = (): void => {
    void attempt('The step could not be removed', () => session.act({ type: 'step-removed', id: step.id }));
  };
  return (
    <tr>
      <th scope="row">{mark}</th>
      <td>
        <StepTime session={session} ordered={ordered} zone={zone} />
        {note !== null && (
          <div>
            <Badge tone="warning">≈ {note}</Badge>
          </div>
        )}
      </td>
      <td className="chain-title">
        <StepTitle session={session} ordered={ordered} />
        {stated !== null && (
          <span className="muted">
            stated by <EvidenceText text={stated.author} />; source: <EvidenceText text={stated.source} />
          </span>
        )}
      </td>
      <td className="chain-workload">
        {lane === '' ? <span className="muted">not named</span> : <EvidenceText text={lane} />}
      </td>
      <td>
        {annotation?.technique == null ? (
          <span className="muted">none</span>
        ) : (
          <EvidenceText text={techniqueLabel(annotation.technique)} />
        )}
      </td>
      <td>
        {annotation === null ? (
          <span className="muted">{stated === null ? 'not annotated' : 'stated, no record'}</span>
        ) : (
          `${annotation.kind}, ${annotation.confidence}`
        )}
      </td>
      <td>{row === null ? null : <OutcomeMark outcome={outcomeOf(row.fields['exhibit.outcome'])} />}</td>
      <td>
        <div className="chain-acts">
          <Button
            command="step.show"
            tone="quiet"
            onPress={() => (isRecordStep(step) ? showEvent(step.event) : ui.set({ place: 'case' }))}
          >
            Show
          </Button>
          <ToggleButton command="step.choose" isSelected={place !== -1} onChange={() => onChoose(step.id)}>
            {place === 0 ? 'Cause' : place === 1 ? 'Effect' : 'Link'}
          </ToggleButton>
          <IconButton command="step.remove" label={`Take ${mark} out of the chain`} icon="trash" onPress={remove} />
        </div>
      </td>
    </tr>
  );
}

/** When it was: of a record in both zones, of a stated event as stated too. */
function StepTime({ session, ordered, zone }: Pick<StepRowProps, 'session' | 'ordered' | 'zone'>): ReactElement {
  const { step, claim, row, stated } = ordered;
  const { state } = useSnapshot(session);
  if (isRecordStep(step) && row === null)
    return (
      <Badge tone="danger">{isOfRemovedExhibit(state, step.event) ? 'exhibit removed' : 'record not found'}</Badge>
    );
  return (
    <>
      <TimeText time={claim?.time ?? null} {...(claim !== null && { resolution: claim.resolution })} zone={zone} />
      {stated !== null && (
        <div className="muted">
          as stated: <EvidenceText text={`${stated.time} ${stated.zone}`} />
        </div>
      )}
    </>
  );
}

function StepTitle({
  session,
  ordered: { step, mark },
}: {
  readonly session: CaseSession;
  readonly ordered: OrderedStep;
}): ReactElement {
  const [typed, setTyped] = useState<string | null>(null);
  const save = async (): Promise<void> => {
    const title = typed?.trim() ?? '';
    if (title === '' || title === step.title) setTyped(null);
    else if (
      await attempt('The title could not be changed', () =>
        session.act({ type: 'step-changed', step: { ...step, title } }),
      )
    )
      setTyped(null);
  };
  if (typed === null) {
    return (
      <span className="chain-title-text">
        <EvidenceText text={step.title} />
        <IconButton
          command="step.rename"
          label={`Change the title of ${mark}`}
          icon="note"
          onPress={() => setTyped(step.title)}
        />
      </span>
    );
  }
  return (
    <form
      className="row"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <div className="grow">
        <TextField label={`Title of ${mark}`} isLabelHidden value={typed} onChange={setTyped} />
      </div>
      <Button command="step.rename" type="submit">
        Save
      </Button>
      <IconButton command="step.rename" label="Keep the old title" icon="close" onPress={() => setTyped(null)} />
    </form>
  );
}
