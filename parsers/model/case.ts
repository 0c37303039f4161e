import type { EventId } from './ids.js';
import type { ExhibitLedger } from './ledger.js';
import type { MemberReading, StatedReading } from './reading.js';
import type { Particulars } from './particulars.js';
import type { IssuedReport, RecordedReview, ReportIssue, ReportReview } from './report-issue.js';
import type { Milestone, MilestoneName, ReportPlan } from './report-plan.js';

/** `case.json`: what the case is. Changed only through journalled acts; the file repeats the last state. */
export interface CaseMeta {
  /** Random id, lower-case UUID; names the browser storage. */
  readonly id: string;
  /** Version of the case folder's layout. */
  readonly formatVersion: 1;
  readonly kind: 'case' | 'demonstration';
  readonly number: string;
  readonly title: string;
  readonly examiner: string;
  readonly organisation: string;
  /** What the instruction asks; the report answers each in order. */
  readonly questions: readonly string[];
  /** IANA zone in which times are shown beside UTC (`Europe/Berlin`), `UTC` by default. */
  readonly displayZone: string;
  /** Per-case seed of the token hash, 16 hex digits. */
  readonly tokenSeed: string;
  /** UTC, ISO 8601. */
  readonly createdAt: string;
}

/** What the examiner states about a case when making it. */
export type CaseDraft = Pick<
  CaseMeta,
  'kind' | 'number' | 'title' | 'examiner' | 'organisation' | 'questions' | 'displayZone'
>;

/** One receipt of evidence, as main copied it. */
export interface ExhibitReceipt {
  /** The examiner's own number, `JS/1`. */
  readonly number: string;
  readonly name: string;
  /** A folder's SHA-256 is that of its sorted list of path, size, SHA-256 (see docs/case-format.md). */
  readonly sha256: string;
  readonly bytes: number;
  readonly kind: 'file' | 'folder';
  /** Copied into the case, or left in place and referenced. */
  readonly storage: 'copy' | 'reference';
  /** One entry for a file (path `''`), one per file of a folder, sorted by path. */
  readonly files: readonly { readonly path: string; readonly bytes: number; readonly sha256: string }[];
  /** Where it came from, said once per drop; free text. */
  readonly origin: string;
  /** Absolute path of evidence left in place; absent where it was copied. */
  readonly location?: string;
  /** Entries of a folder that are no regular files (links, devices, sockets) and were not received, sorted by path. */
  readonly leftOut?: readonly { readonly path: string; readonly reason: string }[];
}

/** What is known of an exhibit's way to the examiner, in the examiner's words; `''` where it is not stated. */
export interface Intake {
  readonly description: string;
  /** Account, cluster, region, host it was taken from. */
  readonly sourceSystem: string;
  readonly collectedBy: string;
  /** With its zone, as stated. */
  readonly collectedAt: string;
  readonly collectedWhere: string;
  /** Tool and version. */
  readonly tool: string;
  readonly receivedFrom: string;
  readonly receivedAt: string;
  readonly seal: string;
  readonly condition: string;
  readonly authority: string;
  /** Transfers, accesses and unavoidable changes since: who, when, where, why. */
  readonly transfers: string;
  /** Of an export: what was asked for, over which time, and where its rows were cut. */
  readonly exportQuery: string;
  readonly exportRange: string;
  readonly exportRowLimit: string;
}

export type HashAlgorithm = 'md5' | 'sha1' | 'sha256';

/** One line of a collector's hash list, or one file of the case that no line names. */
export interface HashFinding {
  /** As the list writes it, or as the case names it where it is not listed. */
  readonly path: string;
  readonly algorithm: HashAlgorithm;
  /** `''` where it is not listed. */
  readonly listed: string;
  /** Of the file in the case; `''` where there is none, or where this algorithm was not computed. */
  readonly found: string;
  /** `unchecked`: members of archives have SHA-256 only. */
  readonly result: 'match' | 'mismatch' | 'not-listed' | 'absent' | 'unchecked';
}

