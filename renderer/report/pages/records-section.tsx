import type { CitedEvent, ReportModel } from '../model.js';
import { countText } from '../../ui/quantities.js';
import { CitedRow } from './cited-row.js';
import { EventTime } from './event-time.js';
import { Hash } from './hash.js';
import { PlaceText } from './place-text.js';
import { PrintedText } from './printed-text.js';
import { beginningOf } from '../../ui/cut-text.js';
import { EvidenceText } from '../../ui/evidence-text.js';

/** Longest piece of a record that is printed; the whole record is attached. */
const PRINTED_CHARACTERS = 3000;

/** Every cited record with its place, hash and the command that prints its bytes. */
export function RecordsSection({ model }: { readonly model: ReportModel }) {
  const { cited, events, printed } = model.counts;
  const inFull = model.events.filter((event) => event.inFull);
  const inRows = model.events.filter((event) => !event.inFull);
  const firsts = firstMarks(inFull);
  return (
    <>
      <p>
        This annex summarises voluminous logs: {countText(cited)} of {countText(events)} events are cited
        {printed === cited
          ? ''
          : `, ${countText(printed)} of them, those that steps, links, findings, milestones and effects rest on, in full, the others in one row each; all are attached, with their text and command, in cited-records.ndjson`}
        . The originals, or their copies, can be examined and copied in the case's <code>evidence</code> folder. Each
        record can be found in its exhibit by the command printed with it, run in that exhibit's folder among the case's
        evidence (JS/1 lies in JS-1); its output has the hash printed beside it.
      </p>
      {inFull.map((event) => (
        <CitedRecord
          key={event.mark}
          event={event}
          zone={model.meta.displayZone}
          printedWith={firsts.get(recordKey(event)) ?? event.mark}
        />
      ))}
      {inRows.length > 0 && (
        <>
          <h2>{countText(inRows.length)} more records, in one row each</h2>
          <ul className="cited-rows">
            {inRows.map((event) => (
              <CitedRow key={event.mark} event={event} />
            ))}
          </ul>
        </>
      )}
    </>
  );
}

/** By record, the first event of it: a record of several events is printed once. */
function firstMarks(events: readonly CitedEvent[]): ReadonlyMap<string, string> {
  return new Map(events.toReversed().map((event) => [recordKey(event), event.mark]));
}

function recordKey({ detail }: CitedEvent): string {
  return `${detail.exhibitNumber}\n${detail.member}\n${detail.offset}`;
}

interface CitedRecordProps {
  readonly event: CitedEvent;
  readonly zone: string;
  /** Mark of the event with which the text of the record is printed. */
  readonly printedWith: string;
}

function CitedRecord({ event, zone, printedWith }: CitedRecordProps) {
  const { mark, detail, isRawMasked, annotation, command, act } = event;
  const printed = beginningOf(detail.raw, PRINTED_CHARACTERS);
  return (
    <article className="record" id={mark}>
      <h2>
        <span className="mark">{mark}</span> <PrintedText text={detail.message} />
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
        <dt>Actor</dt>
        <dd>
          <PrintedText text={act.actor} />
        </dd>
        <dt>Act, object</dt>
        <dd>
          <PrintedText text={act.action} /> · <PrintedText text={act.object} />
        </dd>
        <dt>Outcome</dt>
        <dd>
          <PrintedText text={act.outcome} />
          {annotation?.effect !== undefined &&
            `; effect ${annotation.effect.state}${event.effectCites.length === 0 ? " on the examiner's word" : `, shown by ${event.effectCites.join(', ')}`}`}
        </dd>
        <dt>Place</dt>
        <dd>
          {detail.exhibitNumber} <PlaceText text={detail.member} />, {detail.line > 0 ? `line ${detail.line}, ` : ''}
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
            <PlaceText text={command} />
          </code>
        </dd>
        {annotation !== null && annotation.note !== '' && (
          <>
            <dt>Examiner</dt>
            <dd>
              {annotation.kind}, confidence {annotation.confidence}: <EvidenceText text={annotation.note} />
            </dd>
          </>
        )}
      </dl>
      {printedWith === mark ? (
        <pre className="raw">
          <EvidenceText text={printed} />
          {printed.length < detail.raw.length || detail.rawCut
            ? '\n[the rest of this record is in the attachment cited-records.ndjson and in the exhibit]'
            : ''}
          {isRawMasked && '\n[a secret is masked here: the command above prints the bytes that have the hash]'}
        </pre>
      ) : (
        <p>
          <small>The text of this record is printed with {printedWith}.</small>
        </p>
      )}
    </article>
  );
}
