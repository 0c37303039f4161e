import type { BridgeCalls, ExhibitBridge } from '../../main/bridge/contract.js';
import type { CaseState } from '../../parsers/model/case.js';
import { applyLines } from '../../parsers/model/fold.js';
import { bridgeCall } from './bridge-call.js';

/** What was folded once, by the hash of the line: the past does not change. */
const folded = new Map<string, Promise<CaseState>>();

/** The case as it stood at a line of its journal. */
export function stateAt(bridge: ExhibitBridge, line: CaseState['head']): Promise<CaseState> {
  const known = folded.get(line.hash);
  if (known !== undefined) return known;
  const state = foldUpTo(bridge, line.seq);
  folded.set(line.hash, state);
  state.catch(() => folded.delete(line.hash));
  return state;
}

async function foldUpTo(bridge: ExhibitBridge, seq: number): Promise<CaseState> {
  let state: CaseState | null = null;
  for (let next: number | null = 1; next !== null && next <= seq;) {
    const page: BridgeCalls['journal.read']['result'] = await bridgeCall(bridge, 'journal.read', next);
    state = applyLines(
      state,
      page.lines.filter(({ body }) => body.seq <= seq),
    );
    next = page.next;
  }
  if (state === null) throw new Error(`The journal has no line ${seq}.`);
  return state;
}