/** A collector's hash list held against the exhibits of the case. */
export interface HashComparison {
  readonly id: string;
  /** The list itself: name, SHA-256, size, lines that state a hash, lines that do not. */
  readonly list: {
    readonly name: string;
    readonly sha256: string;
    readonly bytes: number;
    readonly hashes: number;
    readonly ignored: number;
  };
  /** Numbers of the exhibits it was held against. */
  readonly exhibits: readonly string[];
  readonly counts: Readonly<Record<HashFinding['result'], number>>;
  /** Everything but matches, the first thousand. */
  readonly differences: readonly HashFinding[];
}

export type Confidence = 'low' | 'medium' | 'high';
export type StatementKind = 'fact' | 'inference' | 'opinion';

/** The examiner's word about an event. One per event; a new act replaces it whole. */
export interface Annotation {
  readonly event: EventId;
  readonly note: string;
  readonly kind: StatementKind;
  /** ATT&CK technique id (`T1611`), or null. */
  readonly technique: string | null;
  /** ATT&CK tactic short name (`privilege-escalation`), or null. */
  readonly tactic: string | null;
  readonly confidence: Confidence;
  /** Other explanations considered. */
  readonly alternatives: string;
  readonly tags: readonly string[];
  readonly forReport: boolean;
  /** What came of the act, where the examiner or further records show it; absent: unknown. Never the control's outcome. */
  readonly effect?: Effect;
}

/** Whether an act had its effect, and the records that show it. */
export interface Effect {
  readonly state: 'achieved' | 'not achieved';
  /** Empty: on the examiner's word. */
  readonly records: readonly EventId[];
}

/** An event of the evidence, put into the kill chain. */
export interface RecordStep {
  readonly id: string;
  readonly event: EventId;
  /** Short title in the examiner's words. */
  readonly title: string;
}

/** A stated event, put into the kill chain: on somebody's word, never a fact of a record. */
export interface StatedStep {
  readonly id: string;
  /** Id of the manual event. */
  readonly stated: string;
  readonly title: string;
}

export type Step = RecordStep | StatedStep;

/** A step leads to a step. */
export interface Link {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly reason: string;
  /** Records that support the link; never empty. */
  readonly records: readonly EventId[];
}

/** The examiner's conclusion. */
export interface Finding {
  readonly id: string;
  readonly title: string;
  readonly kind: StatementKind;
  readonly reasoning: string;
  readonly confidence: Confidence;
  readonly alternatives: string;
  readonly recordsFor: readonly EventId[];
  readonly recordsAgainst: readonly EventId[];
  /** Questions of the case that it answers, word for word as they stood; absent: none. */
  readonly answers?: readonly string[];
}

/** Adjustment of one source's clock; source = exhibit number and member path (`''` = the exhibit's only file). */
export interface Adjustment {
  readonly exhibit: string;
  readonly member: string;
  /** IANA zone or fixed offset (`+02:00`) for times without one; null leaves the question open. */
  readonly zone: string | null;
  /** Year of the first record whose time has none, from which its log counts on; absent: not said. */
  readonly year?: number;
  /** Added to every time of the source, decimal nanoseconds, may be negative. */
  readonly offsetNs: string;
  /** Half-width of the interval of uncertainty, decimal nanoseconds. */
  readonly uncertaintyNs: string;
  readonly reason: string;
}

/** A search with its answer: how many of all events matched when it was run. */
export interface SearchRun {
  /** Text of the query language, `''` for everything. */
  readonly query: string;
  /** Effective time range, UTC ms with fractions, half-open; null for the whole time. */
  readonly range: { readonly fromMs: number; readonly toMs: number } | null;
  readonly count: number;
  readonly total: number;
}

/** A search that the examiner named to run it again; counts are those of the moment it was saved. */
export interface SavedSearch extends SearchRun {
  readonly id: string;
  readonly name: string;
}

/** One column of the grid. */
export interface GridColumn {
  /** A field of the field table, or `message`. */
  readonly field: string;
  /** Width in rem. */
  readonly width: number;
}

/** Columns of the grid that the examiner named to show them again, in their order. */
export interface ColumnSet {
  readonly id: string;
  readonly name: string;
  readonly columns: readonly GridColumn[];
}

