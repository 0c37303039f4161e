import type { ReactElement } from 'react';
import type { BulkChange, BulkMark } from '../../../parsers/model/case.js';
import { bulkWords } from '../../session/bulk-words.js';
import type { CaseSession } from '../../session/session.js';
import { attempt } from '../../ui-state/attempt.js';
import { setSearch } from '../../ui-state/ui-state.js';
import { useSnapshot } from '../../ui-state/use-snapshot.js';
import { Button } from '../../ui/button.js';
import { EvidenceText } from '../../ui/evidence-text.js';
import { countedText } from '../../ui/quantities.js';

/** Marks of one kind, or all of them (null): each can be searched again and taken off. */
export function MarkList({
  session,
  kind,
  onClose,
}: {
  readonly session: CaseSession;
  readonly kind: BulkChange['kind'] | null;
  readonly onClose: () => void;
}): ReactElement {
  const { marks } = useSnapshot(session).state;
  const listed = marks.filter(({ change }) => kind === null || change.kind === kind);
  const remove = ({ id }: BulkMark): void => {
    void attempt('The mark could not be taken off', () => session.act({ type: 'mark-removed', id }));
  };
  return (
    <ul className="bulk-marks">
      {listed.length === 0 && <li className="muted">There are none any more.</li>}
      {listed.map((mark) => (
        <li key={mark.id} className="row">
          <span className="grow">
            {countedText(mark.search.count, 'event')} <EvidenceText text={bulkWords(mark.change)} />{' '}
            <span className="muted">
              {mark.search.query === '' ? 'everything' : <EvidenceText text={mark.search.query} isMono />}
              {mark.search.range !== null && ' within a time range'}
            </span>
          </span>
          <Button
            command="search.run"
            tone="quiet"
            onPress={() => {
              setSearch({ query: mark.search.query, range: mark.search.range });
              onClose();
            }}
          >
            Search again
          </Button>
          <Button command="rows.unmark" tone="quiet" onPress={() => remove(mark)}>
            Take off
          </Button>
        </li>
      ))}
    </ul>
  );
}
