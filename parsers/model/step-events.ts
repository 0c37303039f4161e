import type { RecordStep, Step } from './case.js';
import type { EventId } from './ids.js';

/** True for a step that rests on a record, false for one that rests on somebody's word. */
export function isRecordStep(step: Step): step is RecordStep {
  return 'event' in step;
}

/** Events of the evidence that are steps, in the order of the steps. */
export function stepEvents(steps: readonly Step[]): readonly EventId[] {
  return steps.filter(isRecordStep).map(({ event }) => event);
}