/** A search that the report states, hits or none. */
export interface CitedSearch extends SearchRun {
  readonly id: string;
  /** When it was counted: the laptop's clock, UTC, ISO 8601. */
  readonly at: string;
}

/** Something that no record holds, on somebody's word. Never an event of the evidence. */
export interface ManualEvent {
  readonly id: string;
  /** As stated: `2026-03-01 14:05`. */
  readonly time: string;
  /** IANA zone or offset that the time was stated in. */
  readonly zone: string;
  readonly text: string;
  /** Where it comes from: a statement, a ticket, a paper log. */
  readonly source: string;
  /** Who states it. */
  readonly author: string;
}

/** A dated note of the examiner's, with what it speaks of. */
export interface NotebookEntry {
  readonly id: string;
  /** When it was written first: the laptop's clock, UTC, ISO 8601. */
  readonly at: string;
  readonly text: string;
  readonly events: readonly EventId[];
  readonly searches: readonly SearchRun[];
  /** True: the report prints it and cites the events it quotes; absent: it stays in the notebook. */
  readonly forReport?: boolean;
}

/** What an act on many events says of each of them. */
export type BulkChange =
  | { readonly kind: 'tag'; readonly tag: string }
  | { readonly kind: 'note'; readonly note: string }
  | { readonly kind: 'review'; readonly review: 'relevant' | 'benign' | 'unreviewed' }
  | { readonly kind: 'for-report' }
  | { readonly kind: 'hide' };

/** Events of one member, written short: see `packed-events.ts`. */
export interface PackedEvents {
  /** SHA-256 of the exhibit. */
  readonly exhibit: string;
  readonly member: string;
  readonly count: number;
  readonly packed: string;
}

/** One act on all hits of a search. The events themselves are kept, so that it holds for the same ones for ever. */
export interface BulkMark {
  readonly id: string;
  readonly change: BulkChange;
  /** The search whose hits were marked, with their count. */
  readonly search: SearchRun;
  /** SHA-256 over the SHA-256 of the records in lower-case hex, sorted, one after the other. */
  readonly digest: string;
  readonly events: readonly PackedEvents[];
}

