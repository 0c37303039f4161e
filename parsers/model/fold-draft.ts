import type { Act, CaseMeta, CaseState, Change, JournalBody, JournalLine } from './case.js';
import { changesOf, refusal } from './fold-acts.js';
import { relinked } from './relink.js';

/** What the fold needs of a line; whether its hash is right is the chain's question, asked where the file is read. */
export type FoldLine = Pick<JournalLine, 'hash' | 'body'>;

/** The journal holds an act that does not fit what came before it. */
export class JournalMismatch extends Error {
  constructor(
    readonly seq: number,
    readonly reason: string,
  ) {
    super(`journal line ${seq}: ${reason}`);
  }
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type Collection = Exclude<keyof CaseState, 'meta' | 'head' | 'lastWord' | 'lastContent' | 'particulars' | 'reportPlan'>;

/** Acts that say nothing of the case: a report that rests on it reads the same after them. */
const NO_WORD: ReadonlySet<Act['type']> = new Set(['case-opened', 'exported', 'archive-opened', 'secrets-revealed']);

/** Acts after which a report would say the same of the evidence and of what the examiner made of it. */
const NO_CONTENT: ReadonlySet<Act['type']> = new Set([
  'case-opened',
  'exported',
  'archive-opened',
  'evidence-relinked',
  'secrets-revealed',
  'report-reviewed',
  'report-issued',
  'report-withdrawn',
  'search-saved',
  'search-removed',
  'columns-saved',
  'columns-removed',
]);

/** A state being changed: collections are copied when first touched, so a replay copies each of them once. */
export class Draft {
  readonly #state: Mutable<CaseState>;
  readonly #own = new Set<Collection>();

  constructor(state: CaseState) {
    this.#state = { ...state };
  }

  state(): CaseState {
    return this.#state;
  }

  apply(line: FoldLine): void {
    const state = this.#state;
    const { seq, act } = line.body;
    if (seq !== state.head.seq + 1) throw new JournalMismatch(seq, `line ${state.head.seq + 1} was expected here`);
    const reason = refusal(state, act);
    if (reason !== null) throw new JournalMismatch(seq, reason);
    const changes = changesOf(state, act);
    if (changes === null) this.#applyLasting(act, line.body);
    else this.#applyUndoable(seq, changes);
    state.head = { seq, hash: line.hash };
    if (!NO_WORD.has(act.type)) state.lastWord = state.head;
    if (!NO_CONTENT.has(act.type)) state.lastContent = seq;
  }

  #applyUndoable(seq: number, changes: readonly Change[]): void {
    const reversals = this.#map('reversals');
    const redoable = this.#list('redoable');
    for (const dropped of redoable) reversals.delete(dropped);
    redoable.length = 0;
    reversals.set(seq, this.#change(changes));
    this.#list('undoable').push(seq);
  }

  /** Moves an act between the two stacks and applies what takes it back, or brings it back. */
  #turn(seq: number, from: 'undoable' | 'redoable', to: 'undoable' | 'redoable'): void {
    const reversals = this.#map('reversals');
    reversals.set(seq, this.#change(reversals.get(seq) ?? []));
    this.#list(from).pop();
    this.#list(to).push(seq);
  }

  #applyLasting(act: Act, { seq, at, by }: JournalBody): void {
    if (act.type === 'exhibit-received') {
      this.#list('receipts').push(act.receipt);
      this.#map('clockTimes').set(act.receipt.number, at);
    } else if (act.type === 'exhibit-imported' || act.type === 'exhibit-rebuilt') {
      this.#map('imported').set(act.number, { ledger: act.ledger, ledgerSha256: act.ledgerSha256 });
      this.#setCancelled(act.number, false);
    } else if (act.type === 'import-cancelled') this.#setCancelled(act.number, true);
    else if (act.type === 'exhibit-removed') this.#map('removed').set(act.number, act.reason);
    else if (act.type === 'hashes-compared') {
      this.#list('hashComparisons').push(act.comparison);
      this.#map('clockTimes').set(act.comparison.id, at);
    } else if (act.type === 'secrets-revealed') this.#state.revealed = new Set(this.#state.revealed).add(act.event);
    else if (act.type === 'evidence-relinked') this.#relink(act);
    else if (act.type === 'report-reviewed') this.#list('reviews').push({ ...act.review, seq, at });
    else if (act.type === 'report-issued') this.#list('issues').push({ ...act.issue, at, by, withdrawn: null });
    else if (act.type === 'report-withdrawn') {
      const issues = this.#list('issues');
      const issued = issues[act.version - 1];
      if (issued !== undefined) issues[act.version - 1] = { ...issued, withdrawn: { at, reason: act.reason } };
    } else if (act.type === 'undone') this.#turn(act.seq, 'undoable', 'redoable');
    else if (act.type === 'redone') this.#turn(act.seq, 'redoable', 'undoable');
  }

