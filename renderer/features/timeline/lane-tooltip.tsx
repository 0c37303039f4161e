import type { ReactElement } from 'react';
import { formatInZone } from '../../../parsers/time/format.js';
import type { Resolution } from '../../../parsers/model/time.js';
import { EvidenceText } from '../../ui/evidence-text.js';
import { countedText } from '../../ui/quantities.js';
import { laneLabel } from '../../query/lane-label.js';
import type { Probe } from './probe.js';
import { lengthText, partsOf, spanOf } from './range.js';

export interface LaneTooltipProps {
  readonly probe: Probe;
  readonly zone: string;
  /** CSS pixels in the lanes' box. */
  readonly x: number;
  readonly y: number;
  /** True where it must open to the left or upwards to stay in sight. */
  readonly isLeft: boolean;
  readonly isAbove: boolean;
}

/** What the pointer is on: lane, moment in both zones, how many events. */
export function LaneTooltip({ probe, zone, x, y, isLeft, isAbove }: LaneTooltipProps): ReactElement {
  const span = spanOf(probe.range);
  const resolution: Resolution = span < 0.01 ? 'ns' : span < 10 ? 'us' : span < 10_000 ? 'ms' : 's';
  const at = partsOf(probe.events > 0 ? probe.range.fromMs : probe.moment);
  const local = formatInZone(at, zone, resolution);
  const utc = formatInZone(at, 'UTC', resolution);
  const { name, place } = laneLabel(probe.lane.key);
  return (
    <div
      className="tooltip lane-tooltip"
      aria-hidden="true"
      data-left={isLeft || undefined}
      data-above={isAbove || undefined}
      style={{ left: x, top: y }}
    >
      <strong>
        <EvidenceText text={name} />
      </strong>
      {place !== '' && (
        <span className="muted">
          <EvidenceText text={place} />
        </span>
      )}
      <span className="mono">
        {local.text} {local.zone}
      </span>
      {local.zone !== utc.zone && (
        <span className="mono muted">
          {utc.text} {utc.zone}
        </span>
      )}
      <span>
        {probe.events === 0 ? 'no events here' : `${countedText(probe.events, 'event')} in ${lengthText(span)}`}
        {probe.stopped > 0 && `, ${probe.stopped} stopped`}
        {probe.severity !== null && `, severity up to ${probe.severity}`}
      </span>
    </div>
  );
}
