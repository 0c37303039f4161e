import { beginningOf } from '../../ui/cut-text.js';
import { EvidenceText } from '../../ui/evidence-text.js';
import type { CitedEvent } from '../model.js';
import { EventTime } from './event-time.js';
import { Hash } from './hash.js';
import { PlaceText } from './place-text.js';
import { PrintedText } from './printed-text.js';

/** Longest piece of a record that is printed; the whole record is attached. */
const PRINTED_CHARACTERS = 3000;

interface CitedRecordProps {
  readonly event: CitedEvent;
  readonly zone: string;
  /** Mark of the event with which the text of the record is printed. */
  readonly printedWith: string;
}

/** A cited record with everything that is known of it, and its text. */
export function CitedRecord({ event, zone, printedWith }: CitedRecordProps) {
  const { mark, detail, isRawMasked, annotation, command, act } = event;
  const printed = beginningOf(detail.raw, PRINTED_CHARACTERS);
  return (
    <article className="record" id={mark}>
      <h2>
        <a className="mark" href={`#${mark}`}>
          {mark}
        </a>{' '}
        <PrintedText text={detail.message} />
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
          <PlaceText text={`${detail.exhibitNumber} ${detail.member}`.trimEnd()} />,{' '}
          {detail.line > 0 ? `line ${detail.line}, ` : ''}
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
