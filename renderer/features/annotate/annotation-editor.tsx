import { useRef, type KeyboardEvent, type ReactElement } from 'react';
import type { Confidence, StatementKind } from '../../../parsers/model/case.js';
import type { EventId } from '../../../parsers/model/ids.js';
import { withKey } from '../../commands/chords.js';
import type { CaseSession } from '../../session/session.js';
import { attempt } from '../../ui-state/attempt.js';
import { useCommands } from '../../ui-state/commands.js';
import { useSnapshot } from '../../ui-state/use-snapshot.js';
import { useRows } from '../../ui-state/use-rows.js';
import { Button } from '../../ui/button.js';
import { Segments } from '../../ui/choices.js';
import { EvidenceText } from '../../ui/evidence-text.js';
import { Checkbox, TextField } from '../../ui/fields.js';
import { Badge } from '../../ui/messages.js';
import {
  annotationOfDraft,
  draftOfAnnotation,
  sameDraft,
  withEffect,
  type AnnotationDraft,
  type EffectChoice,
} from './annotation-draft.js';
import { EventMarks } from './event-marks.js';
import { StepFields, useStep } from './step-fields.js';
import { TechniqueFields } from './technique-fields.js';
import { useUnsavedDraft } from './unsaved-drafts.js';
import './annotate.css';

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

const EFFECTS: readonly { readonly id: EffectChoice; readonly label: string }[] = [
  { id: 'unknown', label: 'Unknown' },
  { id: 'achieved', label: 'Achieved' },
  { id: 'not achieved', label: 'Not achieved' },
];

const KIND_HINTS: Readonly<Record<StatementKind, string>> = {
  fact: 'What the record itself states.',
  inference: 'What follows from records; name them in the note.',
  opinion: 'What you hold likely from experience.',
};

export interface AnnotationEditorProps {
  readonly session: CaseSession;
  readonly eventId: EventId;
}

/** The examiner's word about one event, saved as one act, and its place in the kill chain. */
export function AnnotationEditor(props: AnnotationEditorProps): ReactElement {
  return <Editor key={props.eventId} {...props} />;
}

function Editor({ session, eventId }: AnnotationEditorProps): ReactElement {
  const saved = useSnapshot(session).state.annotations.get(eventId) ?? null;
  const [unsaved, setUnsaved] = useUnsavedDraft(eventId);
  const base = draftOfAnnotation(saved);
  const draft = unsaved ?? base;
  const noteInput = useRef<(HTMLInputElement & HTMLTextAreaElement) | null>(null);
  const step = useStep(session, eventId, draft.note);

  const change = (next: AnnotationDraft): void => setUnsaved(sameDraft(next, base) ? null : next);
  const save = async (wanted: AnnotationDraft): Promise<void> => {
    const isDone = await attempt('The annotation could not be saved', () =>
      session.act({ type: 'annotated', annotation: annotationOfDraft(wanted, eventId) }),
    );
    if (isDone) setUnsaved(null);
  };
  const remove = (): void => {
    void attempt('The annotation could not be removed', () =>
      session.act({ type: 'annotation-removed', event: eventId }),
    );
    setUnsaved(null);
  };

  useCommands({
    'event.note': () => noteInput.current?.focus(),
    'event.step': step.focusOrAdd,
    'event.for-report': () => void save({ ...draft, forReport: !draft.forReport }),
  });

  const saveByKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || unsaved === null) return;
    event.preventDefault();
    void save(draft);
  };

  return (
    <section className="annotate" aria-labelledby="annotate-title">
      <div className="row">
        <h3 id="annotate-title" className="grow">
          Annotation
        </h3>
        {unsaved !== null && <Badge tone="warning">not saved</Badge>}
        {saved !== null && unsaved === null && <Badge tone="success">in the journal</Badge>}
      </div>
      <EventMarks session={session} eventId={eventId} />
      <TextField
        label={withKey('Note: what this event means', 'event.note')}
        value={draft.note}
        onChange={(note) => change({ ...draft, note })}
        rows={3}
        onKeyDown={saveByKey}
        inputRef={noteInput}
      />
      <div className="annotate-pair">
        <Segments label="This is" value={draft.kind} onChange={(kind) => change({ ...draft, kind })} choices={KINDS} />
        <Segments
          label="Confidence"
          value={draft.confidence}
          onChange={(confidence) => change({ ...draft, confidence })}
          choices={CONFIDENCES}
        />
      </div>
      <p className="field-hint">{KIND_HINTS[draft.kind]}</p>
      <TechniqueFields draft={draft} onChange={change} />
      <EffectFields draft={draft} onChange={change} session={session} eventId={eventId} />
      <TextField
        label="Alternatives considered"
        value={draft.alternatives}
        onChange={(alternatives) => change({ ...draft, alternatives })}
        rows={2}
        onKeyDown={saveByKey}
        placeholder="What else could explain this event, and why you hold it less likely"
      />
      <TextField
        label="Tags, separated by commas"
        value={draft.tags}
        onChange={(tags) => change({ ...draft, tags })}
        onKeyDown={saveByKey}
      />
      <div className="row">
        <Checkbox isSelected={draft.forReport} onChange={(forReport) => change({ ...draft, forReport })}>
          {withKey('For the report', 'event.for-report')}
        </Checkbox>
        <span className="grow" />
        {unsaved !== null && (
          <Button command="event.discard" tone="quiet" onPress={() => setUnsaved(null)}>
            Discard changes
          </Button>
        )}
        {saved !== null && unsaved === null && (
          <Button command="event.unannotate" tone="quiet" icon="trash" onPress={remove}>
            Remove
          </Button>
        )}
        <Button command="event.save" tone="primary" isDisabled={unsaved === null} onPress={() => void save(draft)}>
          Save
        </Button>
      </div>
      <StepFields {...step} />
    </section>
  );
}

/** What came of the act, apart from what the control did, and the annotated events that show it. */
function EffectFields({
  draft,
  onChange,
  session,
  eventId,
}: AnnotationEditorProps & {
  readonly draft: AnnotationDraft;
  readonly onChange: (draft: AnnotationDraft) => void;
}): ReactElement {
  const { effect } = draft;
  const annotated = [...useSnapshot(session).state.annotations.keys()].filter((event) => event !== eventId);
  const candidates = [...new Set([...(effect?.records ?? []), ...annotated.slice(0, MOST_CANDIDATES)])];
  const rows = useRows(session, effect === null ? NO_EVENTS : candidates);
  return (
    <>
      <Segments
        label="Effect of the act (not the control's outcome)"
        value={effect?.state ?? 'unknown'}
        onChange={(choice) => onChange(withEffect(draft, choice))}
        choices={EFFECTS}
      />
      {effect !== null && (
        <fieldset className="annotate-effect">
          <legend>Annotated events that show it; none: on your word</legend>
          {candidates.map((event) => {
            const row = rows?.get(event);
            return row === undefined ? null : (
              <Checkbox
                key={event}
                isSelected={effect.records.includes(event)}
                onChange={(isShown) =>
                  onChange({
                    ...draft,
                    effect: {
                      ...effect,
                      records: isShown ? [...effect.records, event] : effect.records.filter((other) => other !== event),
                    },
                  })
                }
              >
                <EvidenceText text={row.message} />
              </Checkbox>
            );
          })}
        </fieldset>
      )}
    </>
  );
}

/** More would be no list to choose from; an annotations file can name any. */
const MOST_CANDIDATES = 30;
const NO_EVENTS: readonly EventId[] = [];
