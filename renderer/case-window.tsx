import { useCallback, useEffect, useState, type ReactElement } from 'react';
import type { ExhibitBridge, HostInfo, PickedEvidence } from '../main/bridge/contract.js';
import type { CaseState } from '../parsers/model/case.js';
import type { FieldName } from '../parsers/model/fields.js';
import type { EventId } from '../parsers/model/ids.js';
import { ErrorBoundary } from './error-boundary.js';
import { AnnotationEditor } from './features/annotate/annotation-editor.js';
import { BulkBar } from './features/bulk/bulk-bar.js';
import { CaseBar, closeCase, redo, undo } from './features/case/case-bar.js';
import { HiddenNote } from './features/bulk/hidden-note.js';
import { CasePanel } from './features/case/case-panel.js';
import { Guide } from './features/case/guide.js';
import { ReportPanel } from './features/case/report-panel.js';
import { CaseQuestions } from './features/explore/case-questions.js';
import { Explore } from './features/explore/explore.js';
import { PivotMenu } from './features/explore/pivot-menu.js';
import { ColumnsDialog } from './features/grid/columns-dialog.js';
import { ExportDialog } from './features/grid/export-dialog.js';
import { DropOverlay } from './features/import/drop-overlay.js';
import { ExhibitDialog } from './features/import/exhibit-dialog.js';
import { ImportDialog } from './features/import/import-dialog.js';
import { ImportProgress } from './features/import/import-progress.js';
import { KillChainPanel } from './features/kill-chain/kill-chain-panel.js';
import { LedgerView } from './features/ledger/ledger-view.js';
import { ReadingDialog } from './features/mapper/reading-dialog.js';
import { Overview } from './features/overview/overview.js';
import { clause } from './features/query/compose.js';
import { ClocksDialog } from './features/zone/clocks-dialog.js';
import { NotebookPanel } from './features/notebook/notebook-panel.js';
import { StatedEvents } from './features/notebook/stated-events.js';
import { PlaceRail, PLACES } from './place-rail.js';
import type { SearchResult } from './query/spec.js';
import type { CaseSession } from './session/session.js';
import { attempt, dismissMessage, reportProblem } from './ui-state/attempt.js';
import { goBack, goForward, useTrail } from './ui-state/trail.js';
import { openPlaces, useCommands } from './ui-state/commands.js';
import { keepLanes } from './ui-state/kept-lanes.js';
import { ui, useUi, type Place } from './ui-state/ui-state.js';
import { useSnapshot } from './ui-state/use-snapshot.js';
import { Button } from './ui/button.js';
import { EvidenceText } from './ui/evidence-text.js';
import { Notice } from './ui/messages.js';
import './case-window.css';

export interface CaseWindowProps {
  readonly bridge: ExhibitBridge;
  readonly host: HostInfo;
  readonly session: CaseSession;
}

/** The window of a case: what belongs to the whole of it around the place that is open. */
export function CaseWindow({ bridge, host, session }: CaseWindowProps): ReactElement {
  const { meta } = useSnapshot(session).state;
  const panel = useUi((state) => state.panel);
  const exhibit = useUi((state) => state.exhibit);
  const member = useUi((state) => state.member);
  const [dropped, setDropped] = useDropped(bridge, meta.kind === 'demonstration');
  useDisplayZone(meta.displayZone);
  useEffect(openPlaces, []);
  useEffect(() => keepLanes(ui, localStorage), []);
  useCaseCommands(bridge, session);

  const closePanel = (): void => {
    setDropped(null);
    ui.set({ panel: 'none' });
  };

  return (
    <div className="case-window">
      <CaseBar bridge={bridge} session={session} />
      <ImportProgress session={session} />
      <Messages session={session} />
      {meta.kind === 'demonstration' && <Guide bridge={bridge} />}
      <div className="case-main">
        <PlaceRail session={session} />
        <main className="case-place">
          <OpenPlace bridge={bridge} session={session} />
        </main>
      </div>
      {panel === 'import' && (
        <ImportDialog bridge={bridge} host={host} session={session} dropped={dropped} onClose={closePanel} />
      )}
      {panel === 'exhibit' && exhibit !== null && (
        <ExhibitDialog session={session} number={exhibit} onClose={closePanel} />
      )}
      {panel === 'reading' && exhibit !== null && member !== null && (
        <ReadingDialog bridge={bridge} session={session} exhibit={exhibit} path={member} onClose={closePanel} />
      )}
      {panel === 'columns' && <ColumnsDialog session={session} onClose={closePanel} />}
      {panel === 'export' && <ExportDialog bridge={bridge} session={session} onClose={closePanel} />}
      {panel === 'clocks' && <ClocksDialog session={session} onClose={closePanel} />}
      <PivotMenu client={session.query} />
      <DropOverlay refusal={meta.kind === 'demonstration' ? 'A demonstration case takes no other evidence' : null} />
    </div>
  );
}

