import { useState, type ReactElement } from 'react';
import type { BulkMark } from '../../../parsers/model/case.js';
import type { Search, SearchResult } from '../../query/spec.js';
import { bulkWords } from '../../session/bulk-words.js';
import type { CaseSession } from '../../session/session.js';
import { attempt } from '../../ui-state/attempt.js';
import { setSearch } from '../../ui-state/ui-state.js';
import { useSnapshot } from '../../ui-state/use-snapshot.js';
import { Button } from '../../ui/button.js';
import { Segments } from '../../ui/choices.js';
import { Dialog } from '../../ui/dialog.js';
import { EvidenceText } from '../../ui/evidence-text.js';
import { TextField } from '../../ui/fields.js';
import { countedText } from '../../ui/quantities.js';
import { bulkObstacle, changeOf, NEW_BULK_DRAFT } from './bulk-draft.js';

const KINDS = [
  { id: 'review', label: 'Review' },
  { id: 'tag', label: 'Tag' },
  { id: 'note', label: 'Note' },
  { id: 'for-report', label: 'For the report' },
  { id: 'hide', label: 'Hide' },
] as const;

const REVIEWS = [
  { id: 'relevant', label: 'Relevant' },
  { id: 'benign', label: 'Benign' },
  { id: 'unreviewed', label: 'Unreviewed' },
] as const;

const HINTS = {
  review: 'What you hold of them after looking. A later review of the same events overrules.',
  tag: 'A word under which you find them again in detail and report.',
  note: 'The same note on each; single events keep their own annotation.',
  'for-report': 'Each record is cited and printed in full.',
  hide: 'They leave the time line; how many are hidden always stands beside the count. Searches, counts of the report and exports keep them.',
} as const;

export interface BulkDialogProps {
  readonly session: CaseSession;
  readonly search: Search;
  readonly result: SearchResult;
  readonly onClose: () => void;
}

/** One act on all hits of the search that is shown. */
export function BulkDialog({ session, search, result, onClose }: BulkDialogProps): ReactElement {
  const [draft, setDraft] = useState(NEW_BULK_DRAFT);
  const [isBusy, setBusy] = useState(false);
  const change = changeOf(draft);
  const obstacle = bulkObstacle(draft.kind, result.matched);
  const mark = async (): Promise<void> => {
    if (change === null || obstacle !== null || isBusy) return;
    setBusy(true);
    const isDone = await attempt('The events could not be marked', async () => {
      const { count, digest, events } = await session.query.describe(result.id);
      const { query, range } = search;
      await session.act({
        type: 'events-marked',
        mark: { id: crypto.randomUUID(), change, search: { query, range, count, total: result.total }, digest, events },
      });
    });
    setBusy(false);
    if (isDone) onClose();
  };
  return (
    <Dialog
      title={`Mark ${countedText(result.matched, 'event')}`}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button command="dialog.close" onPress={onClose}>
            Cancel
          </Button>
          <Button
            command="rows.mark"
            tone="primary"
            isDisabled={change === null || obstacle !== null}
            isPending={isBusy}
            onPress={() => void mark()}
          >
            Mark them
          </Button>
        </>
      }
    >
      <form
        className="stack"
        aria-label="Mark all shown"
        onSubmit={(event) => {
          event.preventDefault();
          void mark();
        }}
      >
        <p className="muted">
          {search.query === '' ? (
            'All events'
          ) : (
            <>
              All hits of <EvidenceText text={search.query} isMono />
            </>
          )}
          {search.range !== null && ' within the time range that is shown'}. One act, one undo; the journal keeps the
          search, the count, a digest of the records, and the events themselves.
        </p>
        <Segments label="Act" value={draft.kind} onChange={(kind) => setDraft({ ...draft, kind })} choices={KINDS} />
        {draft.kind === 'review' && (
          <Segments
            label="They are"
            value={draft.review}
            onChange={(review) => setDraft({ ...draft, review })}
            choices={REVIEWS}
          />
        )}
        {(draft.kind === 'tag' || draft.kind === 'note') && (
          <TextField
            label={draft.kind === 'tag' ? 'Tag' : 'Note'}
            value={draft.text}
            onChange={(text) => setDraft({ ...draft, text })}
            isRequired
          />
        )}
        <p className="field-hint">{obstacle ?? HINTS[draft.kind]}</p>
        <Marks session={session} onClose={onClose} />
      </form>
    </Dialog>
  );
}

function Marks({
  session,
  onClose,
}: {
  readonly session: CaseSession;
  readonly onClose: () => void;
}): ReactElement | null {
  const { marks } = useSnapshot(session).state;
  if (marks.length === 0) return null;
  const remove = ({ id }: BulkMark): void => {
    void attempt('The mark could not be taken off', () => session.act({ type: 'mark-removed', id }));
  };
  return (
    <>
      <h3>Marks so far</h3>
      <ul className="bulk-marks">
        {marks.map((mark) => (
          <li key={mark.id} className="row">
            <span className="grow">
              {countedText(mark.search.count, 'event')} <EvidenceText text={bulkWords(mark.change)} />{' '}
              <span className="muted">
                {mark.search.query === '' ? 'everything' : <EvidenceText text={mark.search.query} isMono />}
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
    </>
  );
}
