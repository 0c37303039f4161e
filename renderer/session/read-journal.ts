import type { BridgeCalls, ExhibitBridge } from '../../main/bridge/contract.js';
import type { CaseState } from '../../parsers/model/case.js';
import { applyLines, reviveState, storeState } from '../../parsers/model/fold.js';
import type { CaseDatabase } from '../db/database.js';
import { checked, intact } from '../db/row-check.js';
import { bridgeCall } from './bridge-call.js';

/**
 * Folds the journal, starting from the cached fold where its head is still a line of the journal. A cache that disagrees
 * with the journal is ignored: the journal is right.
 */
export async function readJournal(bridge: ExhibitBridge, database: CaseDatabase): Promise<CaseState> {
  const cached = intact(await database.folds.get('state'));
  let state = cached === null ? null : reviveState(cached.state);
  let from = 1;
  if (cached !== null && state !== null) {
    const at = await bridgeCall(bridge, 'journal.read', cached.seq);
    if (at.lines[0]?.hash === cached.hash) from = cached.seq + 1;
    else state = null;
  }
  const folded = await fold(bridge, state, from);
  if (folded === null) throw new Error('The journal of this case is empty: the folder holds no case.');
  return folded;
}

/** Folds in the lines that came after those of `state`, which main may have written itself. */
export async function readOn(bridge: ExhibitBridge, state: CaseState): Promise<CaseState> {
  return (await fold(bridge, state, state.head.seq + 1)) ?? state;
}

async function fold(bridge: ExhibitBridge, before: CaseState | null, from: number): Promise<CaseState | null> {
  let state = before;
  for (let next: number | null = from; next !== null;) {
    const page: BridgeCalls['journal.read']['result'] = await bridgeCall(bridge, 'journal.read', next);
    if (page.lines.length > 0) state = applyLines(state, page.lines);
    next = page.next;
  }
  return state;
}

/** Caches the fold, so that the next opening reads only what came after. */
export async function cacheFold(database: CaseDatabase, state: CaseState): Promise<void> {
  const { seq, hash } = state.head;
  await database.folds.put(checked({ key: 'state' as const, seq, hash, state: storeState(state) }));
}