/** Everything an examiner does. `exhibit-imported` is the commit of an import. */
export type Act =
  | { readonly type: 'case-created'; readonly meta: CaseMeta }
  | { readonly type: 'case-opened'; readonly host: string }
  | { readonly type: 'case-described'; readonly changes: Partial<CaseDraft> }
  | { readonly type: 'exhibit-received'; readonly receipt: ExhibitReceipt }
  | {
      readonly type: 'exhibit-imported';
      readonly number: string;
      readonly ledgerSha256: string;
      readonly ledger: ExhibitLedger;
    }
  | { readonly type: 'import-cancelled'; readonly number: string; readonly reason: string }
  | {
      readonly type: 'exhibit-rebuilt';
      readonly number: string;
      readonly ledgerSha256: string;
      readonly ledger: ExhibitLedger;
      readonly changes: readonly string[];
    }
  /** Replaces the intake of an exhibit whole. */
  | { readonly type: 'exhibit-described'; readonly number: string; readonly intake: Intake }
  /** Its rows are discarded; receipt, ledger and copy stay. Not undoable. */
  | { readonly type: 'exhibit-removed'; readonly number: string; readonly reason: string }
  | { readonly type: 'hashes-compared'; readonly comparison: HashComparison }
  | { readonly type: 'annotated'; readonly annotation: Annotation }
  | { readonly type: 'annotation-removed'; readonly event: EventId }
  | { readonly type: 'step-added'; readonly step: Step }
  | { readonly type: 'step-changed'; readonly step: Step }
  | { readonly type: 'step-removed'; readonly id: string }
  | { readonly type: 'link-added'; readonly link: Link }
  | { readonly type: 'link-removed'; readonly id: string }
  | { readonly type: 'finding-set'; readonly finding: Finding }
  | { readonly type: 'finding-removed'; readonly id: string }
  | { readonly type: 'adjusted'; readonly adjustment: Adjustment }
  /** One answer for several sources: a zone question of rotated logs, a clock that many of them share. */
  | { readonly type: 'clocks-adjusted'; readonly adjustments: readonly Adjustment[] }
  /** What members are, against what their content says; their exhibits are read again from the copy. */
  | { readonly type: 'readings-stated'; readonly readings: readonly MemberReading[] }
  /** Adds it, or replaces the one of that id. */
  | { readonly type: 'manual-event-set'; readonly event: ManualEvent }
  | { readonly type: 'manual-event-removed'; readonly id: string }
  | { readonly type: 'note-set'; readonly note: NotebookEntry }
  | { readonly type: 'note-removed'; readonly id: string }
  | { readonly type: 'events-marked'; readonly mark: BulkMark }
  | { readonly type: 'mark-removed'; readonly id: string }
  /** Names a search, or changes the one of that id. */
  | { readonly type: 'search-saved'; readonly search: SavedSearch }
  | { readonly type: 'search-removed'; readonly id: string }
  /** Names columns of the grid, or changes those of that id. */
  | { readonly type: 'columns-saved'; readonly set: ColumnSet }
  | { readonly type: 'columns-removed'; readonly id: string }
  | { readonly type: 'search-cited'; readonly search: CitedSearch }
  | { readonly type: 'search-uncited'; readonly id: string }
  /** Replaces what is stated of the examination whole. */
  | { readonly type: 'particulars-stated'; readonly particulars: Particulars }
  | { readonly type: 'report-planned'; readonly plan: ReportPlan }
  | { readonly type: 'milestone-set'; readonly milestone: Milestone }
  | { readonly type: 'milestone-removed'; readonly name: MilestoneName }
  /** The case folder was made of an archive with this hash. */
  | { readonly type: 'archive-opened'; readonly sha256: string; readonly withEvidence: boolean }
  /** Its evidence lies elsewhere than where it was received: found again by its hash. */
  | {
      readonly type: 'evidence-relinked';
      readonly number: string;
      readonly storage: ExhibitReceipt['storage'];
      /** Absolute path of evidence left in place; absent where it lies in the case. */
      readonly location?: string;
    }
  /** The secrets that an event's record holds are shown to the examiner from here on; exports mask them all the same. */
  | { readonly type: 'secrets-revealed'; readonly event: EventId }
  /** Speaks of the case as it stands; a later one of the same kind replaces it. Not undoable. */
  | { readonly type: 'report-reviewed'; readonly review: ReportReview }
  /** A report was issued: its file stands in `reports/` for good. Not undoable. */
  | { readonly type: 'report-issued'; readonly issue: ReportIssue }
  | { readonly type: 'report-withdrawn'; readonly version: number; readonly reason: string }
  | { readonly type: 'undone'; readonly seq: number }
  | { readonly type: 'redone'; readonly seq: number }
  | { readonly type: 'exported'; readonly what: string; readonly sha256: string; readonly detail: string };

/** A line of the journal. Its body is one act with its circumstances. */
export interface JournalBody {
  /** From 1, without gaps. */
  readonly seq: number;
  /** The laptop's clock, UTC, ISO 8601 with milliseconds. */
  readonly at: string;
  /** Examiner as named in the case. */
  readonly by: string;
  readonly act: Act;
  /** 16 random bytes in lower-case hex, so that nobody guesses a short act from its hash. Lines of the first journals have none. */
  readonly salt?: string;
}

export interface JournalLine {
  /** SHA-256 of (hash of the line before + bodyHash), both as lower-case hex text; the first line's "before" is 64 zeros. */
  readonly hash: string;
  /** SHA-256 of the body's bytes exactly as they stand in the line. */
  readonly bodyHash: string;
  readonly body: JournalBody;
}

/**
 * One primitive change of the examiner's own words: `value` null removes. `at` is the place in a list (steps, links,
 * findings) and is left out for maps. JSON-safe, so that undo survives closing the case.
 */
