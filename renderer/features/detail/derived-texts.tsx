import { useMemo, type ReactElement } from 'react';
import { deriveTexts, type Derived } from '../../../parsers/model/derived/derive-texts.js';
import { stringLeaves } from '../../../parsers/model/derived/string-leaves.js';
import type { EventDetail } from '../../query/spec.js';
import { EvidenceText } from '../../ui/evidence-text.js';
import { Badge } from '../../ui/messages.js';

/** What can be read inside the record in another writing; null where there is nothing and all of it was looked at. */
export function useDerived(detail: EventDetail): Derived | null {
  return useMemo(() => {
    const derived = deriveTexts(textsOf(detail).join('\n'));
    return derived.pieces.length === 0 && !derived.isCut ? null : derived;
  }, [detail]);
}

/** Decoded payloads, marked as what they are: derived by Exhibit, not stated by the record. */
export function DerivedTexts({ derived }: { readonly derived: Derived }): ReactElement {
  return (
    <>
      <p className="muted">
        Decoded by Exhibit from what stands in the record. The record does not say that it was meant so; cite the
        record.
      </p>
      <ul className="derived">
        {derived.pieces.map((piece) => (
          <li key={piece.text}>
            <div className="row">
              <Badge tone="warning">derived</Badge>
              <span>{piece.steps.join(', then ')}</span>
              <span className="derived-from muted">
                from <EvidenceText text={piece.from} isMono />
              </span>
            </div>
            {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard has to reach it */}
            <pre className="raw-record" tabIndex={0} aria-label="Derived text">
              <EvidenceText text={piece.text} isMono />
            </pre>
            {piece.isCut && <p className="muted">The text goes on; only its beginning was decoded.</p>}
          </li>
        ))}
      </ul>
      {derived.isCut && (
        <p className="muted">Not everything was looked at: a limit of depth, number or size was hit.</p>
      )}
    </>
  );
}

/** The record's texts as decoded, so that escapes of JSON are no part of a payload; the record itself where it is no JSON. */
function textsOf({ raw, rawCut }: EventDetail): readonly string[] {
  if (rawCut) return [raw];
  try {
    return stringLeaves(JSON.parse(raw));
  } catch {
    return [raw];
  }
}
