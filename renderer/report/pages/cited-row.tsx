import { formatUtc } from '../../../parsers/time/format.js';
import { EvidenceText } from '../../ui/evidence-text.js';
import type { CitedEvent } from '../model.js';
import { PlaceText } from './place-text.js';
import { PrintedText } from './printed-text.js';

/** A cited record in a few lines: when, who did what to what, what the examiner says of it, where it lies, its hash. */
export function CitedRow({ event }: { readonly event: CitedEvent }) {
  const { mark, detail, annotation, act } = event;
  return (
    <li id={mark}>
      <span className="mark">{mark}</span> {detail.time === null ? 'without a place in time' : formatUtc(detail.time)}{' '}
      <PrintedText text={`${act.actor} · ${act.action} · ${act.object} · ${act.outcome}`} />
      {annotation !== null && annotation.note !== '' && (
        <p>
          Examiner, {annotation.kind}, confidence {annotation.confidence}: <EvidenceText text={annotation.note} />
        </p>
      )}
      <p className="command">
        <PlaceText text={`${detail.exhibitNumber} ${detail.member}`.trimEnd()} />
        {detail.line > 0 ? `, line ${detail.line}` : ''}, offset {detail.offset}, {detail.length} bytes
        {detail.path !== '' && (
          <>
            , inside at <EvidenceText text={detail.path} />
          </>
        )}
        , SHA-256 {detail.recordSha256}
      </p>
    </li>
  );
}
