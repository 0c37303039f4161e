import { useMemo, type ReactElement, type ReactNode } from 'react';
import type { EventId } from '../../../parsers/model/ids.js';
import type { CaseSession } from '../../session/session.js';
import { setSearch, ui, useUi } from '../../ui-state/ui-state.js';
import { useSnapshot } from '../../ui-state/use-snapshot.js';
import { Button } from '../../ui/button.js';
import { EmptyState, Notice } from '../../ui/messages.js';
import { AnswerStrip } from './answer-strip.js';
import { CountLine } from '../query/count-line.js';
import { QueryLine } from '../query/query-line.js';
import { boundsOf } from '../timeline/range.js';
import { Panels } from './panels.js';
import { useSearches } from './use-searches.js';
import './explore.css';

export interface ExploreProps {
  readonly session: CaseSession;
  /** The examiner's part of the detail of an event, from the feature that annotates. */
  readonly annotate?: (event: EventId) => ReactNode;
}

/** The explore area: query line, time range, lanes, grid and detail, all over one search. */
export function Explore({ session, annotate }: ExploreProps): ReactElement {
  const snapshot = useSnapshot(session);
  const search = useUi((state) => state.search);
  const answer = useUi((state) => state.answer);
  const zone = useUi((state) => state.zone);
  const { all, matching, shown, shownQuery, problem, failure, isPending } = useSearches(
    session.query,
    search,
    snapshot.dataVersion,
  );
  const bounds = useMemo(() => (all?.span == null ? null : boundsOf(all.span)), [all]);

  if (all !== null && all.total === 0) return <NothingYet isImporting={snapshot.importing !== null} />;
  return (
    <div className="explore">
      <div className="explore-query">
        <QueryLine
          client={session.query}
          query={search.query}
          problem={problem}
          onRun={(query) => setSearch({ query })}
        />
        <CountLine
          result={shown}
          unplaced={matching?.unplaced ?? 0}
          hasRange={search.range !== null}
          isPending={isPending}
        />
      </div>
      {answer !== null && shown !== null && answer.query === search.query && answer.query === shownQuery && (
        <AnswerStrip client={session.query} answer={answer} result={shown} zone={zone} />
      )}
      {failure !== null && (
        <Notice tone="error">
          The search failed: {failure}. Search again; if it fails again, close the case and open it.
        </Notice>
      )}
      {matching !== null && shown !== null && (
        <Panels
          session={session}
          snapshot={snapshot}
          bounds={bounds}
          matching={matching}
          shown={shown}
          annotate={annotate}
        />
      )}
    </div>
  );
}

function NothingYet({ isImporting }: { readonly isImporting: boolean }): ReactElement {
  if (isImporting) {
    return (
      <EmptyState icon="import" title="Importing">
        Events appear here as soon as the first exhibit is complete.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon="import"
      title="No events yet"
      action={
        <Button tone="primary" icon="import" onPress={() => ui.set({ panel: 'import' })}>
          Import evidence
        </Button>
      }
    >
      Drop files or a folder on this window: archives, logs, dumps, reports, in any mix. Nothing in them is changed.
    </EmptyState>
  );
}
