import type { ReactElement } from 'react';
import type { CaseState } from '../../../parsers/model/case.js';
import type { EventId } from '../../../parsers/model/ids.js';
import { MILESTONES, type Milestone, type MilestoneName } from '../../../parsers/model/report-plan.js';
import { stepEvents } from '../../../parsers/model/step-events.js';
import { visibleText } from '../../../parsers/model/visible-text.js';
import { formatInZone } from '../../../parsers/time/format.js';
import type { EventRow } from '../../query/spec.js';
import type { CaseSession } from '../../session/session.js';
import { attempt } from '../../ui-state/attempt.js';
import { useRows } from '../../ui-state/use-rows.js';
import { useUi } from '../../ui-state/ui-state.js';
import { useSnapshot } from '../../ui-state/use-snapshot.js';
import { MILESTONE_TITLES } from '../../report/milestone-titles.js';
import { SelectField, type Choice } from '../../ui/choices.js';
import { cutText } from '../../ui/cut-text.js';

const NONE = 'none';

/** What shows the times a court asks for first: one of the annotated events, steps or statements, or nothing. */
export function MilestonesPanel({ session }: { readonly session: CaseSession }): ReactElement {
  const { state } = useSnapshot(session);
  const zone = useUi((view) => view.zone);
  const events = candidates(state);
  const rows = useRows(session, events);
  const choices: readonly Choice<string>[] = [
    { id: NONE, label: 'Not determined' },
    ...events.flatMap((event) => {
      const row = rows?.get(event);
      return row === undefined ? [] : [{ id: `record ${event}`, label: rowLabel(row, zone) }];
    }),
    ...state.manualEvents.map(({ id, time, zone: statedIn, text }) => ({
      id: `statement ${id}`,
      label: cutText(`${visibleText(time)} ${statedIn} (stated) ${visibleText(text)}`, 90),
    })),
  ];
  return (
    <section className="panel" aria-labelledby="milestones-title">
      <div className="panel-head">
        <h2 id="milestones-title">First sign, detection, notice, containment</h2>
      </div>
      <div className="panel-body stack">
        <p className="muted">Each cites a record or a stated event. What nothing shows is printed as not determined.</p>
        {MILESTONES.map((name) => (
          <SelectField
            key={name}
            label={MILESTONE_TITLES[name]}
            value={keyOf(state.milestones.get(name))}
            choices={choices}
            onChange={(key) => void attempt('The milestone could not be set', () => choose(session, name, key))}
          />
        ))}
      </div>
    </section>
  );
}

/** Annotated events and steps; more would be no choice but a search. */
function candidates(state: CaseState): readonly EventId[] {
  const chosen = [...state.milestones.values()].flatMap(({ shownBy }) => ('record' in shownBy ? shownBy.record : []));
  return [...new Set([...stepEvents(state.steps), ...chosen, ...state.annotations.keys()])].slice(0, 200);
}

function rowLabel({ time, resolution, message }: EventRow, zone: string): string {
  const shown = time === null ? null : formatInZone(time, zone, resolution);
  const when = shown === null ? 'no place on the time line' : `${shown.text} ${shown.zone}`;
  return cutText(`${when} ${visibleText(message)}`, 100);
}

function keyOf(milestone: Milestone | undefined): string {
  if (milestone === undefined) return NONE;
  const { shownBy } = milestone;
  return 'record' in shownBy ? `record ${shownBy.record}` : `statement ${shownBy.statement}`;
}

async function choose(session: CaseSession, name: MilestoneName, key: string): Promise<void> {
  if (key === NONE) return session.act({ type: 'milestone-removed', name });
  const at = key.indexOf(' ');
  const id = key.slice(at + 1);
  const shownBy = key.startsWith('record ') ? { record: id as EventId } : { statement: id };
  return session.act({ type: 'milestone-set', milestone: { name, shownBy } });
}
