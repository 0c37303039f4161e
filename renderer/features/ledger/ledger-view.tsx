import { useState, type ReactElement } from 'react';
import type { ExhibitBridge } from '../../../main/bridge/contract.js';
import type { CaseState, ExhibitReceipt } from '../../../parsers/model/case.js';
import { adjustmentKey } from '../../../parsers/model/fold.js';
import type { ExhibitLedger, Ledger } from '../../../parsers/model/ledger.js';
import { isZoneOpen } from '../../session/clock-sources.js';
import { downloadBlob } from '../../session/download-blob.js';
import { ledgerOf } from '../../session/ledger-of.js';
import type { CaseSession } from '../../session/session.js';
import { attempt, reportDone } from '../../ui-state/attempt.js';
import { useCommands } from '../../ui-state/commands.js';
import { setSearch, ui, useUi } from '../../ui-state/ui-state.js';
import { useSnapshot } from '../../ui-state/use-snapshot.js';
import { Button, ToggleButton } from '../../ui/button.js';
import { EvidenceText } from '../../ui/evidence-text.js';
import { TextField } from '../../ui/fields.js';
import { EmptyState, Notice } from '../../ui/messages.js';
import { bytesText, countedText, countText } from '../../ui/quantities.js';
import { SelectField } from '../../ui/choices.js';
import { countsClose, filterMembers, MEMBER_KINDS, type MemberKind } from './ledger-check.js';
import { ledgerCsv, ledgerJson } from './ledger-csv.js';
import { LEDGER_COLUMNS, MemberRows, MoreMembers } from './member-rows.js';
import './ledger.css';

/** Members of one exhibit drawn at first. */
const FIRST_MEMBERS = 200;

/** What import read, understood and rejected: every member, every count, every reason. */
export function LedgerView({
  bridge,
  session,
}: {
  readonly bridge: ExhibitBridge;
  readonly session: CaseSession;
}): ReactElement {
  const { state } = useSnapshot(session);
  const zone = useUi((view) => view.zone);
  const [text, setText] = useState('');
  const [isOpenOnly, setOpenOnly] = useState(false);
  const [kind, setKind] = useState<MemberKind>('all');
  useCommands({ 'ledger.open-only': () => setOpenOnly(!isOpenOnly), 'ledger.shelf': showShelf });
  const ledger = ledgerOf(state);
  if (state.receipts.length === 0) return <NoEvidence state={state} />;
  const shown = ledger.exhibits.map((exhibit) => ({
    ...exhibit,
    members: filterMembers(
      exhibit.members,
      { text, isOpenOnly, kind },
      (member) => !isZoneOpen(state.adjustments, exhibit.number, member),
    ),
  }));
  const waiting = state.receipts.filter(({ number }) => state.cancelled.has(number) && !state.removed.has(number));
  return (
    <section className="ledger" aria-labelledby="ledger-title">
      <div className="ledger-head">
        <h2 id="ledger-title">Import ledger</h2>
        <div className="ledger-filter">
          <TextField
            label="Filter members"
            isLabelHidden
            placeholder="Path, format, hash, reason"
            value={text}
            onChange={setText}
          />
        </div>
        <SelectField label="Which members" isLabelHidden choices={MEMBER_KINDS} value={kind} onChange={setKind} />
        <ToggleButton command="ledger.open-only" icon="warning" isSelected={isOpenOnly} onChange={setOpenOnly}>
          Needs attention
        </ToggleButton>
        <span className="muted grow">
          Shown {countText(memberCount(shown))} of {countedText(memberCount(ledger.exhibits), 'member')}
        </span>
        <Button command="ledger.clocks" onPress={() => ui.set({ panel: 'clocks' })}>
          Zones and clocks
        </Button>
        <Button command="ledger.shelf" onPress={showShelf}>
          Events without a place
        </Button>
        <ExportButtons bridge={bridge} ledger={ledger} state={state} />
      </div>
      {waiting.length > 0 && <Waiting receipts={waiting} />}
      <Removed state={state} />
      <HashResults state={state} />
      <ZoneQuestions ledger={ledger} state={state} />
      <ClosingCounts ledger={ledger} />
      <div className="table-scroll ledger-scroll">
        <table className="table">
          <LedgerHead zone={zone} />
          {shown.map((exhibit) => (
            <ExhibitRows
              key={exhibit.number}
              exhibit={exhibit}
              receipt={state.receipts.find(({ number }) => number === exhibit.number) ?? null}
              zone={zone}
              adjustments={state.adjustments}
            />
          ))}
          <LedgerTotals ledger={ledger} />
        </table>
      </div>
    </section>
  );
}

