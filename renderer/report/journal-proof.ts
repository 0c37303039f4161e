/**
 * What the report shows of the case's journal: every line's hash, so that the chain verifies up to the state the report
 * rests on, and the body of each line whose content the report prints. All other bodies are withheld: undone acts, notes
 * that are not for the report, annotations of records it does not cite.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { BridgeCalls, ExhibitBridge } from '../../main/bridge/contract.js';
import { canonicalJson } from '../../parsers/model/canonical-json.js';
import { adjustmentKey } from '../../parsers/model/fold-acts.js';
import { maskedText } from '../../parsers/model/secrets.js';
import type { Act, CaseState, JournalLine } from '../../parsers/model/case.js';
import { bridgeCall } from '../session/bridge-call.js';
import type { CitedEvent, ReportModel } from './model.js';

/** A line of the attached proof: of the journal's line `hash` and `bodyHash`, and the body's text unless it is withheld. */
export interface ProofLine {
  readonly hash: string;
  readonly bodyHash: string;
  readonly bodyText?: string;
}

/** Acts whose content every report prints: case, receipts, imports, comparisons, reviews, versions. */
const ALWAYS: readonly Act['type'][] = [
  'case-created',
  'exhibit-received',
  'exhibit-imported',
  'exhibit-rebuilt',
  'exhibit-removed',
  'import-cancelled',
  'hashes-compared',
  'evidence-relinked',
  'report-reviewed',
  'report-issued',
  'report-withdrawn',
];

/**
 * Reads the journal up to the state a report was built from.
 *
 * @param state the case without what belongs to removed exhibits: what the report prints of it
 */
export async function journalProof(
  bridge: ExhibitBridge,
  { journal, events }: Pick<ReportModel, 'journal' | 'events'>,
  state: CaseState,
): Promise<readonly ProofLine[]> {
  const isPrinted = printedActs(state, events);
  const proof: ProofLine[] = [];
  for (let next: number | null = 1; next !== null && next <= journal.length;) {
    const page: BridgeCalls['journal.read']['result'] = await bridgeCall(bridge, 'journal.read', next);
    proof.push(...page.lines.map((line) => (isPrinted(line.body.act) ? shown(line) : withheld(line))));
    next = page.next;
  }
  return proof.slice(0, journal.length);
}

const withheld = ({ hash, bodyHash }: JournalLine): ProofLine => ({ hash, bodyHash });

/** The body as it was written: the journal writes bodies with `JSON.stringify`, so this gives the same text again. */
function shown(line: JournalLine): ProofLine {
  const bodyText = JSON.stringify(line.body);
  const isSame = bytesToHex(sha256(utf8ToBytes(bodyText))) === line.bodyHash;
  // A masked body would not have its hash any more.
  return isSame && maskedText(bodyText) === bodyText ? { ...withheld(line), bodyText } : withheld(line);
}

/** Tells whether all that an act says is in force and printed. */
export function printedActs(state: CaseState, events: readonly CitedEvent[]): (act: Act) => boolean {
  const printed = new Set(
    [
      ...events.map(({ annotation }) => annotation),
      ...state.steps,
      ...state.links,
      ...state.findings,
      ...state.citedSearches,
      ...state.manualEvents,
      ...state.notebook.filter(({ forReport = false }) => forReport),
      ...state.marks,
      ...state.adjustments.values(),
      ...[...state.readings].map(([source, { reading, reason }]) => ({ source, reading, reason })),
      ...state.milestones.values(),
      ...[...state.intakes].map(([number, intake]) => ({ number, intake })),
      state.particulars,
      state.reportPlan,
    ].map(canonicalJson),
  );
  const meta: Readonly<Record<string, unknown>> = { ...state.meta };
  const isInForce = ([name, value]: readonly [string, unknown]): boolean =>
    canonicalJson(value) === canonicalJson(meta[name]);
  return (act) => {
    if (ALWAYS.includes(act.type)) return true;
    if (act.type === 'case-described') return Object.entries(act.changes).every(isInForce);
    const said = saidBy(act);
    return said.length > 0 && said.every((value) => printed.has(canonicalJson(value)));
  };
}

/** Names under which acts carry what they put into the case. */
const SAID: readonly string[] = [
  'annotation',
  'step',
  'link',
  'finding',
  'search',
  'event',
  'note',
  'mark',
  'adjustment',
  'milestone',
  'particulars',
  'plan',
];

/** What an act puts into the case; nothing for acts that only take away. */
function saidBy(act: Act): readonly unknown[] {
  if (act.type === 'exhibit-described') return [{ number: act.number, intake: act.intake }];
  if (act.type === 'clocks-adjusted') return act.adjustments;
  if (act.type === 'readings-stated') {
    return act.readings.map(({ exhibit, member, reading, reason }) => ({
      source: adjustmentKey(exhibit, member),
      reading,
      reason,
    }));
  }
  return Object.entries(act).flatMap(([name, value]: [string, unknown]) => (SAID.includes(name) ? [value] : []));
}
