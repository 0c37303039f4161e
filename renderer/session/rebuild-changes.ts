import type { CaseState } from '../../parsers/model/case.js';
import { parseEventId } from '../../parsers/model/ids.js';
import { stepEvents } from '../../parsers/model/step-events.js';
import type { EventChange } from '../query/event-changes.js';

/** Events that the journal lists one by one; the others are counted. */
const MOST_LISTED = 10_000;

/** What a second reading changed in the events of an exhibit. */
export interface RebuildChanges {
  /** For the journal: every event. */
  readonly listed: readonly string[];
  /** For the person: how many, and what of his work rests on them. */
  readonly summary: readonly string[];
}

/** Words about changed events, and about the annotations, steps, findings and issued reports that they touch. */
export function rebuildChanges(state: CaseState, sha256: string, changes: readonly EventChange[]): RebuildChanges {
  if (changes.length === 0) return { listed: [], summary: [] };
  const changed = new Set(changes.map(placeOf));
  const touched = (events: Iterable<string>): number =>
    [...new Set(events)].filter((id) => {
      const { exhibit, member, offset } = parseEventId(id);
      return exhibit === sha256 && changed.has(placeOf({ member, offset }));
    }).length;
  const works = [
    ['annotated', touched(state.annotations.keys())],
    ['steps of the kill chain', touched(stepEvents(state.steps))],
    [
      'records of findings',
      touched(state.findings.flatMap((finding) => [...finding.recordsFor, ...finding.recordsAgainst])),
    ],
  ] as const;
  const resting = works.filter(([, count]) => count > 0).map(([what, count]) => `${count} ${what}`);
  const issued = state.issues.filter(({ withdrawn }) => withdrawn === null).map(({ version }) => version);
  const summary = [
    `${changes.length} ${changes.length === 1 ? 'event' : 'events'} changed, listed in the journal`,
    ...(resting.length === 0 ? [] : [`of them ${resting.join(', ')}: look at them again`]),
    ...(issued.length === 0 ? [] : [`the issued report, version ${issued.join(', ')}, rests on the reading before`]),
  ];
  const more = changes.length - MOST_LISTED;
  return {
    summary,
    listed: [
      ...summary,
      ...changes.slice(0, MOST_LISTED).map((change) => `${placeOf(change)}: ${change.what}`),
      ...(more > 0 ? [`and ${more} more events`] : []),
    ],
  };
}

function placeOf({ member, offset }: Pick<EventChange, 'member' | 'offset'>): string {
  return `${member === '' ? 'the file' : member} at byte ${offset}`;
}
