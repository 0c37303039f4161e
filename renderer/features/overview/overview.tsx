import { useMemo, type ReactElement, type ReactNode } from 'react';
import type { FieldName } from '../../../parsers/model/fields.js';
import type { ExhibitLedger } from '../../../parsers/model/ledger.js';
import { firstReceipts } from '../../query/first-receipts.js';
import { isOutdated } from '../../query/outdated.js';
import { ledgerOf, totalsOf } from '../../session/ledger-of.js';
import type { CaseSession } from '../../session/session.js';
import { ui, useUi } from '../../ui-state/ui-state.js';
import { useSnapshot } from '../../ui-state/use-snapshot.js';
import { Button } from '../../ui/button.js';
import { EmptyState, Notice } from '../../ui/messages.js';
import { countedText, countText } from '../../ui/quantities.js';
import { TimeText } from '../../ui/time-text.js';
import { useLatest } from '../../ui/use-latest.js';
import { CoverageTable } from './coverage-table.js';
import { OpenPoints } from './open-points-list.js';
import { readOverview, type OverviewData, type QueryFor } from './read-overview.js';
import { ValueList } from './value-list.js';
import './overview.css';

export interface OverviewProps {
  readonly session: CaseSession;
  readonly queryFor: QueryFor;
  /** Questions to the whole case, as buttons. */
  readonly questions: ReactNode;
  /** Says that so many of the events counted are hidden, and how they are shown again. */
  readonly hiddenNote: (hidden: number) => ReactNode;
}

/** The first screen: what there is, how far it reaches, and what is open. Every item leads into the time line. */
export function Overview({ session, queryFor, questions, hiddenNote }: OverviewProps): ReactElement {
  const { state, dataVersion, importing } = useSnapshot(session);
  const zone = useUi((view) => view.zone);
  const question = useMemo(() => ({ dataVersion }), [dataVersion]);
  const { answered, failure } = useLatest(question, () => readOverview(session.query, queryFor), isOutdated);
  const data = answered?.answer ?? null;

  if (failure !== null) {
    return <Notice tone="error">The overview could not be made: {failure}. Close the case and open it again.</Notice>;
  }
  if (data === null) return <p className="overview muted">Reading what there is…</p>;
  if (data.all.total === 0) return <NothingYet isImporting={importing !== null} />;
  const { exhibits } = ledgerOf(state);
  const open = (query: string): void => ui.set({ place: 'timeline', search: { query, range: null } });
  const openValue = (field: FieldName, value: string): void => open(queryFor(field, value));
  return (
    <div className="overview">
      <header className="overview-head">
        <h2>What do I have</h2>
        <Totals data={data} exhibits={exhibits} zone={zone} />
        {data.all.hidden > 0 && <p className="row">{hiddenNote(data.all.hidden)}</p>}
      </header>
      <div className="overview-asks">
        <section aria-label="Ask the whole case">
          <h3>Ask the whole case</h3>
          <div className="row">{questions}</div>
        </section>
        <OpenPoints state={state} unplaced={data.all.unplaced} />
      </div>
      <CoverageTable
        client={session.query}
        queryFor={queryFor}
        data={data}
        exhibits={exhibits}
        zone={zone}
        onOpen={open}
        onRecord={({ query }, selection) =>
          ui.set({ place: 'timeline', search: { query, range: null }, selection, isDetailOpen: true })
        }
      />
      <div className="overview-groups">
        {data.groups.map((group) => (
          <ValueList key={group.field} {...group} onOpen={openValue} />
        ))}
        <ValueList
          title="Most frequent actions"
          field="event.action"
          values={data.actions.frequent}
          distinct={data.actions.distinct}
          onOpen={openValue}
        />
        <ValueList
          title="Rarest actions"
          field="event.action"
          values={data.actions.rare}
          distinct={data.actions.distinct}
          onOpen={openValue}
        />
      </div>
    </div>
  );
}

function Totals({
  data: { all, ends },
  exhibits,
  zone,
}: {
  readonly data: OverviewData;
  readonly exhibits: readonly ExhibitLedger[];
  readonly zone: string;
}): ReactElement {
  const distinct = firstReceipts(exhibits);
  const again = exhibits.length - distinct.length;
  return (
    <p className="overview-totals">
      <strong>{countedText(all.total, 'event')}</strong> of {countedText(totalsOf(distinct).records, 'record')} in{' '}
      {countedText(exhibits.length, 'exhibit')}
      {again > 0 && ` (${countText(again)} with the same bytes as another, counted once)`}
      {ends !== null && (
        <>
          , from <TimeText time={ends.first.time} resolution="s" zone={zone} /> to{' '}
          <TimeText time={ends.last.time} resolution="s" zone={zone} />
        </>
      )}
      {all.unplaced > 0 && `, ${countText(all.unplaced)} without a place on the time line`}
    </p>
  );
}

function NothingYet({ isImporting }: { readonly isImporting: boolean }): ReactElement {
  if (isImporting) {
    return (
      <EmptyState icon="import" title="Importing">
        What there is appears here as soon as the first exhibit is complete.
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
