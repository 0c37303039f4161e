import { useMemo, type ReactElement, type ReactNode } from 'react';
import type { ExhibitBridge } from '../../../main/bridge/contract.js';
import type { EventId } from '../../../parsers/model/ids.js';
import type { SearchResult } from '../../query/spec.js';
import type { CaseSession } from '../../session/session.js';
import { useCommands } from '../../ui-state/commands.js';
import { setSearch, ui, useUi } from '../../ui-state/ui-state.js';
import { useSnapshot } from '../../ui-state/use-snapshot.js';
import { Button, ToggleButton } from '../../ui/button.js';
import { EmptyState, Notice } from '../../ui/messages.js';
import { AnswerStrip } from './answer-strip.js';
import { CountLine } from '../query/count-line.js';
import { QueryLine } from '../query/query-line.js';
import { SearchMenu } from '../query/search-menu.js';
import { boundsOf, clampTo, isWhole } from '../timeline/range.js';
import { Panels } from './panels.js';
import { useSearches } from './use-searches.js';
import './explore.css';

export interface ExploreProps {
  readonly bridge: ExhibitBridge;
  readonly session: CaseSession;
  /** The examiner's part of the detail of an event, from the feature that annotates. */
  readonly annotate?: (event: EventId) => ReactNode;
  /** Acts on everything shown, from the feature that marks many events; null while a newer search runs. */
  readonly bulk?: (shown: SearchResult | null) => ReactNode;
}

/** The explore area: query line, time range, lanes, grid and detail, all over one search. */
export function Explore({ bridge, session, annotate, bulk }: ExploreProps): ReactElement {
  const snapshot = useSnapshot(session);
  const search = useUi((state) => state.search);
  const answer = useUi((state) => state.answer);
  const zone = useUi((state) => state.zone);
  const rowsView = useUi((state) => state.rowsView);
  const showsHidden = useUi((state) => state.showsHidden);
  const { all, matching, shown, shownQuery, problem, failure, isPending } = useSearches(
    session.query,
    search,
    snapshot.dataVersion,
    !showsHidden,
  );
  const bounds = useMemo(() => (all?.span == null ? null : boundsOf(all.span)), [all]);
  const span = matching?.span ?? null;
  useCommands({
    'rows.columns': () => ui.set({ panel: 'columns' }),
    'rows.export': () => ui.set({ panel: 'export' }),
    'rows.group': () => ui.set({ rowsView: rowsView === 'events' ? 'groups' : 'events' }),
    'detail.toggle': () => ui.set({ isDetailOpen: !ui.get().isDetailOpen }),
    'query.clear': search.query === '' ? null : () => setSearch({ query: '' }),
    'time.whole': search.range === null ? null : () => setSearch({ range: null }),
    'time.fit':
      span === null || bounds === null
        ? null
        : () => setSearch({ range: isWhole(bounds, span) ? null : clampTo(bounds, span) }),
  });

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
        <div className="row explore-ways">
          <SearchMenu
            session={session}
            search={search}
            result={isPending || problem !== null || failure !== null ? null : shown}
            zone={zone}
            onRun={setSearch}
          />
          <ToggleButton
            command="rows.group"
            icon="stack"
            isSelected={rowsView === 'groups'}
            onChange={(isOn) => ui.set({ rowsView: isOn ? 'groups' : 'events' })}
          >
            Group
          </ToggleButton>
          <Button command="rows.columns" tone="quiet" icon="columns" onPress={() => ui.set({ panel: 'columns' })}>
            Columns
          </Button>
          <Button command="rows.export" tone="quiet" icon="save" onPress={() => ui.set({ panel: 'export' })}>
            Export
          </Button>
          {bulk?.(isPending || problem !== null || failure !== null ? null : shown)}
          <CountLine
            result={shown}
            unplaced={matching?.unplaced ?? 0}
            hasRange={search.range !== null}
            isPending={isPending}
            isFaulty={problem !== null || failure !== null}
          />
        </div>
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
          bridge={bridge}
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
        <Button command="evidence.import" tone="primary" icon="import" onPress={() => ui.set({ panel: 'import' })}>
          Import evidence
        </Button>
      }
    >
      Drop files or a folder on this window: archives, logs, dumps, reports, in any mix. Nothing in them is changed.
    </EmptyState>
  );
}
