import { useState, type ReactElement } from 'react';
import type { Search, SearchResult } from '../../query/spec.js';
import type { CaseSession } from '../../session/session.js';
import { attempt } from '../../ui-state/attempt.js';
import { useSnapshot } from '../../ui-state/use-snapshot.js';
import { Button } from '../../ui/button.js';
import { Segments } from '../../ui/choices.js';
import { Dialog } from '../../ui/dialog.js';
import { EvidenceText } from '../../ui/evidence-text.js';
import { TextField } from '../../ui/fields.js';
import { countedText } from '../../ui/quantities.js';
import { bulkObstacle, changeOf, NEW_BULK_DRAFT } from './bulk-draft.js';
import { MarkList } from './mark-list.js';

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
  review:
    'What you hold of them after looking: exhibit.review in queries and groups. A later review of the same events overrules.',
  tag: 'A word under which you find them again: exhibit.tag in queries, groups and columns.',
  note: 'The same note on each; single events keep their own annotation.',
  'for-report': 'Each record is cited and printed in full.',
  hide: 'They leave time line, rows and groups; how many are hidden always stands beside the count. Overview, saved searches, report and exports of the command line keep them, and say so.',
} as const;

export interface BulkDialogProps {
  readonly session: CaseSession;
  readonly search: Search;
  readonly result: SearchResult;
  readonly onClose: () => void;
}

/** One act on all hits of the search that is shown. */
export function BulkDialog({ session, search, result, onClose }: BulkDialogProps): ReactElement {
  const { marks } = useSnapshot(session).state;
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
        {marks.length > 0 && (
          <>
            <h3>Marks so far</h3>
            <MarkList session={session} kind={null} onClose={onClose} />
          </>
        )}
      </form>
    </Dialog>
  );
}
