import type { CaseState } from '../../parsers/model/case.js';
import type { ExhibitRow } from '../db/layout.js';
import { isReadAsStated } from './readings.js';

/** What must happen so that the database shows exactly what the journal says. */
export interface Reconciliation {
  /** Rows without a journal line, of another import than the line's, or of a removed exhibit: deleted. */
  readonly discard: readonly number[];
  /** Staged whole and journalled, but the last transaction is missing: made visible. */
  readonly commit: readonly number[];
  /** Journalled imports without rows: read again, in order of receipt. */
  readonly reimport: readonly string[];
  /** Received, neither imported nor cancelled: the import was interrupted. */
  readonly interrupted: readonly string[];
}

/**
 * Compares database and journal. The journal line is the commit: rows without a line go, a line without rows is imported
 * again.
 *
 * @param rows all exhibits of the database, staged ones too
 * @param parserVersions of this program; rows written by others, and by other readings than those stated, are rebuilt
 */
export function reconcile(
  state: CaseState,
  rows: readonly ExhibitRow[],
  parserVersions: ReadonlySet<string>,
): Reconciliation {
  const discard: number[] = [];
  const commit: number[] = [];
  const present = new Set<string>();
  for (const row of rows) {
    const line = state.removed.has(row.number) ? undefined : state.imported.get(row.number);
    const isWhole = line !== undefined && row.ledgerSha256 === line.ledgerSha256 && !present.has(row.number);
    const isCurrent =
      row.parserVersions.every((version) => parserVersions.has(version)) && isReadAsStated(state, row.number);
    if (!isWhole || !isCurrent) {
      discard.push(row.id);
      continue;
    }
    present.add(row.number);
    if (row.state === 'staged') commit.push(row.id);
  }
  const numbers = state.receipts.map((receipt) => receipt.number).filter((number) => !state.removed.has(number));
  return {
    discard,
    commit,
    reimport: numbers.filter((number) => state.imported.has(number) && !present.has(number)),
    interrupted: numbers.filter((number) => !state.imported.has(number) && !state.cancelled.has(number)),
  };
}
