import type { ExhibitBridge, HostInfo, PickToken } from '../../main/bridge/contract.js';
import type { Act, Adjustment, CaseMeta, CaseState, ExhibitReceipt } from '../../parsers/model/case.js';
import { readAnnotationsFile, type AnnotationsFile } from '../../parsers/model/annotations-file.js';
import { applyLine } from '../../parsers/model/fold.js';
import type { Ledger } from '../../parsers/model/ledger.js';
import { FORMATS } from '../../parsers/registry.js';
import { DamagedRows, isDatabaseDamage } from '../db/damaged-rows.js';
import { CASE_DATABASE, CaseDatabase } from '../db/database.js';
import { DexieChunkStore } from '../db/dexie-chunk-store.js';
import type { ExhibitRow } from '../db/layout.js';
import type { CaseColumns } from '../query/case-columns.js';
import { eventChanges, storedEvents } from '../query/event-changes.js';
import type { QueryClient } from '../query/spec.js';
import { startImportClient } from '../workers/import-client.js';
import type { ImportClient, StagedExhibit } from '../workers/import-messages.js';
import { ImportCancelled } from '../../parsers/io/import-cancelled.js';
import { startQueryClient } from '../workers/query-client.js';
import example from '../../sample-evidence/demonstration/annotations.json' with { type: 'json' };
import { applyAnnotations } from './apply-annotations.js';
import { attachFiles } from './attach-files.js';
import { BridgeFailure, bridgeCall } from './bridge-call.js';
import { bulkWords } from './bulk-words.js';
import { DatabaseRepair } from './database-repair.js';
import { ledgerChanges } from './ledger-changes.js';
import { ledgerOf } from './ledger-of.js';
import { cacheFold, readJournal, readOn } from './read-journal.js';
import { isReadAsStated, readingsOf } from './readings.js';
import { rebuildChanges, type RebuildChanges } from './rebuild-changes.js';
import { reconcile } from './reconcile.js';
import type { CaseSession, ImportRun, ExhibitReader, SessionSnapshot } from './session.js';
import { SessionStore } from './session-store.js';

/**
 * Opens the case of this window: folds its journal, brings the database into line with it (re-importing what is missing)
 * and loads the events. A database that the disk damaged is thrown away and made again.
 */
export async function openCaseSession(bridge: ExhibitBridge): Promise<CaseSession> {
  try {
    return await openOnce(bridge);
  } catch (error) {
    if (!isDatabaseDamage(error)) throw error;
    await new CaseDatabase(CASE_DATABASE).delete();
    const session = await openOnce(bridge);
    session.notify(
      'warning',
      `The database of this case was damaged on the disk (${messageOf(error)}). It was made again from the journal and the evidence; nothing is lost.`,
    );
    return session;
  }
}

async function openOnce(bridge: ExhibitBridge): Promise<OpenedCase> {
  const host = await bridgeCall(bridge, 'host.info');
  const { folder, notices } = await bridgeCall(bridge, 'case.current');
  const database = new CaseDatabase(CASE_DATABASE);
  try {
    const session = new OpenedCase(bridge, host, folder, database, await readJournal(bridge, database));
    try {
      for (const text of notices) session.notify('warning', text);
      await session.bringUpToDate();
      return session;
    } catch (error) {
      session.close();
      throw error;
    }
  } catch (error) {
    database.close();
    throw error;
  }
}

/** What the query worker answers from, beside the events. */
const LOADED = ['adjustments', 'marks', 'annotations'] as const satisfies readonly (keyof CaseState)[];
const CACHE_DELAY_MS = 2000;
const OPEN_AGAIN = 'Close the case and open it again.';
/** A disk that damages what was just written is not asked a third time. */
const REPAIR_ATTEMPTS = 2;

class OpenedCase implements CaseSession {
  readonly subscribe;
  readonly snapshot;
  readonly query: QueryClient;
  readonly #importer: ImportClient;
  readonly #store: SessionStore;
  readonly #chunks: DexieChunkStore;
  readonly #repair: DatabaseRepair;
  /** Acts are journalled one after the other: each line's hash rests on the one before. */
  #lastAct: Promise<void> = Promise.resolve();
  #reading: Promise<void> = Promise.resolve();
  #cancelled = false;
  readonly #warnedMarks = new Set<string>();
  #caching: ReturnType<typeof setTimeout> | null = null;

