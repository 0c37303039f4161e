import { useState, type ReactElement } from 'react';
import { visibleText } from '../../../parsers/model/visible-text.js';
import type { Confidence, Finding, StatementKind } from '../../../parsers/model/case.js';
import type { EventId } from '../../../parsers/model/ids.js';
import type { CaseSession } from '../../session/session.js';
import { attempt } from '../../ui-state/attempt.js';
import { useUi } from '../../ui-state/ui-state.js';
import { useRows } from '../../ui-state/use-rows.js';
import { useSnapshot } from '../../ui-state/use-snapshot.js';
import { Button } from '../../ui/button.js';
import { Segments } from '../../ui/choices.js';
import { Dialog } from '../../ui/dialog.js';
import { EvidenceText } from '../../ui/evidence-text.js';
import { Checkbox, TextField } from '../../ui/fields.js';
import { TimeText } from '../../ui/time-text.js';
import { findingCandidates, standOf, withStand, type Stand } from './finding-records.js';

const KINDS: readonly { readonly id: StatementKind; readonly label: string }[] = [
  { id: 'fact', label: 'Fact' },
  { id: 'inference', label: 'Inference' },
  { id: 'opinion', label: 'Opinion' },
];

const CONFIDENCES: readonly { readonly id: Confidence; readonly label: string }[] = [
  { id: 'low', label: 'Low' },
  { id: 'medium', label: 'Medium' },
  { id: 'high', label: 'High' },
];

const STANDS: readonly { readonly id: Stand; readonly label: string }[] = [
  { id: 'for', label: 'For' },
  { id: 'against', label: 'Against' },
  { id: 'none', label: 'Not cited' },
];

export interface FindingFormProps {
  readonly session: CaseSession;
  readonly finding: Finding;
  readonly onClose: () => void;
}

/** Writes one conclusion: what it says, how it was reached, what speaks against it. */
export function FindingForm({ session, finding, onClose }: FindingFormProps): ReactElement {
  const { state } = useSnapshot(session);
  const selection = useUi((view) => view.selection);
  const [draft, setDraft] = useState(finding);
  const candidates = findingCandidates(state, draft, selection);
  const isComplete = draft.title.trim() !== '' && draft.reasoning.trim() !== '';
  const save = async (): Promise<void> => {
    const trimmed = {
      ...draft,
      title: draft.title.trim(),
      reasoning: draft.reasoning.trim(),
      alternatives: draft.alternatives.trim(),
    };
    if (await attempt('The finding could not be saved', () => session.act({ type: 'finding-set', finding: trimmed })))
      onClose();
  };
  return (
    <Dialog
      title="Finding"
      isOpen
      onClose={onClose}
      isWide
      actions={
        <>
          {!isComplete && (
            <span className="field-hint grow">A finding needs a title and the reasoning that led to it.</span>
          )}
          <Button command="dialog.close" onPress={onClose}>
            Cancel
          </Button>
          <Button command="finding.write" tone="primary" isDisabled={!isComplete} onPress={() => void save()}>
            Save the finding
          </Button>
        </>
      }
    >
      <div className="stack">
        <TextField label="Title" value={draft.title} onChange={(title) => setDraft({ ...draft, title })} isRequired />
        <TextField
          label="Reasoning"
          value={draft.reasoning}
          onChange={(reasoning) => setDraft({ ...draft, reasoning })}
          rows={4}
          isRequired
        />
        <div className="row-end">
          <Segments
            label="This is"
            value={draft.kind}
            onChange={(kind) => setDraft({ ...draft, kind })}
            choices={KINDS}
          />
          <Segments
            label="Confidence"
            value={draft.confidence}
            onChange={(confidence) => setDraft({ ...draft, confidence })}
            choices={CONFIDENCES}
          />
        </div>
        <TextField
          label="Alternatives considered"
          value={draft.alternatives}
          onChange={(alternatives) => setDraft({ ...draft, alternatives })}
          rows={2}
        />
        <Answers questions={state.meta.questions} draft={draft} onChange={setDraft} />
        <Records session={session} events={candidates} draft={draft} onChange={setDraft} />
      </div>
    </Dialog>
  );
}

function Answers({
  questions,
  draft,
  onChange,
}: {
  readonly questions: readonly string[];
  readonly draft: Finding;
  readonly onChange: (draft: Finding) => void;
}): ReactElement | null {
  if (questions.length === 0) return null;
  const answers = draft.answers ?? [];
  return (
    <fieldset className="finding-answers">
      <legend>Answers the questions</legend>
      {questions.map((question) => (
        <Checkbox
          key={question}
          isSelected={answers.includes(question)}
          onChange={(isAnswer) =>
            onChange({
              ...draft,
              answers: isAnswer ? [...answers, question] : answers.filter((other) => other !== question),
            })
          }
        >
          <EvidenceText text={question} />
        </Checkbox>
      ))}
    </fieldset>
  );
}

interface RecordsProps {
  readonly session: CaseSession;
  readonly events: readonly EventId[];
  readonly draft: Finding;
  readonly onChange: (draft: Finding) => void;
}

function Records({ session, events, draft, onChange }: RecordsProps): ReactElement {
  const rows = useRows(session, events);
  const zone = useUi((view) => view.zone);
  return (
    <div className="stack">
      <h3>Records</h3>
      {events.length === 0 && (
        <p className="muted">Annotate events or put them into the kill chain first: they can then be cited here.</p>
      )}
      <ul className="finding-records">
        {events.map((event) => {
          const row = rows?.get(event);
          return (
            <li key={event}>
              <Segments
                label={`Record ${visibleText(row?.message ?? '')}`}
                isLabelHidden
                value={standOf(draft, event)}
                onChange={(stand) => onChange(withStand(draft, event, stand))}
                choices={STANDS}
              />
              {row !== undefined && (
                <span>
                  <TimeText time={row.time} resolution={row.resolution} zone={zone} form="compact" />{' '}
                  <EvidenceText text={row.message} />
                </span>
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
