import { useMemo, useState, type ReactElement } from 'react';
import type { EventDetail } from '../../query/spec.js';
import { Button, ToggleButton } from '../../ui/button.js';
import { EvidenceText } from '../../ui/evidence-text.js';
import { countText } from '../../ui/quantities.js';
import { prettyJson } from './pretty-json.js';

/** Characters drawn before the person asks for all: a record may have a million. */
const FIRST = 20_000;

/** The record as the producer wrote it, as text. */
export function RawRecord({ detail }: { readonly detail: EventDetail }): ReactElement {
  const [isPretty, setPretty] = useState(true);
  const [shownOf, setShownOf] = useState<string | null>(null);
  const pretty = useMemo(() => (detail.rawCut ? null : prettyJson(detail.raw)), [detail]);
  const text = isPretty && pretty !== null ? pretty : detail.raw;
  const isWhole = text.length <= FIRST || shownOf === detail.id;
  return (
    <>
      <div className="row">
        {pretty !== null && (
          <ToggleButton command="event.raw" isSelected={isPretty} onChange={setPretty}>
            Laid out
          </ToggleButton>
        )}
        {pretty !== null && isPretty && <span className="muted">white space added, nothing else changed</span>}
      </div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard has to reach it */}
      <pre className="raw-record" tabIndex={0} aria-label="Raw record">
        <EvidenceText text={isWhole ? text : text.slice(0, FIRST)} isMono />
      </pre>
      {!isWhole && (
        <div className="row">
          <span>
            first {countText(FIRST)} of {countText(text.length)} characters
          </span>
          <Button command="event.raw" onPress={() => setShownOf(detail.id)}>
            Show all
          </Button>
        </div>
      )}
      {detail.rawCut && (
        <p className="muted">The record is longer than what is shown here; the command below prints all of it.</p>
      )}
    </>
  );
}
