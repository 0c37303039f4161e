import { useMemo, type ReactElement } from 'react';
import type { EventId } from '../../../parsers/model/ids.js';
import { isOutdated } from '../../query/outdated.js';
import { bulkWords } from '../../session/bulk-words.js';
import { marksInForce } from '../../session/marks-in-force.js';
import type { CaseSession } from '../../session/session.js';
import { useSnapshot } from '../../ui-state/use-snapshot.js';
import { EvidenceText } from '../../ui/evidence-text.js';
import { Badge } from '../../ui/messages.js';
import { useLatest } from '../../ui/use-latest.js';

/** What acts on many events said of this one. */
export function EventMarks({
  session,
  eventId,
}: {
  readonly session: CaseSession;
  readonly eventId: EventId;
}): ReactElement | null {
  const { state, dataVersion } = useSnapshot(session);
  const question = useMemo(
    () => (state.marks.length === 0 ? null : { eventId, dataVersion }),
    [state.marks.length, eventId, dataVersion],
  );
  const { answered } = useLatest(question, (asked) => session.query.marksOf(asked.eventId), isOutdated);
  const marks = marksInForce(state.marks, answered?.answer ?? []);
  if (marks.length === 0) return null;
  return (
    <div className="row" role="group" aria-label="Marks">
      {marks.map(({ id, change, search }) => (
        <span key={id} title={`with ${search.count} events`}>
          <Badge tone="info">
            <EvidenceText text={bulkWords(change)} />
          </Badge>
        </span>
      ))}
    </div>
  );
}
