import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ExhibitReceipt } from '../../../parsers/model/case.js';
import { until } from '../running-exhibit.js';
import { readOrEmpty, runKillable, type Ended, type Kill } from './killable-run.js';
import { WrittenJournal } from './written-journal.js';

/** How a command ended, and the events it wrote: one JSON text each, sorted. */
export interface Exported {
  readonly ended: Ended;
  readonly events: readonly string[];
}

/** A case folder and the user data it was used with, both in a folder of their own. */
export class FaultCase {
  readonly home: string;

  private constructor(home: string) {
    this.home = home;
  }

  static create(): FaultCase {
    const made = new FaultCase(mkdtempSync(join(tmpdir(), 'exhibit-faults-')));
    mkdirSync(made.userData);
    mkdirSync(made.scratch);
    return made;
  }

  get folder(): string {
    return join(this.home, 'case');
  }

  get userData(): string {
    return join(this.home, 'user');
  }

  /** Temporary files of its programs: one that is killed cannot remove them. */
  get scratch(): string {
    return join(this.home, 'scratch');
  }

  /** The same case and user data again, as they lie on disk now. No program may have them open. */
  copy(): FaultCase {
    const copy = FaultCase.create();
    cpSync(this.home, copy.home, { recursive: true });
    return copy;
  }

  /** Runs a command on this case. `environment` names failpoints. */
  run(
    args: readonly string[],
    environment: Readonly<Record<string, string>> = {},
    kill: Kill | null = null,
  ): Promise<Ended> {
    const own = { EXHIBIT_USER_DATA: this.userData, HOME: this.userData, TMPDIR: this.scratch };
    return runKillable([...args, '--case', this.folder], { ...own, ...environment }, kill);
  }

  /** Exports all events, after receiving `evidence`. */
  async events(
    evidence: readonly string[] = [],
    environment: Readonly<Record<string, string>> = {},
  ): Promise<Exported> {
    const out = join(this.home, 'events.ndjson');
    rmSync(out, { force: true });
    const ended = await this.run(['events', ...evidence, '--out', out], environment);
    return { ended, events: linesOf(out) };
  }

  journal(): WrittenJournal {
    return WrittenJournal.of(this.folder);
  }

  /** Names of the files in the case folder that are no part of a case at rest. */
  leftovers(): readonly string[] {
    const isPart = /^(case\.json|journal\.ndjson|journal\.torn-.*|evidence|reports)$/;
    const top = readdirSync(this.folder).filter((name) => !isPart.test(name));
    return [...top, ...readdirSync(join(this.folder, 'evidence')).filter((name) => name.startsWith('.'))];
  }

  /** Exhibits whose evidence is not, byte for byte, what its receipt says. */
  changedEvidence(): readonly string[] {
    const hashOf = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');
    const rootOf = ({ number, name, location }: ExhibitReceipt) =>
      location ?? join(this.folder, 'evidence', number.replace('/', '-'), name);
    return this.journal()
      .receipts()
      .filter((receipt) => receipt.files.some(({ path, sha256 }) => hashOf(join(rootOf(receipt), path)) !== sha256))
      .map(({ number }) => number);
  }

  /** Waits until none of its programs runs any more. Throws where one never ends. */
  async ended(): Promise<void> {
    await until(`the end of the programs that use ${this.home}`, () =>
      processesNaming(this.home) === 0 ? true : null,
    );
  }

  /** Removes everything once none of its programs runs any more. */
  async remove(): Promise<void> {
    await this.ended();
    rmSync(this.home, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** How many processes have this text in their command line (Linux). */
function processesNaming(text: string): number {
  const names = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return names.filter((name) => readOrEmpty(`/proc/${name}/cmdline`).includes(text)).length;
}

function linesOf(path: string): readonly string[] {
  try {
    return readFileSync(path, 'utf8').split('\n').filter(Boolean).toSorted();
  } catch {
    return [];
  }
}