  constructor(
    readonly bridge: ExhibitBridge,
    readonly host: HostInfo,
    readonly folder: string,
    readonly database: CaseDatabase,
    state: CaseState,
  ) {
    this.#store = new SessionStore(state);
    this.subscribe = this.#store.subscribe;
    this.snapshot = this.#store.snapshot;
    this.#chunks = new DexieChunkStore(database);
    this.#importer = startImportClient(CASE_DATABASE, state.meta.tokenSeed);
    this.#repair = new DatabaseRepair(
      (exhibit) => this.#makeAgain(exhibit),
      (error) => this.notify('error', `The damaged database could not be repaired: ${messageOf(error)} ${OPEN_AGAIN}`),
    );
    this.query = startQueryClient(CASE_DATABASE, state.meta.tokenSeed, ({ exhibit }) => {
      if (exhibit !== null) this.#repair.ask(exhibit);
    });
  }

  meta(): CaseMeta {
    return this.#state.meta;
  }

  ledger(): Ledger {
    return ledgerOf(this.#state);
  }

  notify(tone: SessionSnapshot['notices'][number]['tone'], text: string, importAgain: string | null = null): void {
    this.#store.notify(tone, text, importAgain);
  }

  dismissNotice(id: number): void {
    this.#store.dismiss(id);
  }

  act(act: Act): Promise<void> {
    let isReadingStated = false;
    const done = this.#lastAct.then(async () => {
      const before = this.#state;
      const line = await bridgeCall(this.bridge, 'journal.append', act);
      // Main may have journalled something itself in between: evidence received, a report issued.
      const isNext = line.body.seq === before.head.seq + 1;
      const after = isNext ? applyLine(before, line) : await readOn(this.bridge, before);
      this.#store.setState(after);
      this.#cacheSoon();
      isReadingStated = after.readings !== before.readings;
      const isRemoval = after.removed !== before.removed;
      if (isRemoval) await this.#discardRemoved();
      if (isRemoval || LOADED.some((part) => after[part] !== before[part])) await this.#load();
    });
    this.#lastAct = done.catch(() => undefined);
    return done.then(() => (isReadingStated ? this.#readAsStated() : undefined));
  }

  /** Reads exhibits again whose members are stated to be something else than they were read as. One run after the other. */
  #readAsStated(): Promise<void> {
    const done = this.#reading.then(async () => {
      await this.#idle();
      const { receipts, removed } = this.#state;
      const outdated = receipts.filter(({ number }) => !removed.has(number) && !isReadAsStated(this.#state, number));
      for (const [index, receipt] of outdated.entries()) {
        await this.#discardRows(receipt.number);
        await this.#rebuildOrSay(receipt, { done: index, of: outdated.length });
      }
      this.#store.setImporting(null);
      await this.#load();
    });
    this.#reading = done.catch(() => undefined);
    return done;
  }

  readOn(): Promise<void> {
    const done = this.#lastAct.then(() => this.#catchUp());
    this.#lastAct = done.catch(() => undefined);
    return done;
  }

  /** Discards rows that are about to be read again, so that the query worker does not take the new ones for them. */
  async #discardRows(number: string): Promise<void> {
    for (const row of await this.#chunks.all()) if (row.number === number) await this.#importer.discard(row.id);
    await this.#load();
  }

  async undo(): Promise<void> {
    const seq = this.#state.undoable.at(-1);
    if (seq !== undefined) await this.act({ type: 'undone', seq });
  }

  async redo(): Promise<void> {
    const seq = this.#state.redoable.at(-1);
    if (seq !== undefined) await this.act({ type: 'redone', seq });
  }

  /** Makes the database show what the journal says, then loads it. Called once at open. */
  async bringUpToDate(): Promise<void> {
    await this.#settleInterrupted(await this.#readMissing());
    this.#store.setImporting(null);
    await this.#load();
    await this.repaired();
  }

  async relink(token: PickToken): Promise<readonly string[]> {
    if (this.#store.snapshot().importing !== null)
      throw new Error('An import is running: wait for it or cancel it first.');
    const missing = await bridgeCall(this.bridge, 'evidence.relink', token);
    await this.readOn();
    await this.#readMissing(missing);
    this.#store.setImporting(null);
    await this.#load();
    return missing;
  }

  /**
   * Discards rows that the journal does not know, and reads again what the database lacks, but for `except`.
   *
   * @returns numbers of exhibits whose import was interrupted
   */
  async #readMissing(except: readonly string[] = []): Promise<readonly string[]> {
    const versions = new Set(FORMATS.map((format) => format.parserVersion));
    const plan = reconcile(this.#state, await this.#chunks.all(), versions);
    const numbers = plan.reimport.filter((number) => !except.includes(number));
    const receipts = this.#state.receipts.filter((receipt) => numbers.includes(receipt.number));
    const outdated = await this.#outdatedRows(plan.discard, numbers);
    const kept = new Set([...outdated.values()].map(({ id }) => id));
    for (const id of plan.discard) if (!kept.has(id)) await this.#importer.discard(id);
    for (const id of plan.commit) await this.#importer.commit(id);
    for (const [done, receipt] of receipts.entries()) {
      const row = outdated.get(receipt.number);
      const before = row === undefined ? null : await this.#takeOut(row);
      await this.#rebuildOrSay(receipt, { done, of: receipts.length }, before);
    }
    return plan.interrupted;
  }

  repaired(): Promise<void> {
    return this.#repair.done();
  }

  /** Whole rows that another version of the parsers made, by exhibit: the events that are read again are compared with them. */
  async #outdatedRows(
    discard: readonly number[],
    numbers: readonly string[],
  ): Promise<ReadonlyMap<string, ExhibitRow>> {
    const rows = (await this.#chunks.all()).filter(
      ({ id, number, state, ledgerSha256 }) =>
        discard.includes(id) &&
        numbers.includes(number) &&
        state === 'committed' &&
        ledgerSha256 === this.#state.imported.get(number)?.ledgerSha256,
    );
    return new Map(rows.map((row) => [row.number, row]));
  }

  /** Discards rows; what they held is kept for the comparison where it can still be read. */
  async #takeOut(row: ExhibitRow): Promise<CaseColumns | null> {
    const before = await storedEvents(this.#chunks, row).catch(() => null);
    await this.#importer.discard(row.id);
    return before;
  }

  async #rebuildOrSay(
    receipt: ExhibitReceipt,
    of: { done: number; of: number },
    before: CaseColumns | null = null,
  ): Promise<void> {
    try {
      await this.#rebuild(receipt, of, before);
    } catch (error) {
      this.notify('error', `${receipt.number} (${receipt.name}) could not be read again: ${messageOf(error)}`);
    }
  }

  /** Receipts that were never imported: the demonstration's own evidence is waiting for that, any other was cut short. */
  async #settleInterrupted(numbers: readonly string[]): Promise<void> {
    const isDemonstration = this.#state.meta.kind === 'demonstration';
    for (const [done, number] of numbers.entries()) {
      const receipt = this.#state.receipts.find((candidate) => candidate.number === number);
      if (isDemonstration && receipt !== undefined) {
        if (await this.#importOne(receipt, { done, of: numbers.length })) await applyAnnotations(this, workedExample());
        continue;
      }
      this.notify(
        'warning',
        `The import of ${number} (${receipt?.name ?? ''}) was interrupted before it was complete: none of its events are shown. What was received is kept; import it again if you need it.`,
        number,
      );
      await this.act({ type: 'import-cancelled', number, reason: 'interrupted before it was complete' });
    }
  }

  async importEvidence(
    token: PickToken,
    options: Parameters<CaseSession['importEvidence']>[1],
  ): Promise<readonly ExhibitReceipt[]> {
    if (this.#store.snapshot().importing !== null)
      throw new Error('An import is running: wait for it or cancel it first.');
    this.#cancelled = false;
    this.#run('receiving', 0, 0);
    const imported: ExhibitReceipt[] = [];
    try {
      const { intake, ...receiving } = options;
      const receipts = await this.#receive(token, receiving);
      if (intake !== undefined) {
        for (const { number } of receipts) await this.act({ type: 'exhibit-described', number, intake });
      }
      for (const [done, receipt] of receipts.entries()) {
        if (await this.#importOne(receipt, { done, of: receipts.length })) imported.push(receipt);
      }
    } finally {
      this.#store.setImporting(null);
    }
    return imported;
  }

  async importAgain(number: string): Promise<void> {
    const { receipts, imported, removed } = this.#state;
    const receipt = receipts.find((candidate) => candidate.number === number);
    if (receipt === undefined || imported.has(number) || removed.has(number))
      throw new Error(`${number} does not wait for an import.`);
    if (this.#store.snapshot().importing !== null)
      throw new Error('An import is running: wait for it or cancel it first.');
    this.#cancelled = false;
    this.#run('parsing', 0, 1);
    try {
      const { unchanged, sha256 } = await bridgeCall(this.bridge, 'evidence.rehashOne', number);
      if (!unchanged) throw new Error(changedEvidence(receipt, sha256));
      await this.#importOne(receipt, { done: 0, of: 1 });
    } finally {
      this.#store.setImporting(null);
    }
  }

  cancelImport(): void {
    this.#cancelled = true;
    const phase = this.#store.snapshot().importing?.phase;
    if (phase === 'receiving') void this.bridge.call('evidence.cancelReceive');
    else if (phase === 'parsing') this.#importer.cancel();
  }

  async readExhibit(exhibit: string): Promise<ExhibitReader> {
    if (this.#store.snapshot().importing !== null)
      throw new Error('Evidence is being imported: wait for it, then look into its members.');
    const receipt = this.#state.receipts.find(({ number }) => number === exhibit);
    if (receipt === undefined) throw new Error(`no exhibit ${exhibit} was received`);
    const files = await attachFiles(this.bridge, receipt);
    return {
      survey: (member, framing) => this.#importer.survey(receipt, files, member, framing),
      preview: async (member, reading, tell) => {
        try {
          await this.#importer.preview(receipt, files, member, reading, tell);
        } catch (error) {
          if (!(error instanceof ImportCancelled)) throw error;
        }
      },
    };
  }

  close(): void {
    if (this.#caching !== null) clearTimeout(this.#caching);
    this.#importer.close();
    this.query.close();
    this.database.close();
  }

  /** The cached fold only spares time at the next opening: it may lag behind, so acts in a row write it once. */
  #cacheSoon(): void {
    this.#caching ??= setTimeout(() => {
      this.#caching = null;
      void cacheFold(this.database, this.#state);
    }, CACHE_DELAY_MS);
  }

  get #state(): CaseState {
    return this.#store.snapshot().state;
  }

  /** Copies and hashes in main; the acts of receipt are journalled there, so the journal is read on. */
  async #receive(
    token: PickToken,
    options: { origin: string; storage: 'copy' | 'reference' },
  ): Promise<readonly ExhibitReceipt[]> {
    const off = this.bridge.on('evidence.progress', ({ number, name, bytesDone, bytesTotal }) => {
      const run = this.#store.snapshot().importing;
      if (run?.phase === 'receiving') {
        this.#store.setImporting({
          ...run,
          progress: { number, bytesDone, bytesTotal, events: 0, records: 0, member: name },
        });
      }
    });
    try {
      const numberPrefix = initialsOf(this.#state.meta.examiner);
      return await bridgeCall(this.bridge, 'evidence.receive', token, { ...options, numberPrefix });
    } finally {
      off();
      await this.#catchUp();
    }
  }

  async #stage(receipt: ExhibitReceipt): Promise<StagedExhibit> {
    const files = await attachFiles(this.bridge, receipt);
    await this.#stageReached(receipt.number, 'staging');
    // Ties of time break by this key, so it is the place in the order of receipt, whenever the rows are made.
    const id = this.#state.receipts.findIndex(({ number }) => number === receipt.number) + 1;
    return this.#importer.stage(id, receipt, files, readingsOf(this.#state, receipt.number), (progress) => {
      const run = this.#store.snapshot().importing;
      if (run !== null) this.#store.setImporting({ ...run, progress });
    });
  }

  /** @returns false where the import was cancelled or failed; what was imported before stays. */
  async #importOne(receipt: ExhibitReceipt, of: { done: number; of: number }): Promise<boolean> {
    const { number } = receipt;
    let staged: StagedExhibit | null = null;
    try {
      if (this.#cancelled) throw new ImportCancelled();
      this.#run('parsing', of.done, of.of);
      staged = await this.#stage(receipt);
      await this.#stageReached(number, 'staged');
      this.#run('committing', of.done, of.of);
      await this.act({ type: 'exhibit-imported', number, ledgerSha256: staged.ledgerSha256, ledger: staged.ledger });
    } catch (error) {
      // Without a line its rows count for nothing; where they cannot go now, the next opening removes them.
      if (staged !== null) await this.#importer.discard(staged.id).catch(() => undefined);
      await this.#importFailed(receipt, error);
      return false;
    }
    await this.#stageReached(number, 'committed');
    await this.#importer.commit(staged.id);
    await this.#stageReached(number, 'visible');
    this.#run('loading', of.done, of.of);
    await this.#load();
    return true;
  }

  async #importFailed({ number, name }: ExhibitReceipt, error: unknown): Promise<void> {
    const reason = error instanceof ImportCancelled ? 'cancelled by the examiner' : messageOf(error);
    await this.act({ type: 'import-cancelled', number, reason });
    if (error instanceof ImportCancelled)
      this.notify('info', `Import of ${number} (${name}) was cancelled. Exhibits finished before it are kept.`, number);
    else this.notify('error', `${number} (${name}) could not be imported: ${reason}`, number);
  }

  /**
   * Reads an exhibit again whose rows are missing; where the result differs from the journalled one, that is journalled.
   * Throws where the evidence is not what was received: other bytes never take its place.
   *
   * @param before the events as the last version of the parsers gave them, where they are known
   */
  async #rebuild(receipt: ExhibitReceipt, of: { done: number; of: number }, before: CaseColumns | null): Promise<void> {
    this.#run('parsing', of.done, of.of);
    const { unchanged, sha256 } = await bridgeCall(this.bridge, 'evidence.rehashOne', receipt.number);
    if (!unchanged) throw new Error(changedEvidence(receipt, sha256));
    const staged = await this.#stage(receipt);
    const recorded = this.#state.imported.get(receipt.number);
    if (recorded !== undefined && recorded.ledgerSha256 !== staged.ledgerSha256) {
      const isStated = !isReadAsStated(this.#state, receipt.number);
      const inLedger = ledgerChanges(recorded.ledger, staged.ledger);
      const inEvents = await this.#eventChanges(receipt, before, staged.id);
      const changes = [...inLedger, ...inEvents.summary];
      await this.act({
        type: 'exhibit-rebuilt',
        number: receipt.number,
        ledgerSha256: staged.ledgerSha256,
        ledger: staged.ledger,
        changes: [...inLedger, ...inEvents.listed],
      });
      const said = `${receipt.number} was read again`;
      if (isStated) this.notify('info', `${said} as stated: ${changes.join('; ')}.`);
      else if (changes.length > 0)
        this.notify('warning', `${said} and differs from the first import: ${changes.join('; ')}.`);
    }
    await this.#importer.commit(staged.id);
  }

  async #eventChanges(receipt: ExhibitReceipt, before: CaseColumns | null, staged: number): Promise<RebuildChanges> {
    const row = (await this.#chunks.all()).find(({ id }) => id === staged);
    const isComparable = before !== null && row !== undefined;
    const changes = isComparable ? eventChanges(before, await storedEvents(this.#chunks, row)) : [];
    return rebuildChanges(this.#state, receipt.sha256, changes);
  }

  /** Rows of exhibits that were taken out of the case. */
  async #discardRemoved(): Promise<void> {
    for (const { id, number } of await this.#chunks.all()) {
      if (this.#state.removed.has(number)) await this.#importer.discard(id);
    }
  }

  /** Rows that the disk lost or changed are discarded and made again from the evidence. */
  async #makeAgain(id: number): Promise<void> {
    const receipt = this.#state.receipts[id - 1];
    if (receipt === undefined) throw new Error(`the database holds an exhibit ${id} that was never received.`);
    const name = `${receipt.number} (${receipt.name})`;
    await this.#idle();
    for (let attempt = 1; attempt <= REPAIR_ATTEMPTS; attempt += 1) {
      await this.#importer.discard(id);
      // Loaded without them, so that the query worker does not take the new rows for those it knows.
      await this.#load();
      await this.#rebuildOrSay(receipt, { done: 0, of: 1 });
      this.#store.setImporting(null);
      if ((await this.#load())?.exhibit === id) continue;
      this.notify(
        'warning',
        `The database of this case was damaged on the disk. Its rows of ${name} were discarded and read again from the evidence.`,
      );
      return;
    }
    await this.#importer.discard(id);
    await this.#load();
    this.notify(
      'error',
      `The database of this case was damaged on the disk again while it was repaired, so the events of ${name} are not shown. The disk may be failing: copy the case folder to another one.`,
    );
  }

  /** Waits until no import runs. */
  async #idle(): Promise<void> {
    if (this.snapshot().importing === null) return;
    await new Promise<void>((resolve) => {
      const off = this.subscribe(() => {
        if (this.snapshot().importing !== null) return;
        off();
        resolve();
      });
    });
  }

  /** Folds in the lines that main wrote itself. */
  async #catchUp(): Promise<void> {
    this.#store.setState(await readOn(this.bridge, this.#state));
  }

  #stageReached(number: string, stage: 'staging' | 'staged' | 'committed' | 'visible'): Promise<null> {
    return bridgeCall(this.bridge, 'import.stage', number, stage);
  }

  /** Said once: a mark that holds for fewer events than it was made for must not pass for whole. */
  #warnOfMark(id: string, missing: number): void {
    const mark = this.#state.marks.find((candidate) => candidate.id === id);
    if (mark === undefined || this.#warnedMarks.has(id)) return;
    this.#warnedMarks.add(id);
    this.notify(
      'warning',
      `${missing} of ${mark.search.count} events that were ${bulkWords(mark.change)} are not in the case any more: their exhibit was removed, is damaged, or is read otherwise by this version.`,
    );
  }

  #run(phase: ImportRun['phase'], done: number, of: number): void {
    const run = this.#store.snapshot().importing;
    const startedAtMs = run !== null && run.phase === phase && run.done === done ? run.startedAtMs : performance.now();
    this.#store.setImporting({ phase, startedAtMs, progress: null, done, of });
  }

  /** Loads what is committed. Damage is answered, not thrown: the repair that the same news has started loads again. */
  async #load(): Promise<DamagedRows | null> {
    const adjustments: Adjustment[] = [...this.#state.adjustments.values()];
    try {
      await this.query.load(adjustments, this.#state.marks, [...this.#state.annotations.values()]);
      for (const { id, missing } of await this.query.incompleteMarks()) this.#warnOfMark(id, missing);
    } catch (error) {
      if (error instanceof DamagedRows && error.exhibit !== null) return error;
      throw error;
    }
    this.#store.dataChanged();
    return null;
  }
}

