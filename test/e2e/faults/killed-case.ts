import { expect } from 'vitest';
import { openCase } from '../../../main/services/case-folder.js';
import { eventId } from '../../../parsers/model/ids.js';
import type { ExhibitLedger } from '../../../parsers/model/ledger.js';
import { FaultCase, type Exported } from './fault-case.js';
import type { Ended } from './killable-run.js';
import { CLUSTER_LOG } from './seized-evidence.js';
import { storedRows, type StorageOf } from './stored-rows.js';
import type { WrittenJournal } from './written-journal.js';

/** Number of the exhibit whose import is killed. */
export const KILLED = 'EX/2';
/** Number of the same evidence when it is received once more. */
export const LATER = 'EX/3';

/** Title of the step that the examiner makes of an event before the fault. */
export const NOTE = 'Seen before the fault';

/** A case before and after an import that nothing disturbed. */
export interface Reference {
  readonly base: FaultCase;
  readonly before: readonly string[];
  readonly complete: readonly string[];
  readonly ledger: ExhibitLedger;
  readonly exit: number | null;
  /** How long importing it and exporting all events took, ms. */
  readonly ms: number;
  /** How long that took with what was there before, ms. */
  readonly openingMs: number;
}

/** Makes a case with one exhibit and one annotation, and imports `evidence` into a copy of it. */
export async function makeReference(evidence: string): Promise<Reference> {
  const base = FaultCase.create();
  const first = await base.events([CLUSTER_LOG]);
  expect([first.ended.exit, first.ended.stderr, first.events.length > 0]).toEqual([0, '', true]);
  await annotate(base, first.events[0] ?? '');
  const { ended: opening, events: before } = await base.events();
  const undisturbed = base.copy();
  const { ended, events: complete } = await undisturbed.events([evidence]);
  expect([ended.exit, ended.stderr]).toEqual([expect.toBeOneOf([0, 1]), '']);
  const ledger = undisturbed.journal().ledgers().get(KILLED);
  await undisturbed.remove();
  if (ledger === undefined) throw new Error('the undisturbed import did not commit');
  expect(complete.length).toBeGreaterThan(before.length);
  return { base, before, complete, ledger, exit: ended.exit, ms: ended.ms, openingMs: opening.ms };
}

/** The examiner's word about an event of the case, given while no window has it open. */
async function annotate({ folder }: FaultCase, event: string): Promise<void> {
  const fields = JSON.parse(event) as Readonly<Record<string, unknown>>;
  const id = eventId({
    exhibit: String(fields['exhibit.source.sha256']),
    member: String(fields['exhibit.source.member']),
    offset: Number(fields['exhibit.source.offset']),
    path: String(fields['exhibit.source.path']),
    index: Number(fields['exhibit.source.index']),
  });
  const opened = await openCase(folder, 'fault test');
  await opened.append({
    type: 'annotated',
    annotation: {
      event: id,
      note: NOTE,
      kind: 'fact',
      technique: null,
      tactic: null,
      confidence: 'high',
      alternatives: '',
      tags: [],
      forReport: true,
    },
  });
  await opened.append({ type: 'step-added', step: { id: 'step', event: id, title: NOTE } });
  await opened.close();
}

/** What the disk holds of a case at the moment of the kill, and what must become of it. */
export class KilledCase {
  /** Whether the import counts: its line is on the disk. */
  readonly committed: boolean;
  readonly received: boolean;
  readonly copying: boolean;
  readonly opened: boolean;
  readonly locked: boolean;
  /** Whether an opening before this kill said already that the import was interrupted. */
  readonly #settled: boolean;
  readonly #confirmed: Buffer;

  constructor(
    readonly remains: FaultCase,
    readonly reference: Reference,
  ) {
    const journal = remains.journal();
    this.#confirmed = journal.confirmed();
    this.committed = journal.ledgers().has(KILLED);
    this.received = journal.receipts().some(({ number }) => number === KILLED);
    this.copying = remains.leftovers().some((name) => name.startsWith('.receiving-'));
    this.opened = journal.acts().length > reference.base.journal().acts().length;
    this.#settled = cancelled(journal).includes(KILLED);
    this.locked = remains.leftovers().includes('exhibit.lock');
  }

