import type { ManualEvent, StatedStep, Step } from '../../parsers/model/case.js';
import { isRecordStep } from '../../parsers/model/step-events.js';
import { cutText } from '../ui/cut-text.js';

/** Longer titles are refused by the journal. */
const TITLE_LENGTH = 200;

/** The step that a stated event is, or null. */
export function statedStep(steps: readonly Step[], id: string): StatedStep | null {
  return steps.find((step): step is StatedStep => !isRecordStep(step) && step.stated === id) ?? null;
}

/** A step under the first line of what was stated. */
export function newStatedStep(event: ManualEvent): StatedStep {
  const title = cutText(event.text.trim().split('\n')[0] ?? '', TITLE_LENGTH);
  return { id: crypto.randomUUID(), stated: event.id, title };
}
