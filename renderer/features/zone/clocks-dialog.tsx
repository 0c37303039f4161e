import { useState, type ReactElement } from 'react';
import { clockSources, isOpen, type ClockSource } from '../../session/clock-sources.js';
import type { CaseSession } from '../../session/session.js';
import { useSnapshot } from '../../ui-state/use-snapshot.js';
import { Dialog } from '../../ui/dialog.js';
import { EvidenceText } from '../../ui/evidence-text.js';
import { Badge, Notice } from '../../ui/messages.js';
import { countedText } from '../../ui/quantities.js';
import { adjustmentText } from '../../session/adjustment-text.js';
import { ClockForm } from './clock-form.js';
import { useCaseTimes } from './use-zone-evidence.js';
import './zone.css';

/** Sources of time: the zone questions that are open, and what was said of every clock. */
export function ClocksDialog({
  session,
  onClose,
}: {
  readonly session: CaseSession;
  readonly onClose: () => void;
}): ReactElement {
  const { state } = useSnapshot(session);
  const sources = clockSources(session.ledger().exhibits, state);
  const open = sources.filter(isOpen);
  const [chosen, setChosen] = useState<string | null>(null);
  const { known, failure } = useCaseTimes(session);
  const shown = sources.find(({ key }) => key === chosen) ?? sources[0] ?? null;
  return (
    <Dialog title="Zones and clocks of the sources" isOpen onClose={onClose} isWide>
      <div className="stack">
        <p className="field-hint">
          {open.length === 0
            ? 'No zone question is open. A clock that was wrong is corrected here; what was recorded is never changed.'
            : `${countedText(open.length, 'source states', 'sources state')} no zone. Their events are searched and counted, but wait beside the time line. Nothing is guessed: you answer once per source, and everything moves at once.`}
        </p>
        {failure !== null && <Notice tone="error">The times of the case could not be read: {failure}</Notice>}
        <div className="clocks">
          <ul className="clock-sources" aria-label="Sources">
            {sources.map((source) => (
              <li key={source.key}>
                <button
                  data-command="clock.choose"
                  type="button"
                  className="clock-source"
                  aria-pressed={source.key === shown?.key}
                  onClick={() => setChosen(source.key)}
                >
                  <SourceName source={source} />
                </button>
              </li>
            ))}
          </ul>
          {shown !== null && (
            <ClockForm key={shown.key} session={session} source={shown} known={known} onDone={() => setChosen(null)} />
          )}
        </div>
      </div>
    </Dialog>
  );
}

function SourceName({ source }: { readonly source: ClockSource }): ReactElement {
  const [first] = source.members;
  return (
    <>
      <span className="row">
        <strong>{source.exhibit}</strong> <Badge>{source.format}</Badge>
        {isOpen(source) && <Badge tone="warning">{source.yearNeeded ? 'year and zone needed' : 'zone needed'}</Badge>}
      </span>
      <span className="clock-members">
        {source.members.length === 1 && first !== undefined ? (
          <EvidenceText text={first.path === '' ? 'the file itself' : first.path} isMono />
        ) : (
          countedText(source.members.length, 'member')
        )}
      </span>
      {source.adjustment !== null && <span className="clock-members">{adjustmentText(source.adjustment)}</span>}
    </>
  );
}
