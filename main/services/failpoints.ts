/**
 * Failpoints: places at which a fault test may kill the program, one per commit boundary of an import. `EXHIBIT_FAILPOINT=<name>` in the
 * environment names one; the process then ends itself there as a power cut would, without any clean-up. Points of the
 * journal are passed by every act; they fire for the commit of an import unless the variable names another act
 * (`journal-synced:annotated`). `EXHIBIT_FAILPOINT_TARGET=browser` kills the browser's process instead, where that is
 * another one (the stand-in, on Linux).
 */
import { readFileSync } from 'node:fs';

export const FAILPOINTS = [
  /** Some bytes of an exhibit are copied. */
  'evidence-copying',
  /** The copy is complete, hashed and re-read, under its temporary name. */
  'evidence-copied',
  /** The receipt is in the journal, the copy still has its temporary name. */
  'received-journalled',
  /** The page begins to stage. */
  'staging',
  /** All rows are staged, the import is not in the journal. */
  'staged',
  'before-journal-write',
  'journal-written-not-synced',
  'journal-synced',
  /** The journal line is confirmed to the page, the database is not committed. */
  'committed',
  /** The rows are visible. */
  'visible',
] as const;

/** A file that is written whole or not at all has its bytes, but not its name. Named with that: `file-written:case.json`. */
const FILE_WRITTEN = 'file-written';

export type Failpoint = (typeof FAILPOINTS)[number];

/**
 * Ends the process (or the browser's) here when the environment asks for it; else does nothing.
 *
 * @param act of the journal, or the name of a file
 */
export function failpoint(name: Failpoint | typeof FILE_WRITTEN, act = 'exhibit-imported'): void {
  const asked = process.env['EXHIBIT_FAILPOINT'];
  if (asked === undefined || asked === '') return;
  const [wanted, wantedAct = 'exhibit-imported'] = asked.split(':');
  if (![...FAILPOINTS, FILE_WRITTEN].some((one) => one === wanted))
    throw new Error(`EXHIBIT_FAILPOINT names no failpoint: ${asked}`);
  if (wanted !== name || wantedAct !== act) return;
  if (process.env['EXHIBIT_FAILPOINT_TARGET'] === 'browser') killBrowser();
  else process.kill(process.pid, 'SIGKILL');
}

/** In the stand-in the browser is the only program that this process starts. The list of children is Linux's. */
function killBrowser(): void {
  const children = readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8').split(' ').filter(Boolean);
  if (children.length === 0) throw new Error('EXHIBIT_FAILPOINT_TARGET=browser: this process has started no browser.');
  for (const child of children) process.kill(Number(child), 'SIGKILL');
}