export type Change =
  | { readonly in: 'meta'; readonly value: Partial<CaseDraft> }
  | { readonly in: 'particulars'; readonly value: Particulars }
  | { readonly in: 'reportPlan'; readonly value: ReportPlan }
  | { readonly in: 'milestones'; readonly key: MilestoneName; readonly value: Milestone | null }
  | { readonly in: 'annotations'; readonly key: EventId; readonly value: Annotation | null }
  | { readonly in: 'adjustments'; readonly key: string; readonly value: Adjustment | null }
  | { readonly in: 'readings'; readonly key: string; readonly value: StatedReading | null }
  | { readonly in: 'intakes'; readonly key: string; readonly value: Intake | null }
  | { readonly in: 'steps'; readonly key: string; readonly at: number; readonly value: Step | null }
  | { readonly in: 'links'; readonly key: string; readonly at: number; readonly value: Link | null }
  | { readonly in: 'findings'; readonly key: string; readonly at: number; readonly value: Finding | null }
  | { readonly in: 'manualEvents'; readonly key: string; readonly at: number; readonly value: ManualEvent | null }
  | { readonly in: 'notebook'; readonly key: string; readonly at: number; readonly value: NotebookEntry | null }
  | { readonly in: 'marks'; readonly key: string; readonly at: number; readonly value: BulkMark | null }
  | { readonly in: 'savedSearches'; readonly key: string; readonly at: number; readonly value: SavedSearch | null }
  | { readonly in: 'columnSets'; readonly key: string; readonly at: number; readonly value: ColumnSet | null }
  | { readonly in: 'citedSearches'; readonly key: string; readonly at: number; readonly value: CitedSearch | null };

/** The fold of the journal: what holds now. */
export interface CaseState {
  readonly meta: CaseMeta;
  /** In order of receipt. */
  readonly receipts: readonly ExhibitReceipt[];
  /** Receipts whose import was cancelled, or given up after an interruption. */
  readonly cancelled: ReadonlySet<string>;
  /** Committed imports by exhibit number. */
  readonly imported: ReadonlyMap<string, { readonly ledger: ExhibitLedger; readonly ledgerSha256: string }>;
  /** By exhibit number. */
  readonly intakes: ReadonlyMap<string, Intake>;
  /** Exhibits taken out of the case, with the reason. */
  readonly removed: ReadonlyMap<string, string>;
  readonly hashComparisons: readonly HashComparison[];
  /** When exhibits were received (by number) and hash lists compared (by id), by the laptop's clock: UTC, ISO 8601. */
  readonly clockTimes: ReadonlyMap<string, string>;
  readonly annotations: ReadonlyMap<EventId, Annotation>;
  /** In the order in which they were added. */
  readonly steps: readonly Step[];
  readonly links: readonly Link[];
  readonly findings: readonly Finding[];
  readonly manualEvents: readonly ManualEvent[];
  readonly notebook: readonly NotebookEntry[];
  /** Acts on many events, in the order in which they were done: a later one overrules. */
  readonly marks: readonly BulkMark[];
  readonly savedSearches: readonly SavedSearch[];
  readonly citedSearches: readonly CitedSearch[];
  readonly columnSets: readonly ColumnSet[];
  readonly particulars: Particulars;
  readonly reportPlan: ReportPlan;
  readonly milestones: ReadonlyMap<MilestoneName, Milestone>;
  /** Events whose secrets are shown. */
  readonly revealed: ReadonlySet<EventId>;
  /** In the order in which they were recorded. */
  readonly reviews: readonly RecordedReview[];
  /** By version, from 1. */
  readonly issues: readonly IssuedReport[];
  /** By `exhibit number + '\n' + member path`. */
  readonly adjustments: ReadonlyMap<string, Adjustment>;
  /** What the examiner says members are, keyed like adjustments. */
  readonly readings: ReadonlyMap<string, StatedReading>;
  /** Sequence numbers of acts that `undo` would compensate next, newest last; and that `redo` would. */
  readonly undoable: readonly number[];
  readonly redoable: readonly number[];
  /** For every act in `undoable` or `redoable` the changes that would take it back, or bring it back. */
  readonly reversals: ReadonlyMap<number, readonly Change[]>;
  /** Of the last line. */
  readonly head: { readonly seq: number; readonly hash: string };
  /** Of the last line that says anything about the case: openings and exports do not. Reports rest on it. */
  readonly lastWord: { readonly seq: number; readonly hash: string };
  /** The last line that changed what a report would say: reviews, issued reports and named searches and columns do not. */
  readonly lastContent: number;
}
