import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Act, ExhibitReceipt } from '../../../parsers/model/case.js';
import type { ExhibitLedger } from '../../../parsers/model/ledger.js';

/** A journal as its bytes stand on disk. */
export class WrittenJournal {
  readonly #bytes: Buffer;

  private constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  static of(caseFolder: string): WrittenJournal {
    return new WrittenJournal(readFileSync(join(caseFolder, 'journal.ndjson')));
  }

  /** The bytes of its whole lines: what may have been confirmed to somebody. */
  confirmed(): Buffer {
    return this.#bytes.subarray(0, this.#bytes.lastIndexOf(0x0a) + 1);
  }

  /** Whether these bytes are followed by nothing or by more lines. */
  startsWith(bytes: Buffer): boolean {
    return this.#bytes.subarray(0, bytes.length).equals(bytes);
  }

  acts(): readonly Act[] {
    return this.#lines().map((line) => (JSON.parse(line.slice(160, -1)) as { readonly act: Act }).act);
  }

  receipts(): readonly ExhibitReceipt[] {
    return this.acts().flatMap((act) => (act.type === 'exhibit-received' ? [act.receipt] : []));
  }

  /** Ledgers of the committed imports, by exhibit number. */
  ledgers(): ReadonlyMap<string, ExhibitLedger> {
    return new Map(this.acts().flatMap((act) => (act.type === 'exhibit-imported' ? [[act.number, act.ledger]] : [])));
  }

  /** What is wrong with the chain, by the description of `docs/case-format.md` alone; null where it holds to the last byte. */
  fault(): string | null {
    if (this.confirmed().length !== this.#bytes.length) return 'the last line has no end';
    let previous = '0'.repeat(64);
    for (const [index, line] of this.#lines().entries()) {
      const bodyHash = line.slice(87, 151);
      if (sha256(line.slice(160, -1)) !== bodyHash) return `line ${index + 1}: body changed`;
      if (sha256(previous + bodyHash) !== line.slice(9, 73)) return `line ${index + 1}: chain broken`;
      previous = line.slice(9, 73);
    }
    return null;
  }

  #lines(): readonly string[] {
    return this.confirmed().toString('utf8').split('\n').slice(0, -1);
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
