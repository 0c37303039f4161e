import { useEffect, useState, type ReactElement } from 'react';
import type { ExhibitBridge } from '../../../main/bridge/contract.js';
import type { JournalLine } from '../../../parsers/model/case.js';
import { partsOf } from '../../../parsers/time/instant.js';
import type { CaseSession } from '../../session/session.js';
import { bridgeCall } from '../../session/bridge-call.js';
import { messageOf } from '../../ui-state/attempt.js';
import { useUi } from '../../ui-state/ui-state.js';
import { useSnapshot } from '../../ui-state/use-snapshot.js';
import { EvidenceText } from '../../ui/evidence-text.js';
import { Notice } from '../../ui/messages.js';
import { countedText, countText } from '../../ui/quantities.js';
import { TimeText } from '../../ui/time-text.js';
import { actSentence } from './act-sentence.js';

/** How many of the last lines are shown. */
const TAIL = 100;

/** The last lines of the journal, newest first. */
export function JournalView({
  bridge,
  session,
}: {
  readonly bridge: ExhibitBridge;
  readonly session: CaseSession;
}): ReactElement {
  const { head } = useSnapshot(session).state;
  const zone = useUi((view) => view.zone);
  const [lines, setLines] = useState<readonly JournalLine[]>([]);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    let isStale = false;
    readFrom(bridge, Math.max(1, head.seq - TAIL + 1)).then(
      (read) => {
        if (!isStale) setLines(read.toReversed());
      },
      (error: unknown) => {
        if (!isStale) setProblem(messageOf(error));
      },
    );
    return () => {
      isStale = true;
    };
  }, [bridge, head.seq]);
  return (
    <section className="panel" aria-labelledby="journal-title">
      <div className="panel-head">
        <h2 id="journal-title">Journal</h2>
        <span className="muted">
          Shown {countText(lines.length)} of {countedText(head.seq, 'line')}
        </span>
      </div>
      <div className="panel-body stack">
        {problem !== null && (
          <Notice tone="error">
            The journal could not be read: <EvidenceText text={problem} />
          </Notice>
        )}
        <p className="field-hint">
          Every act, append-only; each line rests on the hash of the one before. Head:{' '}
          <span className="mono">{head.hash}</span>
        </p>
        <ol className="journal" aria-label="Last acts, newest first">
          {lines.map(({ body, hash }) => (
            <li key={body.seq} title={`Hash of this line: ${hash}`}>
              <span className="number muted">{body.seq}</span>
              <TimeText time={partsOf(Date.parse(body.at))} resolution="s" zone={zone} form="compact" />
              <span>
                <EvidenceText text={actSentence(body.act)} />{' '}
                <span className="muted">
                  by <EvidenceText text={body.by} />
                </span>
              </span>
            </li>
          ))}
        </ol>
      </div>
    </section>
  );
}

async function readFrom(bridge: ExhibitBridge, from: number): Promise<readonly JournalLine[]> {
  const lines: JournalLine[] = [];
  for (let next: number | null = from; next !== null;) {
    const page: { readonly lines: readonly JournalLine[]; readonly next: number | null } = await bridgeCall(
      bridge,
      'journal.read',
      next,
    );
    lines.push(...page.lines);
    next = page.next;
  }
  return lines;
}
