import { useMemo, useRef, useState, type ReactElement } from 'react';
import type { EventId } from '../../../parsers/model/ids.js';
import { isOutdated } from '../../query/outdated.js';
import type { QueryClient, SearchResult, TimeRange } from '../../query/spec.js';
import type { PivotRequest } from '../../ui-state/pivot.js';
import { Button } from '../../ui/button.js';
import { SelectField } from '../../ui/choices.js';
import { countedText, countText } from '../../ui/quantities.js';
import { useLatest } from '../../ui/use-latest.js';
import { useSize } from '../../ui/use-size.js';
import { KeyEvents } from './key-events.js';
import { orderLanes, type LaneOrder } from './lane-order.js';
import { Lanes } from './lanes.js';
import type { Marks } from './marks.js';
import { TimeAxis, useTicks } from './time-axis.js';
import './timeline.css';

const LANES = 200;

const ORDERS = [
  { id: 'name', label: 'by name' },
  { id: 'first', label: 'by first event' },
  { id: 'count', label: 'by number of events' },
] as const;

export interface TimelineProps {
  readonly client: Pick<QueryClient, 'lanes'>;
  /** Result without time range. */
  readonly result: SearchResult;
  readonly marks: Marks;
  readonly bounds: TimeRange;
  readonly view: TimeRange;
  readonly zone: string;
  readonly onView: (view: TimeRange) => void;
  readonly onLane: (key: string) => void;
  readonly onSelect: (id: EventId) => void;
  readonly onPivot: (request: PivotRequest) => void;
}

/** Key events and lanes over the time range in view. */
export function Timeline({
  client,
  result,
  marks,
  bounds,
  view,
  zone,
  onView,
  onLane,
  onSelect,
  onPivot,
}: TimelineProps): ReactElement {
  const axis = useRef<HTMLDivElement>(null);
  const size = useSize(axis);
  const [order, setOrder] = useState<LaneOrder>('name');
  const [limit, setLimit] = useState(LANES);
  const bins = Math.max(1, Math.round(size.width * size.ratio));
  const question = useMemo(
    () => (size.width === 0 ? null : { id: result.id, view, bins, limit }),
    [result.id, view, bins, limit, size.width],
  );
  const { answered, failure } = useLatest(
    question,
    (asked) => client.lanes(asked.id, asked.view, asked.bins, asked.limit),
    isOutdated,
  );
  const answer = answered?.answer ?? null;
  const lanes = useMemo(() => (answer === null ? [] : orderLanes(answer.lanes, order)), [answer, order]);
  const ticks = useTicks(view, zone, size.width);

  return (
    <section className="timeline" aria-label="Time line">
      {marks.placed.length > 0 && (
        <KeyEvents marks={marks} bounds={bounds} view={view} zone={zone} onView={onView} onSelect={onSelect} />
      )}
      <div className="timeline-head">
        <TimeAxis range={view} zone={zone} ticks={ticks} />
        <div className="timeline-row timeline-measure" aria-hidden="true">
          <div className="timeline-gutter" />
          <div className="timeline-plot" ref={axis} />
        </div>
      </div>
      {answer !== null && (
        <Lanes
          answer={answer}
          lanes={lanes}
          marks={marks}
          ticks={ticks}
          bounds={bounds}
          view={view}
          zone={zone}
          onView={onView}
          onLane={onLane}
          onSelect={onSelect}
          onPivot={onPivot}
        />
      )}
      <div className="timeline-foot">
        {answer !== null && (
          <span>
            {answer.lanes.length === answer.laneCount
              ? countedText(answer.laneCount, 'lane')
              : `the busiest ${countText(answer.lanes.length)} of ${countedText(answer.laneCount, 'lane')}`}
          </span>
        )}
        {answer !== null && answer.lanes.length < answer.laneCount && (
          <Button command="lanes.more" tone="quiet" onPress={() => setLimit((before) => before * 2)}>
            Show more lanes
          </Button>
        )}
        <SelectField label="Order of the lanes" isLabelHidden choices={ORDERS} value={order} onChange={setOrder} />
        <Legend />
        {failure !== null && (
          <span className="timeline-failure" role="alert">
            {failure}
          </span>
        )}
      </div>
    </section>
  );
}

function Legend(): ReactElement {
  return (
    <ul className="legend" aria-label="Legend of the lanes">
      <li>
        <i className="legend-bar legend-none" aria-hidden="true" /> events (height: log of number)
      </li>
      <li>
        <i className="legend-bar legend-medium" aria-hidden="true" /> severity 4–6
      </li>
      <li>
        <i className="legend-bar legend-high" aria-hidden="true" /> 7–8, line above
      </li>
      <li>
        <i className="legend-bar legend-critical" aria-hidden="true" /> 9–10, two lines
      </li>
      <li>
        <i className="legend-bar legend-stopped" aria-hidden="true" /> striped: stopped
      </li>
      <li>
        <i className="legend-life" aria-hidden="true" /> first to last event
      </li>
    </ul>
  );
}
