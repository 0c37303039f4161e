import type { ProblemCode } from '../../parsers/model/event.js';
import type { MemberEnd } from '../../parsers/io/import-sink.js';
import type { MemberLedger, Problem, ProblemKind } from '../../parsers/model/ledger.js';
import type { InstantParts } from '../../parsers/model/time.js';
import { compareParts } from '../../parsers/time/instant.js';
import { formatUtc } from '../../parsers/time/format.js';
import { isYearless } from '../../parsers/time/yearless.js';
import { ROW_DATED, ROW_DUPLICATE, ROW_ZONE_NEEDED } from '../db/layout.js';
import type { BlockReport, SegmentMarks } from './parse-messages.js';

/** Problems a member's ledger shows in full, and those of all members of an exhibit: of many members each shows fewer, one at least. */
export const PROBLEMS_SHOWN = 100;
const PROBLEMS_SHOWN_IN_ALL = 100_000;

/** Everything that is counted of one member until its ledger line is written. */
export class MemberTally {
  readonly path: string;
  end: MemberEnd | null = null;
  #records = 0;
  #rejected = 0;
  #undated = 0;
  #duplicates = 0;
  #problems: Problem[] = [];
  #problemCount = 0;
  readonly #problemKinds = new Map<ProblemCode, number>();
  #events = 0;
  #zoneNeeded = false;
  #yearNeeded = false;
  #first: InstantParts | null = null;
  #last: InstantParts | null = null;

  constructor(path: string) {
    this.path = path;
  }

  addReport(report: BlockReport): void {
    this.#records += report.records;
    this.#rejected += report.rejected;
    this.#undated += report.undated;
    this.#problemCount += report.problemCount;
    for (const { code, count } of report.problemKinds) this.#countKind(code, count);
    this.#keepProblems(report.problems);
  }

  addProblem(problem: Problem): void {
    this.#problemCount += 1;
    this.#countKind(problem.code, 1);
    this.#keepProblems([problem]);
  }

  /** A record that repeats an earlier one. */
  addDuplicate(undated: boolean): void {
    this.#duplicates += 1;
    if (undated) this.#undated -= 1;
  }

  /** A stored event; repeats are passed over. */
  addRow(flags: number, ms: number, ns: number): void {
    if ((flags & ROW_DUPLICATE) !== 0) return;
    this.#events += 1;
    if ((flags & ROW_DATED) === 0) return;
    if ((flags & ROW_ZONE_NEEDED) !== 0) {
      this.#zoneNeeded = true;
      this.#yearNeeded ||= isYearless(ms);
      return;
    }
    if (this.#first === null || compareParts({ ms, ns }, this.#first) < 0) this.#first = { ms, ns };
    if (this.#last === null || compareParts({ ms, ns }, this.#last) > 0) this.#last = { ms, ns };
  }

  /** `shown`: problems in full. */
  ledger(shown = PROBLEMS_SHOWN): MemberLedger {
    if (this.end === null) throw new Error(`the member ${this.path} was never ended`);
    const { sha256, bytes, contentSha256, format, formatReason, parserVersion, stated } = this.end;
    return {
      path: this.path,
      sha256,
      bytes,
      contentSha256,
      format,
      formatReason,
      parserVersion,
      ...(stated === undefined ? {} : { stated }),
      records: this.#records,
      imported: this.#records - this.#rejected - this.#duplicates,
      rejected: this.#rejected,
      duplicates: this.#duplicates,
      events: this.#events,
      undated: this.#undated,
      zoneNeeded: this.#zoneNeeded,
      ...(this.#yearNeeded ? { yearNeeded: true } : {}),
      first: this.#first && formatUtc(this.#first),
      last: this.#last && formatUtc(this.#last),
      problems: this.#problems.toSorted(compareProblems).slice(0, shown),
      problemCount: this.#problemCount,
      ...(this.#problemKinds.size === 0 ? {} : { problemKinds: this.#kinds() }),
    };
  }

  #countKind(code: ProblemCode, count: number): void {
    this.#problemKinds.set(code, (this.#problemKinds.get(code) ?? 0) + count);
  }

  #kinds(): readonly ProblemKind[] {
    return [...this.#problemKinds]
      .map(([code, count]) => ({ code, count }))
      .toSorted((a, b) => compareText(a.code, b.code));
  }

  /** Blocks finish in any order, the ledger shows the first problems by place: only what cannot be among them is dropped. */
  #keepProblems(problems: readonly Problem[]): void {
    this.#problems.push(...problems);
    if (this.#problems.length > PROBLEMS_SHOWN * 4) {
      this.#problems = this.#problems.toSorted(compareProblems).slice(0, PROBLEMS_SHOWN);
    }
  }
}

/** The ledger lines of all members of an exhibit. */
export function ledgerLines(members: readonly MemberTally[]): readonly MemberLedger[] {
  const share = Math.floor(PROBLEMS_SHOWN_IN_ALL / members.length);
  return members.map((member) => member.ledger(Math.max(1, Math.min(PROBLEMS_SHOWN, share))));
}

/** Adds every stored event to the tally of its member. */
export function tallyRows(members: readonly MemberTally[], segments: readonly SegmentMarks[]): void {
  for (const { rows, member, flags, timeMs, timeNs } of segments) {
    for (let row = 0; row < rows; row += 1) {
      members[member[row]!]!.addRow(flags[row]!, timeMs[row]!, timeNs[row]!);
    }
  }
}

/** Complaints about the member as a whole first, then by place; the rest of the order only makes it the same every time. */
function compareProblems(a: Problem, b: Problem): number {
  return (a.offset ?? -1) - (b.offset ?? -1) || compareText(a.code, b.code) || compareText(a.reason, b.reason);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
