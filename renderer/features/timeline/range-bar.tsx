import type { ReactElement } from 'react';
import { formatInZone } from '../../../parsers/time/format.js';
import type { Resolution } from '../../../parsers/model/time.js';
import { partsOf } from '../../../parsers/time/instant.js';
import type { TimeRange } from '../../query/spec.js';
import { Button } from '../../ui/button.js';
import { isWhole, lengthText, spanOf } from './range.js';

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
      <span className="range-moments mono">
        <Ends view={view} zone={zone} resolution={resolution} />
        {zone !== 'UTC' && <Ends view={view} zone="UTC" resolution={resolution} />}
      </span>
      <span className="muted">{lengthText(spanOf(view))}</span>
      <span className="range-bar-acts">
        <Button
          command="time.fit"
          tone="quiet"
          isDisabled={matching === null}
          onPress={() => matching !== null && onView(matching)}
        >
          Zoom to matching
        </Button>
        <Button command="time.whole" tone="quiet" isDisabled={isWhole(bounds, view)} onPress={() => onView(bounds)}>
          Whole time
        </Button>
      </span>
    </div>
  );
}

/** Both ends with their offsets, the name of the zone once. */
function Ends({
  view,
  zone,
  resolution,
}: {
  readonly view: TimeRange;
  readonly zone: string;
  readonly resolution: Resolution;
}): ReactElement {
  const from = formatInZone(partsOf(view.fromMs), zone, resolution);
  const to = formatInZone(partsOf(view.toMs), zone, resolution);
  const name = to.zone.includes(' ') ? ` ${to.zone.slice(0, to.zone.lastIndexOf(' '))}` : '';
  return (
    <span className="range-ends">
      {from.text} <span className="muted">{offsetOf(from.zone)}</span> – {to.text}{' '}
      <span className="muted">
        {offsetOf(to.zone)}
        {name}
      </span>
    </span>
  );
}

function offsetOf(zone: string): string {
  return zone.slice(zone.lastIndexOf(' ') + 1);
}
