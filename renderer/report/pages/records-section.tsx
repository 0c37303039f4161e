import type { CitedEvent, ReportModel } from '../model.js';
import { EventTime } from './event-time.js';
import { Hash } from './hash.js';
import { PrintedText } from './printed-text.js';
import { beginningOf } from '../../ui/cut-text.js';
import { EvidenceText } from '../../ui/evidence-text.js';

/** Longest piece of a record that is printed; the whole record is attached. */
const PRINTED_CHARACTERS = 3000;

/** Every cited record with its place, hash and the command that prints its bytes. */
export function RecordsSection({ model }: { readonly model: ReportModel }) {
  return (
    <>
      <p>
        {model.counts.cited} of {model.counts.events.toLocaleString('en-GB')} events are cited. Each can be found in the
        exhibit by the command printed with it, run in that exhibit's folder among the case's evidence (JS/1 lies in
        JS-1); its output has the hash printed beside it.
      </p>
      {model.events.map((event) => (
        <CitedRecord key={event.mark} event={event} zone={model.meta.displayZone} />
      ))}
    </>
  );
}

function CitedRecord({ event, zone }: { readonly event: CitedEvent; readonly zone: string }) {
  const { mark, detail, annotation, command } = event;
  const printed = beginningOf(detail.raw, PRINTED_CHARACTERS);
  return (
    <article className="record" id={mark}>
      <h2>
        {mark} <PrintedText text={detail.message} />
      </h2>
      <dl className="pairs">
        <dt>Time</dt>
        <dd>
          <EventTime detail={detail} zone={zone} />
          {detail.event.time !== null && (
            <small>
              {' '}
              written as <EvidenceText text={detail.event.time.text} />, resolution {detail.resolution}, zone known from{' '}
              {detail.zone}
            </small>
          )}
        </dd>
        <dt>Place</dt>
        <dd>
          {detail.exhibitNumber} <EvidenceText text={detail.member} />, {detail.line > 0 ? `line ${detail.line}, ` : ''}
          offset {detail.offset}, {detail.length} bytes
          {detail.path !== '' && (
            <>
              , inside at <EvidenceText text={detail.path} />
            </>
          )}
        </dd>
        <dt>SHA-256</dt>
        <dd>
          <Hash value={detail.recordSha256} />
        </dd>
        <dt>Command</dt>
        <dd>
          <code className="command">
            <EvidenceText text={command} />
          </code>
        </dd>
        {annotation !== null && (
          <>
            <dt>Examiner</dt>
            <dd>
              {annotation.kind}, confidence {annotation.confidence}: <EvidenceText text={annotation.note} />
            </dd>
          </>
        )}
      </dl>
      <pre className="raw">
        <EvidenceText text={printed} />
        {printed.length < detail.raw.length || detail.rawCut
          ? '\n[the rest of this record is in the attachment cited-records.ndjson and in the exhibit]'
          : ''}
      </pre>
    </article>
  );
}
