import type { CaseState, Finding } from '../../../parsers/model/case.js';
import type { EventId } from '../../../parsers/model/ids.js';
import { stepEvents } from '../../../parsers/model/step-events.js';

/** How a finding cites a record. */
export type Stand = 'for' | 'against' | 'none';

/** Events that a finding may cite: those it cites already, the steps, the annotated ones, the selected one; each once. */
export function findingCandidates(
  state: Pick<CaseState, 'steps' | 'annotations'>,
  finding: Finding,
  selection: EventId | null,
): readonly EventId[] {
  return [
    ...new Set([
      ...finding.recordsFor,
      ...finding.recordsAgainst,
      ...stepEvents(state.steps),
      ...state.annotations.keys(),
      ...(selection === null ? [] : [selection]),
    ]),
  ];
}

export function standOf(finding: Finding, event: EventId): Stand {
  if (finding.recordsFor.includes(event)) return 'for';
  return finding.recordsAgainst.includes(event) ? 'against' : 'none';
}

export function withStand(finding: Finding, event: EventId, stand: Stand): Finding {
  const without = (events: readonly EventId[]): readonly EventId[] => events.filter((other) => other !== event);
  return {
    ...finding,
    recordsFor: stand === 'for' ? [...without(finding.recordsFor), event] : without(finding.recordsFor),
    recordsAgainst: stand === 'against' ? [...without(finding.recordsAgainst), event] : without(finding.recordsAgainst),
  };
}

export function newFinding(): Finding {
  return {
    id: crypto.randomUUID(),
    title: '',
    kind: 'inference',
    reasoning: '',
    confidence: 'medium',
    alternatives: '',
    recordsFor: [],
    recordsAgainst: [],
  };
}