  /** The same after its opening was killed too: nothing may be lost by that either. */
  killedAgain(): KilledCase {
    expect(this.remains.journal().startsWith(this.#confirmed)).toBe(true);
    return new KilledCase(this.remains, this.reference);
  }

  /** Opens the case; it must be as before or have the exhibit complete, by what the journal confirmed. */
  async expectOpens(): Promise<void> {
    const { ended, events } = await this.remains.events();
    this.#expectSaid(ended);
    expectSame(events, this.committed ? this.reference.complete : this.reference.before);
    await this.expectAtRest(this.committed ? ['EX/1', KILLED] : ['EX/1']);
  }

  /** Imports the same evidence once more: as good as if nothing had happened. */
  async expectLaterImport(evidence: string): Promise<Ended> {
    const later = await this.remains.run(['import', evidence]);
    expect([later.exit, later.stderr]).toEqual([this.reference.exit, '']);
    this.#expectLedger(this.received ? LATER : KILLED);
    return later;
  }

  /** Opens the case and imports the same evidence once more, in one run. Events of the same bytes are drawn once. */
  async expectOpensAndImports(evidence: string): Promise<void> {
    const { ended, events } = await this.remains.events([evidence]);
    this.#expectSaid(ended);
    const shown = this.received && !this.committed ? LATER : KILLED;
    const complete = this.reference.complete.map((event) => event.replace(`"${KILLED}"`, `"${shown}"`));
    expectSame(events, complete.toSorted());
    this.#expectLedger(this.received ? LATER : KILLED);
    await this.expectAtRest([
      'EX/1',
      ...(this.committed || !this.received ? [KILLED] : []),
      ...(this.received ? [LATER] : []),
    ]);
  }

  /** Nothing confirmed is lost, nothing half is left, and the database holds these exhibits and no other row. */
  async expectAtRest(imported: readonly string[], storage: StorageOf = 'command line'): Promise<void> {
    const journal = this.remains.journal();
    expect(journal.startsWith(this.#confirmed)).toBe(true);
    expect(journal.fault()).toBeNull();
    expect([...journal.ledgers().keys()]).toEqual(imported);
    expect(cancelled(journal)).toEqual(this.received && !this.committed ? [KILLED] : []);
    expect(this.remains.leftovers()).toEqual([]);
    expect(this.remains.changedEvidence()).toEqual([]);
    const { exhibits, owners } = await storedRows(this.remains.userData, storage);
    expect(exhibits.map(({ number, state }) => [number, state])).toEqual(
      imported.map((number) => [number, 'committed']),
    );
    expect(owners).toEqual(exhibits.map(({ id }) => id));
  }

  #expectSaid({ stderr, exit }: Ended): void {
    expect(stderr.includes('was taken over')).toBe(this.locked);
    expect(new RegExp(`The import of ${KILLED} \\(.*\\) was interrupted`).test(stderr)).toBe(
      this.received && !this.committed && !this.#settled,
    );
    expect(exit, stderr).toBeOneOf([0, this.reference.exit]);
  }

  #expectLedger(number: string): void {
    expect(this.remains.journal().ledgers().get(number)).toEqual({ ...this.reference.ledger, number });
  }
}

function cancelled(journal: WrittenJournal): readonly string[] {
  return journal.acts().flatMap((act) => (act.type === 'import-cancelled' ? [act.number] : []));
}

/** Compares lists of events; of long ones a failure shows the first that differ. */
export function expectSame(events: Exported['events'], expected: readonly string[]): void {
  const missing = difference(expected, events);
  const added = difference(events, expected);
  expect({ count: events.length, missing, added }).toEqual({ count: expected.length, missing: [], added: [] });
}

function difference(of: readonly string[], without: readonly string[]): readonly string[] {
  const known = new Set(without);
  return of.filter((event) => !known.has(event)).slice(0, 3);
}