  #relink(act: Act & { readonly type: 'evidence-relinked' }): void {
    const receipts = this.#list('receipts');
    const at = receipts.findIndex(({ number }) => number === act.number);
    const receipt = receipts[at];
    if (receipt !== undefined) receipts[at] = relinked(receipt, act);
  }

  #setCancelled(number: string, cancelled: boolean): void {
    if (this.#state.cancelled.has(number) === cancelled) return;
    const numbers = new Set(this.#state.cancelled);
    if (cancelled) numbers.add(number);
    else numbers.delete(number);
    this.#state.cancelled = numbers;
  }

  /** Applies changes in order and returns those that take them back, in their order. */
  #change(changes: readonly Change[]): readonly Change[] {
    return changes.map((change) => this.#changeOne(change)).toReversed();
  }

  #changeOne(change: Change): Change {
    const state = this.#state;
    switch (change.in) {
      case 'meta': {
        const before = Object.fromEntries(
          Object.keys(change.value).map((key) => [key, state.meta[key as keyof CaseMeta]]),
        );
        state.meta = { ...state.meta, ...change.value };
        return { in: 'meta', value: before };
      }
      case 'particulars': {
        const before = state.particulars;
        state.particulars = change.value;
        return { ...change, value: before };
      }
      case 'reportPlan': {
        const before = state.reportPlan;
        state.reportPlan = change.value;
        return { ...change, value: before };
      }
      case 'milestones':
        return { ...change, value: swap(this.#map('milestones'), change.key, change.value) };
      case 'annotations':
        return { ...change, value: swap(this.#map('annotations'), change.key, change.value) };
      case 'intakes':
        return { ...change, value: swap(this.#map('intakes'), change.key, change.value) };
      case 'adjustments':
        return { ...change, value: swap(this.#map('adjustments'), change.key, change.value) };
      case 'readings':
        return { ...change, value: swap(this.#map('readings'), change.key, change.value) };
      case 'steps':
        return { ...change, value: place(this.#list('steps'), change) };
      case 'links':
        return { ...change, value: place(this.#list('links'), change) };
      case 'findings':
        return { ...change, value: place(this.#list('findings'), change) };
      case 'manualEvents':
        return { ...change, value: place(this.#list('manualEvents'), change) };
      case 'notebook':
        return { ...change, value: place(this.#list('notebook'), change) };
      case 'marks':
        return { ...change, value: place(this.#list('marks'), change) };
      case 'columnSets':
        return { ...change, value: place(this.#list('columnSets'), change) };
      case 'savedSearches':
        return { ...change, value: place(this.#list('savedSearches'), change) };
      case 'citedSearches':
        return { ...change, value: place(this.#list('citedSearches'), change) };
    }
  }

  #map<K extends Collection>(
    name: K,
  ): CaseState[K] extends ReadonlyMap<infer Key, infer Value> ? Map<Key, Value> : never {
    if (!this.#own.has(name)) this.#adopt(name, new Map(this.#state[name] as ReadonlyMap<never, never>));
    return this.#state[name] as never;
  }

  #list<K extends Collection>(name: K): CaseState[K] extends readonly (infer Item)[] ? Item[] : never {
    if (!this.#own.has(name)) this.#adopt(name, [...(this.#state[name] as readonly never[])]);
    return this.#state[name] as never;
  }

  #adopt(name: Collection, copy: unknown): void {
    this.#own.add(name);
    Object.assign(this.#state, { [name]: copy });
  }
}

/** Puts or removes, and returns what stood there. */
function swap<Key, Value>(map: Map<Key, Value>, key: Key, value: Value | null): Value | null {
  const before = map.get(key) ?? null;
  if (value === null) map.delete(key);
  else map.set(key, value);
  return before;
}

/** Replaces the item of that id, inserts it at its place, or removes it; returns what stood there. */
function place<Item extends { readonly id: string }>(
  list: Item[],
  change: { readonly key: string; readonly at: number; readonly value: Item | null },
): Item | null {
  const there = list[change.at]?.id === change.key ? (list[change.at] ?? null) : null;
  if (change.value === null) list.splice(change.at, there === null ? 0 : 1);
  else list.splice(change.at, there === null ? 0 : 1, change.value);
  return there;
}
