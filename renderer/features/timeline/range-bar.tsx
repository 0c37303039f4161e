import type { ReactElement } from 'react';
import { formatInZone } from '../../../parsers/time/format.js';
import type { Resolution } from '../../../parsers/model/time.js';
import type { TimeRange } from '../../query/spec.js';
import { Button } from '../../ui/button.js';
import { isWhole, lengthText, partsOf, spanOf } from './range.js';

export interface RangeBarProps {
  readonly view: TimeRange;
  readonly bounds: TimeRange;
  /** Span of the events that match, or null where none is dated. */
  readonly matching: TimeRange | null;
  readonly zone: string;
  readonly onView: (view: TimeRange) => void;
}

/** The time range in words: both ends in the display zone and in UTC. */
export function RangeBar({ view, bounds, matching, zone, onView }: RangeBarProps): ReactElement {
  const resolution: Resolution = spanOf(view) < 100 ? 'us' : spanOf(view) < 60_000 ? 'ms' : 's';
  return (
    <div className="range-bar">
      <Moment ms={view.fromMs} zone={zone} resolution={resolution} />
      <span aria-hidden="true">–</span>
      <span className="visually-hidden">to</span>
      <Moment ms={view.toMs} zone={zone} resolution={resolution} />
      <span className="muted">{lengthText(spanOf(view))}</span>
      <span className="range-bar-acts">
        <Button tone="quiet" isDisabled={matching === null} onPress={() => matching !== null && onView(matching)}>
          Zoom to matching
        </Button>
        <Button tone="quiet" isDisabled={isWhole(bounds, view)} onPress={() => onView(bounds)}>
          Whole time
        </Button>
      </span>
    </div>
  );
}

function Moment({
  ms,
  zone,
  resolution,
}: {
  readonly ms: number;
  readonly zone: string;
  readonly resolution: Resolution;
}): ReactElement {
  const local = formatInZone(partsOf(ms), zone, resolution);
  const utc = formatInZone(partsOf(ms), 'UTC', resolution);
  return (
    <span className="range-moment">
      <span className="mono">
        {local.text} <span className="muted">{local.zone}</span>
      </span>
      {local.zone !== utc.zone && (
        <span className="mono range-utc">
          {utc.text} {utc.zone}
        </span>
      )}
    </span>
  );
}
