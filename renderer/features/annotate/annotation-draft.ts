import type { Annotation, Effect } from '../../../parsers/model/case.js';
import type { EventId } from '../../../parsers/model/ids.js';
import { visibleText } from '../../../parsers/model/visible-text.js';
import { techniqueById } from '../../attack/attack.js';
import { cutText } from '../../ui/cut-text.js';

/** An annotation as it is being written: tags stand in one line, an unknown effect is null. */
export type AnnotationDraft = Omit<Annotation, 'event' | 'tags' | 'effect'> & {
  readonly tags: string;
  readonly effect: Effect | null;
};

const EMPTY: AnnotationDraft = {
  note: '',
  kind: 'inference',
  technique: null,
  tactic: null,
  confidence: 'medium',
  alternatives: '',
  tags: '',
  forReport: false,
  effect: null,
};

/** What the form shows for a saved annotation, or for none. */
export function draftOfAnnotation(saved: Annotation | null): AnnotationDraft {
  if (saved === null) return EMPTY;
  const { event: _event, tags, effect = null, ...rest } = saved;
  return { ...rest, effect, tags: tags.join(', ') };
}

/** What is journalled: texts trimmed, tags told apart at commas, each once. */
export function annotationOfDraft(draft: AnnotationDraft, event: EventId): Annotation {
  const tags = draft.tags
    .split(',')
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '');
  const { effect, ...rest } = draft;
  return {
    ...rest,
    ...(effect === null ? {} : { effect }),
    event,
    note: draft.note.trim(),
    alternatives: draft.alternatives.trim(),
    tags: [...new Set(tags)],
  };
}

export function sameDraft(a: AnnotationDraft, b: AnnotationDraft): boolean {
  return (Object.keys(a) as (keyof AnnotationDraft)[]).every((name) => a[name] === b[name]);
}

export type EffectChoice = Effect['state'] | 'unknown';

/** Chooses what came of the act; records that show it are kept. */
export function withEffect(draft: AnnotationDraft, choice: EffectChoice): AnnotationDraft {
  if (choice === (draft.effect?.state ?? 'unknown')) return draft;
  return { ...draft, effect: choice === 'unknown' ? null : { state: choice, records: draft.effect?.records ?? [] } };
}

/** Chooses a technique; its tactic follows where the chosen one does not hold it and only one does. */
export function withTechnique(draft: AnnotationDraft, id: string | null): AnnotationDraft {
  const tactics = id === null ? [] : (techniqueById(id)?.tactics ?? []);
  const isKept = id === null || (draft.tactic !== null && tactics.includes(draft.tactic));
  return {
    ...draft,
    technique: id,
    tactic: isKept ? draft.tactic : tactics.length === 1 ? (tactics[0] ?? null) : null,
  };
}

/** Chooses a tactic; a technique that does not serve it is taken away. */
export function withTactic(draft: AnnotationDraft, tactic: string | null): AnnotationDraft {
  const serves =
    draft.technique === null || tactic === null || (techniqueById(draft.technique)?.tactics.includes(tactic) ?? false);
  return { ...draft, tactic, technique: serves ? draft.technique : null };
}

/**
 * A step's title where the examiner wrote none: the first line of the note, else the event's own sentence on one line. Characters
 * that hide are written out: the title is to become the examiner's word, and the journal takes no NUL.
 */
export function defaultStepTitle(note: string, message: string): string {
  const line = note.trim().split('\n')[0]?.trim() ?? '';
  const title = visibleText(line === '' ? message : line).replaceAll(/\s+/g, ' ');
  return cutText(title, 90);
}
