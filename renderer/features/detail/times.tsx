import type { ReactElement } from 'react';
import type { RecordedTime, Resolution, TimeKind, ZoneOrigin } from '../../../parsers/model/time.js';
import { formatInZone } from '../../../parsers/time/format.js';
import { fromParts, toParts } from '../../../parsers/time/instant.js';
import type { EventDetail } from '../../query/spec.js';
import { EvidenceText } from '../../ui/evidence-text.js';
import { nsText } from '../../../parsers/time/duration.js';

const RESOLUTIONS: Readonly<Record<Resolution, string>> = {
  ns: 'nanosecond',
  us: 'microsecond',
  ms: 'millisecond',
  s: 'second',
  min: 'minute',
  day: 'day',
};

const ORIGINS: Readonly<Record<ZoneOrigin, string>> = {
  record: 'stated in the record',
  format: "fixed by the format's definition",
  examiner: 'stated by the examiner',
  unknown: 'not known',
};

const KINDS: Readonly<Record<TimeKind, string>> = {
  happened: 'when it happened',
  logged: 'when it was logged',
  ingested: 'when it was ingested',
};

/** All times of an event: as corrected, as written, how exact, and how the zone is known. */
export function Times({ detail, zone }: { readonly detail: EventDetail; readonly zone: string }): ReactElement {
  const main = detail.event.time;
  return (
    <dl className="facts">
      {detail.time === null ? (
        <>
          <dt>Place</dt>
          <dd>
            None on the time line:{' '}
            {main === null
              ? 'the record states no time.'
              : 'the written time carries no zone, and nobody has answered which one it is.'}
          </dd>
        </>
      ) : (
        <Placed detail={detail} zone={zone} time={detail.time} />
      )}
      {main !== null && <Written time={main} zoneOrigin={detail.time === null ? main.zone : detail.zone} />}
      {detail.event.otherTimes?.map((time) => (
        <Other key={`${time.kind} ${time.text}`} time={time} zone={zone} />
      ))}
    </dl>
  );
}

function Placed({
  detail,
  zone,
  time,
}: {
  readonly detail: EventDetail;
  readonly zone: string;
  readonly time: NonNullable<EventDetail['time']>;
}): ReactElement {
  const main = detail.event.time;
  const local = formatInZone(time, zone, detail.resolution);
  const utc = formatInZone(time, 'UTC', detail.resolution);
  return (
    <>
      {local.zone !== utc.zone && (
        <>
          <dt>Time</dt>
          <dd className="mono">
            {local.text} {local.zone}
          </dd>
        </>
      )}
      <dt>Time in UTC</dt>
      <dd className="mono">
        {utc.text} {utc.zone}
      </dd>
      {detail.adjusted && main !== null && (
        <>
          <dt>Corrected</dt>
          <dd>by {nsText(fromParts(time) - main.instant, true)}: clock or zone of the source was adjusted</dd>
        </>
      )}
      <dt>Uncertainty</dt>
      <dd>{detail.uncertaintyNs === '0' ? 'none stated' : `± ${nsText(BigInt(detail.uncertaintyNs), false)}`}</dd>
      <dt>Resolution</dt>
      <dd>one {RESOLUTIONS[detail.resolution]}</dd>
    </>
  );
}

function Written({ time, zoneOrigin }: { readonly time: RecordedTime; readonly zoneOrigin: ZoneOrigin }): ReactElement {
  return (
    <>
      <dt>As written</dt>
      <dd>
        <EvidenceText text={time.text} isMono />
      </dd>
      <dt>Zone</dt>
      <dd>{ORIGINS[zoneOrigin]}</dd>
      <dt>Kind</dt>
      <dd>{KINDS[time.kind]}</dd>
    </>
  );
}

function Other({ time, zone }: { readonly time: RecordedTime; readonly zone: string }): ReactElement {
  const local = formatInZone(toParts(time.instant), zone, time.resolution);
  return (
    <>
      <dt>Also: {KINDS[time.kind]}</dt>
      <dd>
        <EvidenceText text={time.text} isMono />
        <span className="muted"> {time.zone === 'unknown' ? 'zone not known' : `${local.text} ${local.zone}`}</span>
      </dd>
    </>
  );
}
