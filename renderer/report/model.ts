/**
 * The report as data: everything the printed pages show, gathered once by `buildReport` and stored for the print page.
 * The same model is attached to the PDF as `report.json`.
 */
import type {
  Adjustment,
  Annotation,
  BulkMark,
  CaseMeta,
  CitedSearch,
  ExhibitReceipt,
  Finding,
  HashComparison,
  Intake,
  ManualEvent,
  NotebookEntry,
} from '../../parsers/model/case.js';
import type { IssuedReport, RecordedReview } from '../../parsers/model/report-issue.js';
import type { Ledger } from '../../parsers/model/ledger.js';
import type { SignerDescription } from '../../parsers/model/signer.js';
import type { OrderedStep } from '../kill-chain/ordered-steps.js';
import type { Particulars } from '../../parsers/model/particulars.js';
import type { MilestoneName, ReportPlan } from '../../parsers/model/report-plan.js';
import type { InstantParts } from '../../parsers/model/time.js';
import type { EventDetail, TimeRange } from '../query/spec.js';
import type { ActWords } from './acts.js';
import type { ChangesSince } from './report-changes.js';

/** A record cited by the report. */
export interface CitedEvent {
  /** `E1`, `E2`, ... in the order of effective time: how the text refers to it. */
  readonly mark: string;
  /** With secrets masked. */
  readonly detail: EventDetail;
  /** True where the record's text holds a mask, so that it does not have the record's hash. */
  readonly isRawMasked: boolean;
  readonly annotation: Annotation | null;
  /** Marks of the records that show its effect. */
  readonly effectCites: readonly string[];
  readonly act: ActWords;
  /** False for what is printed in one row, because too many events are cited to print them all in full. */
  readonly inFull: boolean;
  /** Shell command that prints the record's bytes from the case's copy of the exhibit. */
  readonly command: string;
}

/** A step as `renderer/kill-chain/ordered-steps.ts` orders it. */
export interface ReportStep extends Pick<OrderedStep, 'mark' | 'stated' | 'lane' | 'claim' | 'undecidedWith'> {
  readonly id: string;
  readonly title: string;
  /** Mark of its event; null for a stated event, which no record holds. */
  readonly cites: string | null;
}

export interface ReportLink {
  readonly from: string;
  readonly to: string;
  readonly reason: string;
  /** Marks of the supporting records. */
  readonly cites: readonly string[];
}

export interface ReportFinding extends Finding {
  readonly mark: string;
  readonly citesFor: readonly string[];
  readonly citesAgainst: readonly string[];
}

/** A note that the examiner marked for the report. */
export interface ReportNote extends NotebookEntry {
  /** Marks of the events it quotes. */
  readonly cites: readonly string[];
}

/** What shows one of the times a court asks for first: a record, a statement, or nothing. */
export interface ReportMilestone {
  readonly name: MilestoneName;
  /** Mark of a record; null where no record shows it. */
  readonly cites: string | null;
  readonly statement: ManualEvent | null;
}

/** Events that name a rule of their source. */
export interface RuleHits {
  readonly events: number;
  readonly ruleCount: number;
  /** Most hits first. */
  readonly rules: readonly {
    readonly format: string;
    readonly rule: string;
    readonly count: number;
    readonly first: InstantParts | null;
    readonly last: InstantParts | null;
    readonly workloads: number;
  }[];
}

/** What the figure of lanes draws. */
export interface LanesData {
  readonly range: TimeRange;
  readonly lanes: readonly {
    /** All names under which sources speak of the workload, the one that is printed first. */
    readonly names: readonly string[];
    readonly count: number;
    /** Events per column, and those of them that were stopped or failed. */
    readonly counts: readonly number[];
    readonly stopped: readonly number[];
  }[];
  /** Lanes that hold cited events, and all lanes of the range. */
  readonly citedLanes: number;
  readonly laneCount: number;
  /** Events drawn, and all of the range. */
  readonly shown: number;
  readonly inRange: number;
}

/** A source of time: members of one exhibit that share format, zone and adjustment. */
export interface TimeSource {
  readonly exhibit: string;
  readonly members: readonly string[];
  readonly format: string;
  readonly first: string | null;
  readonly last: string | null;
  /** How the zone of its times is known, in words. First and last leave out times without a stated zone. */
  readonly zone: string;
  /** What the examiner adjusted, in words, or `none`. */
  readonly adjustment: string;
}

export interface ReportModel {
  /** `R-1a2b-3c4d-5e6f`, on every page. */
  readonly id: string;
  readonly meta: CaseMeta;
  readonly particulars: Particulars;
  readonly plan: ReportPlan;
  readonly draft: boolean;
  /** The version that it is issued as; null for a draft. */
  readonly version: number | null;
  /** All that are recorded, and whether they speak of the case as it stands. */
  readonly reviews: readonly (RecordedReview & { readonly isCurrent: boolean })[];
  /** Versions issued before. */
  readonly issues: readonly IssuedReport[];
  /** What changed since the last of them; null where there is none. */
  readonly changes: ChangesSince | null;
  /** UTC ISO date of the report and who states it. */
  readonly date: string;
  readonly dateOrigin: 'laptop clock' | 'stated by the examiner';
  /** The key that signs the file, or null: unsigned. */
  readonly signer: SignerDescription | null;
  readonly exhibitVersion: string;
  readonly host: string;
  /** SHA-256 of the program's own files; null in a preview. */
  readonly build: string | null;
  readonly attack: { readonly version: string; readonly notice: string };
  readonly receipts: readonly ExhibitReceipt[];
  /** What is stated of each exhibit's way to the examiner. */
  readonly intakes: readonly { readonly number: string; readonly intake: Intake }[];
  /** Exhibits taken out of the case, with the reason. */
  readonly removed: readonly { readonly number: string; readonly reason: string }[];
  readonly hashComparisons: readonly HashComparison[];
  /** When exhibits were received (by number) and hash lists compared (by id), by the laptop's clock. */
  readonly clockTimes: readonly (readonly [key: string, at: string])[];
  /** Exhibit numbers and whether their bytes still had the hash of receipt when the report was made; null in a preview. */
  readonly rehashed:
    | readonly { readonly number: string; readonly sha256: string; readonly unchanged: boolean }[]
    | null;
  readonly ledger: Ledger;
  /** The last line that says anything about the case: what the report rests on. */
  readonly journal: { readonly length: number; readonly head: string };
  readonly events: readonly CitedEvent[];
  readonly steps: readonly ReportStep[];
  readonly links: readonly ReportLink[];
  readonly findings: readonly ReportFinding[];
  readonly manualEvents: readonly ManualEvent[];
  /** Notes marked for the report. */
  readonly notebook: readonly ReportNote[];
  /** Acts on many events; the events themselves stand in the journal. */
  readonly marks: readonly Omit<BulkMark, 'events'>[];
  /** Searches that the examiner states, in the order in which they were marked. */
  readonly searches: readonly CitedSearch[];
  readonly timeSources: readonly TimeSource[];
  readonly milestones: readonly ReportMilestone[];
  readonly ruleHits: RuleHits;
  readonly lanes: LanesData | null;
  /** Sources' clocks as the examiner stated them, verbatim. */
  readonly adjustments: readonly Adjustment[];
  readonly counts: {
    readonly events: number;
    readonly unplaced: number;
    readonly annotated: number;
    readonly cited: number;
    /** Events marked for the report, singly or in bulk; all of them are among the cited. */
    readonly forReport: number;
    /** Cited events that the body prints in full; the others have one row each. */
    readonly printed: number;
  };
  readonly limitations: readonly string[];
}
