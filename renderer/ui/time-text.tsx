import type { ReactElement } from 'react';
import type { InstantParts, Resolution } from '../../parsers/model/time.js';
import { formatInZone, formatUtc } from '../../parsers/time/format.js';

export interface TimeTextProps {
  /** Null where the event has no place on the time line. */
  readonly time: InstantParts | null;
  readonly resolution?: Resolution;
  /** Zone of the window's views. */
  readonly zone: string;
  /**
   * `both` prints the zone's reading and UTC; `compact` prints the zone's reading with its offset, UTC on hover and to
   * screen readers.
   */
  readonly form?: 'both' | 'compact';
}

/** The only way in which an instant reaches the screen: never without its zone. */
export function TimeText({ time, resolution = 'ns', zone, form = 'both' }: TimeTextProps): ReactElement {
  if (time === null) return <span className="muted">no time</span>;
  const utc = formatUtc(time);
  const shown = formatInZone(time, zone, resolution);
  const offset = shown.zone.split(' ').at(-1) ?? shown.zone;
  return (
    <time className="time" dateTime={utc} title={`${utc} (UTC)`}>
      {shown.text} <span className="time-zone">{form === 'compact' ? offset : shown.zone}</span>
      {form === 'both' && shown.zone !== 'UTC' && (
        <span className="time-utc"> {formatInZone(time, 'UTC', resolution).text} UTC</span>
      )}
    </time>
  );
}