/** The shelf: events whose record states no time, or a time that waits for its zone. */
function showShelf(): void {
  setSearch({ query: 'not @timestamp: *', range: null });
  ui.set({ place: 'timeline', rowsView: 'events' });
}

function memberCount(exhibits: readonly ExhibitLedger[]): number {
  return exhibits.reduce((sum, { members }) => sum + members.length, 0);
}

function NoEvidence({ state }: { readonly state: CaseState }): ReactElement {
  return (
    <EmptyState
      icon="import"
      title="No evidence yet"
      action={
        state.meta.kind === 'case' && (
          <Button command="evidence.import" tone="primary" icon="import" onPress={() => ui.set({ panel: 'import' })}>
            Import evidence
          </Button>
        )
      }
    >
      Drop archives, logs, dumps or a folder on this window. The ledger then says of every file what was read, what was
      understood and what was rejected, with the reason.
    </EmptyState>
  );
}

/** Receipts whose import was cancelled or failed. */
function Waiting({ receipts }: { readonly receipts: readonly ExhibitReceipt[] }): ReactElement {
  return (
    <Notice tone="warning">
      Received but not imported:{' '}
      <EvidenceText text={receipts.map(({ number, name }) => `${number} (${name})`).join(', ')} />. Import them again to
      see their events.
    </Notice>
  );
}

/** Exhibits that were taken out of the case: their lines stay, and count nowhere. */
function Removed({ state }: { readonly state: CaseState }): ReactElement | null {
  if (state.removed.size === 0) return null;
  return (
    <Notice tone="info">
      Removed, counted nowhere below:{' '}
      {[...state.removed].map(([number, reason]) => {
        const ledger = state.imported.get(number)?.ledger;
        return (
          <span key={number} className="row">
            <strong>{number}</strong>
            <EvidenceText text={`${ledger?.name ?? ''}: ${reason}`} />
            {ledger !== undefined && (
              <span className="muted">
                {countedText(
                  ledger.members.reduce((sum, { records }) => sum + records, 0),
                  'record',
                )}{' '}
                in {countedText(ledger.members.length, 'member')}
              </span>
            )}
            <Button command="ledger.exhibit" tone="quiet" onPress={() => ui.set({ panel: 'exhibit', exhibit: number })}>
              Custody of {number}
            </Button>
          </span>
        );
      })}
    </Notice>
  );
}

/** The last word of every collector's list; its differences stand in the dialog of the exhibit. */
function HashResults({ state }: { readonly state: CaseState }): ReactElement | null {
  const last = state.hashComparisons.at(-1);
  if (last === undefined) return null;
  const { counts, list } = last;
  const isClean = counts.mismatch + counts.absent + counts['not-listed'] === 0;
  return (
    <Notice tone={counts.mismatch > 0 ? 'error' : isClean ? 'info' : 'warning'}>
      Hash list <EvidenceText text={list.name} isMono />: {countText(counts.match)} match, {countText(counts.mismatch)}{' '}
      mismatch, {countText(counts['not-listed'])} not listed, {countText(counts.absent)} listed but absent
      {counts.unchecked > 0 && `, ${countText(counts.unchecked)} not checked (archives' members have SHA-256 only)`}.
      The differences stand under Custody.
    </Notice>
  );
}

/** Members whose times wait for an answer, and the way to give it. */
function ZoneQuestions({ ledger, state }: { readonly ledger: Ledger; readonly state: CaseState }): ReactElement | null {
  const open = ledger.exhibits.flatMap(({ number, members }) =>
    members.filter((member) => isZoneOpen(state.adjustments, number, member)),
  );
  if (open.length === 0) return null;
  return (
    <Notice tone="warning">
      <span className="row">
        <span className="grow">
          {countedText(open.length, 'member writes', 'members write')} times without a zone. Their events wait beside
          the time line until you answer.
        </span>
        <Button command="ledger.clocks" onPress={() => ui.set({ panel: 'clocks' })}>
          Answer the zone questions
        </Button>
      </span>
    </Notice>
  );
}

function ClosingCounts({ ledger }: { readonly ledger: Ledger }): ReactElement {
  const { totals } = ledger;
  const sum = `${countText(totals.imported)} imported + ${countText(totals.rejected)} rejected + ${countText(totals.duplicates)} duplicates`;
  return countsClose(totals) ? (
    <p className="ledger-close">
      {sum} = <strong>{countedText(totals.records, 'record')}</strong>. Every record is accounted for.
    </p>
  ) : (
    <Notice tone="error">
      {sum} is not {countedText(totals.records, 'record')}. The counts do not close: do not rely on this import, and
      report it as a fault of Exhibit.
    </Notice>
  );
}

