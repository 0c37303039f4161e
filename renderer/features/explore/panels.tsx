import { useCallback, useMemo, useState, type ReactElement, type ReactNode } from 'react';
import type { ExhibitBridge } from '../../../main/bridge/contract.js';
import type { Act, CaseState, ManualEvent } from '../../../parsers/model/case.js';
import type { FieldName } from '../../../parsers/model/fields.js';
import type { EventId } from '../../../parsers/model/ids.js';
import { newStatedStep, statedStep } from '../../kill-chain/stated-step.js';
import { isOutdated } from '../../query/outdated.js';
import type { LaneBy, SearchResult, TimeRange } from '../../query/spec.js';
import { ledgerOf } from '../../session/ledger-of.js';
import type { CaseSession, SessionSnapshot } from '../../session/session.js';
import { attempt } from '../../ui-state/attempt.js';
import type { PivotRequest } from '../../ui-state/pivot.js';
import { select, setSearch, ui, useUi } from '../../ui-state/ui-state.js';
import { Button } from '../../ui/button.js';
import { EmptyState } from '../../ui/messages.js';
import { useLatest } from '../../ui/use-latest.js';
import { Detail } from '../detail/detail.js';
import type { OnPivot } from '../detail/fields-table.js';
import { Grid } from '../grid/grid.js';
import { narrow, narrowToAny } from '../query/compose.js';
import { Stacking } from '../stacking/stacking.js';
import { Histogram } from '../timeline/histogram.js';
import { markedIds, marksOf, type Marks } from '../timeline/marks.js';
import { RangeBar } from '../timeline/range-bar.js';
import { measureScrollBar } from '../timeline/scroll-bar.js';
import { Timeline } from '../timeline/timeline.js';
import { NeighbourButtons, SameAct } from './related.js';
import { Splitter } from './splitter.js';
import { whyNothing, type Remedy } from './why-nothing.js';
import { useView } from './use-view.js';

export interface PanelsProps {
  readonly bridge: ExhibitBridge;
  readonly session: CaseSession;
  readonly snapshot: SessionSnapshot;
  /** What the time line can show; null where no event has a place on it. */
  readonly bounds: TimeRange | null;
  readonly matching: SearchResult;
  readonly shown: SearchResult;
  readonly annotate: ((event: EventId) => ReactNode) | undefined;
}

/** Everything below the query line. */
export function Panels({ bridge, session, snapshot, bounds, matching, shown, annotate }: PanelsProps): ReactElement {
  const zone = useUi((state) => state.zone);
  const selection = useUi((state) => state.selection);
  const isDetailOpen = useUi((state) => state.isDetailOpen);
  const [share, setShare] = useState(0.68);
  const [scrollBar] = useState(measureScrollBar);
  const ledger = useMemo(() => ledgerOf(snapshot.state), [snapshot.state]);
  const columns = useUi((state) => state.columns);
  const { density } = useUi((state) => state.settings);
  const rowsView = useUi((state) => state.rowsView);
  const search = useUi((state) => state.search);
  const grid =
    rowsView === 'groups' ? (
      <Stacking bridge={bridge} session={session} search={search} result={shown} zone={zone} onValue={addClause} />
    ) : shown.matched === 0 ? (
      <NothingMatches matching={matching} shown={shown} />
    ) : (
      <Grid
        client={session.query}
        result={shown}
        state={snapshot.state}
        ledger={ledger}
        zone={zone}
        columns={columns}
        density={density}
        selection={selection}
        onSelect={(id) => ui.set({ selection: id })}
        onOpen={select}
        onPivot={openPivots}
      />
    );
  return (
    <div className="explore-panels" style={{ '--share': share } as React.CSSProperties}>
      <div className="explore-views" style={{ '--scroll-bar': `${scrollBar}px` } as React.CSSProperties}>
        {bounds === null ? (
          grid
        ) : (
          <Timed
            session={session}
            snapshot={snapshot}
            bounds={bounds}
            matching={matching}
            selection={selection}
            zone={zone}
            grid={grid}
          />
        )}
      </div>
      {isDetailOpen && (
        <>
          <Splitter label="Width of the detail" orientation="vertical" share={share} onShare={setShare} />
          <div className="explore-detail">
            <SelectedDetail
              session={session}
              snapshot={snapshot}
              selection={selection}
              zone={zone}
              annotate={annotate}
            />
          </div>
        </>
      )}
    </div>
  );
}

interface TimedProps extends Pick<PanelsProps, 'session' | 'snapshot' | 'matching'> {
  readonly bounds: TimeRange;
  readonly selection: EventId | null;
  readonly zone: string;
  readonly grid: ReactNode;
}

