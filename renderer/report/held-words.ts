import type { Annotation, CaseState } from '../../parsers/model/case.js';
import type { EventId } from '../../parsers/model/ids.js';
import { isRecordStep } from '../../parsers/model/step-events.js';
import { isOfRemovedExhibit } from '../session/removed-events.js';

/** The examiner's words without those about events of removed exhibits, which no record can back any more; limitations count them. */
export function withoutRemoved(state: CaseState): CaseState {
  if (state.removed.size === 0) return state;
  const isHeld = (event: EventId): boolean => !isOfRemovedExhibit(state, event);
  const steps = state.steps.filter((step) => !isRecordStep(step) || isHeld(step.event));
  const ids = new Set(steps.map(({ id }) => id));
  return {
    ...state,
    annotations: new Map(
      [...state.annotations]
        .filter(([event]) => isHeld(event))
        .map(([event, annotation]) => [event, withHeldEffect(annotation, isHeld)]),
    ),
    steps,
    links: state.links
      .filter(({ from, to }) => ids.has(from) && ids.has(to))
      .map((link) => ({ ...link, records: link.records.filter(isHeld) })),
    findings: state.findings.map((finding) => ({
      ...finding,
      recordsFor: finding.recordsFor.filter(isHeld),
      recordsAgainst: finding.recordsAgainst.filter(isHeld),
    })),
    notebook: state.notebook.map((note) => ({ ...note, events: note.events.filter(isHeld) })),
    milestones: new Map(
      [...state.milestones].filter(([, { shownBy }]) => !('record' in shownBy) || isHeld(shownBy.record)),
    ),
  };
}

function withHeldEffect(annotation: Annotation, isHeld: (event: EventId) => boolean): Annotation {
  const { effect } = annotation;
  return effect === undefined
    ? annotation
    : { ...annotation, effect: { ...effect, records: effect.records.filter(isHeld) } };
}
