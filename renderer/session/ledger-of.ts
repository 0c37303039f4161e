import type { CaseState, Intake } from '../../parsers/model/case.js';
import type { ExhibitLedger, Ledger, LedgerCounts } from '../../parsers/model/ledger.js';
import { cutOffSuspicion } from '../../parsers/model/row-limit.js';

const COUNTS = [
  'bytes',
  'records',
  'imported',
  'rejected',
  'duplicates',
  'events',
  'undated',
] as const satisfies readonly (keyof LedgerCounts)[];

/** Sums the counts of all members. `bytes` sums the exhibits, whose archives and members would otherwise count twice. */
export function totalsOf(exhibits: readonly ExhibitLedger[]): LedgerCounts {
  const totals = { bytes: 0, records: 0, imported: 0, rejected: 0, duplicates: 0, events: 0, undated: 0 };
  for (const exhibit of exhibits) {
    totals.bytes += exhibit.bytes;
    for (const member of exhibit.members) {
      for (const count of COUNTS) if (count !== 'bytes') totals[count] += member[count];
    }
  }
  return totals;
}

/**
 * The ledger of a case: committed imports in order of receipt, with what the intake says of their ends. Removed exhibits keep
 * their lines in the journal only.
 */
export function ledgerOf(state: CaseState): Ledger {
  const exhibits = state.receipts.flatMap(({ number }) => {
    const line = state.removed.has(number) ? undefined : state.imported.get(number);
    return line === undefined ? [] : withSuspicions(line.ledger, state.intakes.get(number));
  });
  return { exhibits, totals: totalsOf(exhibits) };
}

function withSuspicions(ledger: ExhibitLedger, intake: Intake | undefined): ExhibitLedger {
  const said = ledger.members.map((member) => cutOffSuspicion(member, intake));
  if (said.every((suspicion) => suspicion === null)) return ledger;
  const members = ledger.members.map((member, index) => {
    const suspicion = said[index] ?? null;
    return suspicion === null ? member : { ...member, cutOff: suspicion };
  });
  return { ...ledger, members };
}