/** Histogram, lanes and grid over one time range. */
function Timed({ session, snapshot, bounds, matching, selection, zone, grid }: TimedProps): ReactElement {
  const range = useUi((state) => state.search.range);
  const { view, onView } = useView(bounds, range);
  const marks = useMarks(session, snapshot, selection);
  const [share, setShare] = useState(0.58);
  return (
    <>
      <div className="explore-time">
        <RangeBar view={view} bounds={bounds} matching={matching.span} zone={zone} onView={onView} />
        <Histogram client={session.query} result={matching} bounds={bounds} view={view} zone={zone} onView={onView} />
      </div>
      <div className="explore-stack" style={{ '--share': share } as React.CSSProperties}>
        <div className="explore-lanes">
          <Timeline
            client={session.query}
            result={matching}
            marks={marks}
            bounds={bounds}
            view={view}
            zone={zone}
            onView={onView}
            dataVersion={snapshot.dataVersion}
            onLane={narrowToLane}
            onStatedStep={(event) => toggleStatedStep(session, snapshot.state, event)}
            onSelect={select}
            onPivot={openPivots}
          />
        </div>
        <Splitter label="Height of the lanes" orientation="horizontal" share={share} onShare={setShare} />
        <div className="explore-grid">{grid}</div>
      </div>
    </>
  );
}

function useMarks(session: CaseSession, snapshot: SessionSnapshot, selection: EventId | null): Marks {
  const { state, dataVersion } = snapshot;
  const question = useMemo(() => ({ ids: markedIds(state, selection), dataVersion }), [state, selection, dataVersion]);
  const { answered } = useLatest(question, ({ ids }) => session.query.rowsById(ids), isOutdated);
  return useMemo(() => marksOf(state, answered?.answer ?? [], selection), [state, answered, selection]);
}

interface SelectedDetailProps extends Pick<PanelsProps, 'session' | 'snapshot' | 'annotate'> {
  readonly selection: EventId | null;
  readonly zone: string;
}

function SelectedDetail({ session, snapshot, selection, zone, annotate }: SelectedDetailProps): ReactElement {
  const { dataVersion } = snapshot;
  const question = useMemo(
    () => (selection === null ? null : { id: selection, dataVersion }),
    [selection, dataVersion],
  );
  const { answered, failure } = useLatest(question, ({ id }) => session.query.detail(id), isOutdated);
  // What was read before stays until the next event is there; everything in the panel speaks of the same event.
  const shownId = answered?.question.id ?? null;
  const detail = answered?.answer;
  const onPivot = useCallback<OnPivot>(
    (value, x, y) => ui.set({ pivot: { value, event: detail ?? null, x, y } }),
    [detail],
  );
  return (
    <Detail
      selection={selection}
      detail={detail}
      failure={failure}
      state={snapshot.state}
      zone={zone}
      onFilter={addClause}
      onPivot={onPivot}
      onClose={() => ui.set({ isDetailOpen: false })}
      onReveal={(event) =>
        void attempt('The secrets could not be shown', () => session.act({ type: 'secrets-revealed', event }))
      }
      neighbours={
        detail == null ? null : (
          <NeighbourButtons client={session.query} detail={detail} dataVersion={dataVersion} onSelect={select} />
        )
      }
      sameAct={
        detail?.fields['exhibit.act'] === undefined ? null : (
          <SameAct client={session.query} detail={detail} dataVersion={dataVersion} zone={zone} onSelect={select} />
        )
      }
      extra={shownId === null ? null : annotate?.(shownId)}
    />
  );
}

function openPivots(pivot: PivotRequest): void {
  ui.set({ pivot });
}

function addClause(field: FieldName, value: string, mode: 'only' | 'not'): void {
  setSearch({ query: narrow(ui.get().search.query, field, value, mode) });
}

/** Only the events of a lane, under all the names it has. */
function narrowToLane(by: LaneBy, keys: readonly string[]): void {
  const field = by === 'identity' ? 'user.name' : 'exhibit.lane';
  setSearch({ query: narrowToAny(ui.get().search.query, field, keys) });
}

/** Puts a stated event into the kill chain, or takes it out. */
function toggleStatedStep(session: CaseSession, { steps }: CaseState, event: ManualEvent): void {
  const step = statedStep(steps, event.id);
  const act: Act =
    step === null ? { type: 'step-added', step: newStatedStep(event) } : { type: 'step-removed', id: step.id };
  void attempt('The kill chain could not be changed', () => session.act(act));
}

const REMEDIES = {
  'hidden too': { words: 'Show hidden events too', command: 'rows.hidden', act: () => ui.set({ showsHidden: true }) },
  'whole time': { words: 'Show the whole time', command: 'time.whole', act: () => setSearch({ range: null }) },
  'clear the query': { words: 'Clear the query', command: 'query.clear', act: () => setSearch({ query: '' }) },
} as const satisfies Readonly<Record<Remedy, unknown>>;

function NothingMatches({ matching, shown }: Pick<PanelsProps, 'matching' | 'shown'>): ReactElement {
  const search = useUi((state) => state.search);
  const { reasons, remedies } = whyNothing(search, matching, shown);
  return (
    <EmptyState
      icon="search"
      title="Nothing matches"
      action={
        <div className="row">
          {remedies.map((remedy) => {
            const { words, command, act } = REMEDIES[remedy];
            return (
              <Button key={remedy} command={command} onPress={act}>
                {words}
              </Button>
            );
          })}
        </div>
      }
    >
      {reasons.join(' ')}
    </EmptyState>
  );
}
