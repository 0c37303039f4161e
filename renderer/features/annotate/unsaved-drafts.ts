import { useState } from 'react';
import type { EventId } from '../../../parsers/model/ids.js';
import type { AnnotationDraft } from './annotation-draft.js';

/** What was typed and not yet saved, by event: looking at another event must not lose a note. */
const drafts = new Map<EventId, AnnotationDraft>();

/** The unsaved draft of an event, null where nothing differs from what is saved. */
export function useUnsavedDraft(event: EventId): [AnnotationDraft | null, (draft: AnnotationDraft | null) => void] {
  const [draft, setDraft] = useState(drafts.get(event) ?? null);
  const change = (next: AnnotationDraft | null): void => {
    if (next === null) drafts.delete(event);
    else drafts.set(event, next);
    setDraft(next);
  };
  return [draft, change];
}
