import { EvidenceText } from '../../ui/evidence-text.js';
import { formatInZone, formatUtc } from '../../../parsers/time/format.js';
import type { EventDetail } from '../../query/spec.js';

/** UTC and the case's zone, each with its zone printed; what has no place on the time line says so. */
export function EventTime({ detail, zone }: { readonly detail: EventDetail; readonly zone: string }) {
  if (detail.time === null) {
    return (
      <span className="no-time">
        {detail.event.time === null ? (
          'no time stated'
        ) : (
          <>
            zone not known: <EvidenceText text={detail.event.time.text} />
          </>
        )}
      </span>
    );
  }
  const local = formatInZone(detail.time, zone, detail.resolution);
  return (
    <span className="time">
      <span className="utc">{formatUtc(detail.time)}</span>
      {zone !== 'UTC' && (
        <>
          <span className="local">{local.text}</span>
          <span className="local">{local.zone}</span>
        </>
      )}
      {detail.adjusted && (
        <span className="local">
          as recorded: <EvidenceText text={detail.event.time?.text ?? ''} />
        </span>
      )}
    </span>
  );
}