function OpenPlace({
  bridge,
  session,
}: {
  readonly bridge: ExhibitBridge;
  readonly session: CaseSession;
}): ReactElement {
  const place = useUi((state) => state.place);
  const search = useUi((state) => state.search);
  const annotate = useCallback((event: EventId) => <AnnotationEditor session={session} eventId={event} />, [session]);
  const bulk = (shown: SearchResult | null) => <BulkBar session={session} search={search} result={shown} />;
  const hiddenNote = (hidden: number) => <HiddenNote session={session} hidden={hidden} />;
  const name = PLACES.find(({ id }) => id === place)?.label ?? place;
  return (
    <ErrorBoundary key={place} what={name}>
      {place === 'overview' && (
        <Overview session={session} queryFor={queryFor} questions={<CaseQuestions />} hiddenNote={hiddenNote} />
      )}
      {place === 'timeline' && <Explore bridge={bridge} session={session} annotate={annotate} bulk={bulk} />}
      {place === 'ledger' && <LedgerView bridge={bridge} session={session} />}
      {place === 'kill-chain' && <KillChainPanel session={session} />}
      {place === 'report' && <ReportPanel bridge={bridge} session={session} />}
      {place === 'case' && (
        <CasePanel
          bridge={bridge}
          session={session}
          notes={
            <>
              <StatedEvents session={session} />
              <NotebookPanel session={session} />
            </>
          }
        />
      )}
    </ErrorBoundary>
  );
}

/** Notices of the session, failures of acts and where files landed, over everything until dismissed. */
function Messages({ session }: { readonly session: CaseSession }): ReactElement | null {
  const { notices, state, importing } = useSnapshot(session);
  const messages = useUi((state) => state.messages);
  if (notices.length === 0 && messages.length === 0) return null;
  return (
    <section className="case-messages" aria-label="Messages">
      {messages.map(({ id, tone, text }) => (
        <Notice key={`message ${id}`} tone={tone} onDismiss={() => dismissMessage(id)}>
          <EvidenceText text={text} />
        </Notice>
      ))}
      {notices.map(({ id, tone, text, importAgain }) => (
        <Notice key={`notice ${id}`} tone={tone} onDismiss={() => session.dismissNotice(id)}>
          <EvidenceText text={text} />{' '}
          {importAgain !== null && importing === null && waitsForImport(state, importAgain) && (
            <ImportAgain session={session} number={importAgain} onBegin={() => session.dismissNotice(id)} />
          )}
        </Notice>
      ))}
    </section>
  );
}

function waitsForImport({ cancelled, removed }: CaseState, number: string): boolean {
  return cancelled.has(number) && !removed.has(number);
}

/** One press imports what was received and not imported. */
function ImportAgain({
  session,
  number,
  onBegin,
}: {
  readonly session: CaseSession;
  readonly number: string;
  readonly onBegin: () => void;
}): ReactElement {
  const begin = (): void => {
    onBegin();
    void attempt(`${number} could not be imported again`, () => session.importAgain(number));
  };
  return (
    <Button command="evidence.import" onPress={begin}>
      Import {number} again
    </Button>
  );
}

/** Evidence that was dropped on the window opens the import dialog. */
function useDropped(
  bridge: ExhibitBridge,
  isDemonstration: boolean,
): [PickedEvidence | null, (picked: PickedEvidence | null) => void] {
  const [dropped, setDropped] = useState<PickedEvidence | null>(null);
  useEffect(
    () =>
      bridge.on('evidence.dropped', (picked) => {
        if (isDemonstration) {
          reportProblem('A demonstration case takes no other evidence. Close it and make a case of your own.');
          return;
        }
        setDropped(picked);
        ui.set({ panel: 'import' });
      }),
    [bridge, isDemonstration],
  );
  return [dropped, setDropped];
}

/** The views follow the zone of the case unless the person has switched to UTC. */
function useDisplayZone(displayZone: string): void {
  useEffect(() => {
    ui.set({ zone: displayZone });
  }, [displayZone]);
}

/** Acts that belong to the whole case, wherever in it one is. */
function useCaseCommands(bridge: ExhibitBridge, session: CaseSession): void {
  const { state, importing } = useSnapshot(session);
  const { canGoBack, canGoForward } = useTrail();
  const zone = useUi((view) => view.zone);
  const { displayZone, kind } = state.meta;
  const goTo = (place: Place) => () => ui.set({ place });
  useCommands({
    'case.undo': state.undoable.length === 0 ? null : () => undo(session),
    'case.redo': state.redoable.length === 0 ? null : () => redo(session),
    'case.close': () => closeCase(bridge),
    'case.utc': displayZone === 'UTC' ? null : () => ui.set({ zone: zone === 'UTC' ? displayZone : 'UTC' }),
    'evidence.import': kind === 'demonstration' || importing !== null ? null : () => ui.set({ panel: 'import' }),
    'evidence.cancel': importing === null ? null : () => session.cancelImport(),
    'ledger.clocks': () => ui.set({ panel: 'clocks' }),
    'query.focus': focusQuery,
    'trail.back': canGoBack ? goBack : null,
    'trail.forward': canGoForward ? goForward : null,
    'place.overview': goTo('overview'),
    'place.timeline': goTo('timeline'),
    'place.ledger': goTo('ledger'),
    'place.kill-chain': goTo('kill-chain'),
    'place.report': goTo('report'),
    'place.case': goTo('case'),
  });
}

/** One clause of the query language: exactly this value. */
function queryFor(field: FieldName, value: string): string {
  return clause(field, value, 'only');
}

/** Goes to the query line from anywhere. */
function focusQuery(): void {
  ui.set({ place: 'timeline' });
  // The time line may have to be drawn first.
  requestAnimationFrame(() => document.querySelector<HTMLElement>('search [role="combobox"]')?.focus());
}
