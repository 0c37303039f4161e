import { useMemo, type ReactElement } from 'react';
import { formatInZone } from '../../../parsers/time/format.js';
import { partsOf } from '../../../parsers/time/instant.js';
import type { TimeRange } from '../../query/spec.js';
import { ticks, type Tick } from './axis.js';

/** Room a label needs, CSS pixels at the usual text size. */
const LABEL_ROOM = 104;

/** Ticks that fit into a width. */
export function useTicks(range: TimeRange, zone: string, width: number): readonly Tick[] {
  return useMemo(
    () => (width === 0 ? [] : ticks(range, zone, Math.max(2, Math.floor(width / LABEL_ROOM)))),
    [range, zone, width],
  );
}

/** The zone as it stands at both ends of the range, if summer time begins or ends between. */
export function zoneText(range: TimeRange, zone: string): string {
  const first = formatInZone(partsOf(range.fromMs), zone).zone;
  const last = formatInZone(partsOf(range.toMs), zone).zone;
  return first === last ? first : `${first} → ${last.slice(last.lastIndexOf(' ') + 1)}`;
}

export interface TimeAxisProps {
  readonly range: TimeRange;
  readonly zone: string;
  readonly ticks: readonly Tick[];
}

/** Labels of the ticks, the zone at the left. */
export function TimeAxis({ range, zone, ticks: shown }: TimeAxisProps): ReactElement {
  return (
    <div className="timeline-axis timeline-row" aria-hidden="true">
      <div className="timeline-gutter timeline-zone">{zoneText(range, zone)}</div>
      <div className="timeline-plot">
        {shown.map(({ place, label, context }) => (
          <span key={`${place} ${label}`} className="timeline-tick" style={{ left: `${place * 100}%` }}>
            {context !== null && <span className="timeline-tick-context">{context}</span>}
            <span className="timeline-tick-label">{label}</span>
          </span>
        ))}
      </div>
    </div>
  );
}