function LedgerHead({ zone }: { readonly zone: string }): ReactElement {
  return (
    <thead>
      <tr>
        <th scope="col">Member</th>
        <th scope="col">Format</th>
        <th scope="col" className="number">
          Size
        </th>
        <th scope="col" className="number">
          Records
        </th>
        <th scope="col" className="number">
          Imported
        </th>
        <th scope="col" className="number">
          Rejected
        </th>
        <th scope="col" className="number">
          Duplicates
        </th>
        <th scope="col" className="number">
          Events
        </th>
        <th scope="col" className="number">
          Undated
        </th>
        <th scope="col">First event ({zone})</th>
        <th scope="col">Last event ({zone})</th>
      </tr>
    </thead>
  );
}

interface ExhibitRowsProps {
  readonly exhibit: ExhibitLedger;
  readonly receipt: ExhibitReceipt | null;
  readonly zone: string;
  readonly adjustments: CaseState['adjustments'];
}

function ExhibitRows({ exhibit, receipt, zone, adjustments }: ExhibitRowsProps): ReactElement {
  const [limit, setLimit] = useState(FIRST_MEMBERS);
  return (
    <tbody>
      <tr className="ledger-exhibit">
        <th colSpan={LEDGER_COLUMNS} scope="rowgroup">
          <div className="row">
            <strong>{exhibit.number}</strong>
            <EvidenceText text={exhibit.name} />
            <span className="muted">{bytesText(exhibit.bytes)}</span>
            <span className="mono muted" title="SHA-256 of the exhibit">
              {exhibit.sha256}
            </span>
            {receipt !== null && (
              <Button
                command="ledger.exhibit"
                tone="quiet"
                onPress={() => ui.set({ panel: 'exhibit', exhibit: receipt.number })}
              >
                Custody of {receipt.number}
              </Button>
            )}
            {receipt !== null && (
              <span className="muted">{receipt.storage === 'copy' ? 'copied into the case' : 'left in place'}</span>
            )}
          </div>
          {receipt !== null && receipt.origin !== '' && (
            <div className="ledger-origin">
              From: <EvidenceText text={receipt.origin} />
            </div>
          )}
        </th>
      </tr>
      {exhibit.members.slice(0, limit).map((member) => (
        <MemberRows
          key={member.path}
          exhibit={exhibit}
          member={member}
          zone={zone}
          adjustment={adjustments.get(adjustmentKey(exhibit.number, member.path)) ?? null}
        />
      ))}
      <MoreMembers hidden={Math.max(0, exhibit.members.length - limit)} onShow={() => setLimit(Infinity)} />
    </tbody>
  );
}

function LedgerTotals({ ledger }: { readonly ledger: Ledger }): ReactElement {
  const { totals } = ledger;
  const numbers = [totals.records, totals.imported, totals.rejected, totals.duplicates, totals.events, totals.undated];
  return (
    <tfoot>
      <tr>
        <td colSpan={2}>All exhibits</td>
        <td className="number">{bytesText(totals.bytes)}</td>
        {numbers.map((count, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- the columns never move
          <td className="number" key={index}>
            {countText(count)}
          </td>
        ))}
        <td colSpan={2}>{countedText(memberCount(ledger.exhibits), 'member')}</td>
      </tr>
    </tfoot>
  );
}

function ExportButtons({
  bridge,
  ledger,
  state,
}: {
  readonly bridge: ExhibitBridge;
  readonly ledger: Ledger;
  readonly state: CaseState;
}): ReactElement {
  const { kind, number } = state.meta;
  const save = (text: string, type: string, extension: string): void => {
    const name = `${number.replaceAll(/[^\p{Letter}\p{Number}._-]+/gu, '-')}-ledger.${extension}`;
    void attempt('The ledger could not be saved', async () => {
      const path = await downloadBlob(bridge, new Blob([text], { type }), name);
      if (path !== null) reportDone(`The ledger was saved to ${path}`);
    });
  };
  const saveCsv = (): void => save(ledgerCsv(ledger, kind), 'text/csv', 'csv');
  const saveJson = (): void => save(ledgerJson(ledger, kind), 'application/json', 'json');
  useCommands({ 'ledger.csv': saveCsv, 'ledger.json': saveJson });
  return (
    <div className="row">
      <Button command="ledger.csv" onPress={saveCsv}>
        Save CSV
      </Button>
      <Button command="ledger.json" onPress={saveJson}>
        Save JSON
      </Button>
    </div>
  );
}