/** The ground truth of the demonstration as its examiner's annotations: a case to look at, not an empty one. */
function workedExample(): AnnotationsFile {
  const read = readAnnotationsFile(example);
  if ('faults' in read) throw new Error(`annotations of the demonstration: ${read.faults.join('; ')}`);
  return read.file;
}

/** A prefix of more letters is no name any more; main takes at most sixteen. */
const MAX_INITIALS = 5;

/** `Jane Smith` gives `JS`: the prefix of the examiner's own exhibit numbers. */
function initialsOf(examiner: string): string {
  const words = examiner.match(/\p{Letter}+/gu) ?? [];
  // By characters, not by UTF-16 units: half of one is no letter.
  const initials = words.slice(0, MAX_INITIALS).map((word) => String.fromCodePoint(word.codePointAt(0) ?? 0));
  return initials.length === 0 ? 'EX' : initials.join('').toUpperCase();
}

function changedEvidence({ number }: ExhibitReceipt, sha256: string): string {
  const found = sha256 === '' ? 'it is missing or cannot be read' : `its SHA-256 is now ${sha256}`;
  return `the evidence of ${number} is not what was received: ${found}. Its events are not shown. Put the original back where the copy was and open the case again.`;
}

function messageOf(error: unknown): string {
  if (error instanceof BridgeFailure || error instanceof Error) return error.message;
  return String(error);
}
