import { useMemo, useRef, useState, type ReactElement } from 'react';
import type { ManualEvent } from '../../../parsers/model/case.js';
import type { EventId } from '../../../parsers/model/ids.js';
import { isOutdated } from '../../query/outdated.js';
import type { Lifetime, LaneBy, QueryClient, SearchResult, TimeRange } from '../../query/spec.js';
import type { PivotRequest } from '../../ui-state/pivot.js';
import { useUi } from '../../ui-state/ui-state.js';
import { countedText } from '../../ui/quantities.js';
import { useLatest } from '../../ui/use-latest.js';
import { useSize } from '../../ui/use-size.js';
import { KeyEvents } from './key-events.js';
import { LaneControls } from './lane-controls.js';
import { laneRows, type LaneRow } from './lane-tree.js';
import { Lanes } from './lanes.js';
import { Legend } from './legend.js';
import type { Marks } from './marks.js';
import { StatedDetail } from './stated-detail.js';
import { TimeAxis, useTicks } from './time-axis.js';
import './timeline.css';

export interface TimelineProps {
  readonly client: Pick<QueryClient, 'laneList' | 'laneBins' | 'lifetimes'>;
  /** Result without time range. */
  readonly result: SearchResult;
  /** Changes with evidence and adjustments. */
  readonly dataVersion: number;
  readonly marks: Marks;
  readonly bounds: TimeRange;
  readonly view: TimeRange;
  readonly zone: string;
  readonly onView: (view: TimeRange) => void;
  /** Narrows to the events of a lane, under all its names. */
  readonly onLane: (by: LaneBy, keys: readonly string[]) => void;
  readonly onSelect: (id: EventId) => void;
  /** Puts a stated event into the kill chain, or takes it out. */
  readonly onStatedStep: (event: ManualEvent) => void;
  readonly onPivot: (request: PivotRequest) => void;
}

/** Key events and lanes over the time range in view. */
export function Timeline(props: TimelineProps): ReactElement {
  const { client, result, dataVersion, marks, bounds, view, zone, onView, onLane, onSelect, onPivot } = props;
  const axis = useRef<HTMLDivElement>(null);
  const size = useSize(axis);
  const laneView = useUi((state) => state.lanes);
  const [statedId, setStatedId] = useState<string | null>(null);
  const question = useMemo(() => ({ id: result.id, by: laneView.by }), [result.id, laneView.by]);
  const { answered, failure } = useLatest(question, ({ id, by }) => client.laneList(id, by), isOutdated);
  const listed = useMemo(
    () => (answered === null ? null : { resultId: answered.question.id, list: answered.answer }),
    [answered],
  );
  const lifetimes = useLifetimes(client, dataVersion);
  const hasStated = marks.placed.some(({ stated }) => stated !== null);
  const rows = useMemo((): readonly LaneRow[] => {
    const found = listed === null ? [] : laneRows(listed.list.lanes, laneView);
    return hasStated ? [{ kind: 'stated', id: 'stated', depth: 0 }, ...found] : found;
  }, [listed, laneView, hasStated]);
  const ticks = useTicks(view, zone, size.width);
  const stated = marks.placed.find(({ id }) => id === statedId) ?? null;

  return (
    <section className="timeline" aria-label="Time line">
      {marks.placed.length > 0 && (
        <KeyEvents
          marks={marks}
          bounds={bounds}
          view={view}
          zone={zone}
          onView={onView}
          onSelect={onSelect}
          onStated={setStatedId}
        />
      )}
      <div className="timeline-head">
        <TimeAxis range={view} zone={zone} ticks={ticks} />
        <div className="timeline-row timeline-measure" aria-hidden="true">
          <div className="timeline-gutter" />
          <div className="timeline-plot" ref={axis} />
        </div>
      </div>
      {listed !== null && (
        <Lanes
          client={client}
          listed={listed}
          rows={rows}
          laneView={laneView}
          lifetimes={lifetimes.byLane}
          marks={marks}
          ticks={ticks}
          bounds={bounds}
          view={view}
          zone={zone}
          onView={onView}
          onLane={(keys) => onLane(listed.list.by, keys)}
          onSelect={onSelect}
          onStated={setStatedId}
          onPivot={onPivot}
        />
      )}
      <div className="timeline-foot">
        {listed !== null && <span className="timeline-count">{countedText(listed.list.lanes.length, 'lane')}</span>}
        <LaneControls view={laneView} />
        <Legend
          colour={laneView.colour}
          hasStated={hasStated}
          hasUndecided={marks.placed.some(({ orderNote }) => orderNote !== null)}
          hasLives={lifetimes.byLane.size > 0}
        />
        {[failure, lifetimes.failure].map(
          (problem) =>
            problem !== null && (
              <span key={problem} className="timeline-failure" role="alert">
                {problem}
              </span>
            ),
        )}
      </div>
      {stated?.stated != null && (
        <StatedDetail
          event={stated.stated}
          isStep={stated.step !== null}
          onStep={() => stated.stated !== null && props.onStatedStep(stated.stated)}
          onClose={() => setStatedId(null)}
        />
      )}
    </section>
  );
}

/** What records prove of starts and ends, by lane; read when evidence or clocks change. */
function useLifetimes(
  client: Pick<QueryClient, 'lifetimes'>,
  dataVersion: number,
): { readonly byLane: ReadonlyMap<string, readonly Lifetime[]>; readonly failure: string | null } {
  const question = useMemo(() => ({ dataVersion }), [dataVersion]);
  const { answered, failure } = useLatest(question, () => client.lifetimes(), isOutdated);
  const byLane = useMemo(() => {
    const found = new Map<string, Lifetime[]>();
    for (const life of answered?.answer ?? []) {
      const lives = found.get(life.lane);
      if (lives === undefined) found.set(life.lane, [life]);
      else lives.push(life);
    }
    return found;
  }, [answered]);
  return { byLane, failure };
}
