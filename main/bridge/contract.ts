/**
 * What the page may ask of main, and what main tells the page. Types only: this is the single place where renderer and
 * main meet. Arguments and results are small JSON (at most 1 MB per answer); bulk bytes come in as attached files and
 * go out as blob downloads.
 */
import type { AnnotationsFile } from '../../parsers/model/annotations-file.js';
import type { Act, CaseDraft, CaseMeta, ExhibitReceipt, JournalLine } from '../../parsers/model/case.js';
import type { DisclosurePart } from '../../parsers/model/disclosure.js';
import type { ReportIssue } from '../../parsers/model/report-issue.js';
import type { RememberedMapping } from '../../parsers/model/mapping.js';
import type { SignerDescription } from '../../parsers/model/signer.js';
import type { Verification } from '../../parsers/model/verification.js';

/** Opaque handle for something the person picked or dropped; honoured once, in the window it was issued to. */
export type PickToken = string & { readonly __pick: true };

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: BridgeError };

export interface BridgeError {
  /** Stable code for the program. */
  readonly code:
    | 'bad-arguments'
    | 'not-allowed'
    | 'not-found'
    | 'locked'
    | 'disk-full'
    | 'exists'
    | 'damaged'
    | 'cancelled'
    | 'failed';
  /** What is wrong, where, and what to do, for a person. */
  readonly message: string;
}

export interface HostInfo {
  /** `electron 45.4.1` or `chromium 156.0`. */
  readonly host: string;
  readonly kind: 'electron' | 'chromium';
  readonly exhibitVersion: string;
  readonly platform: string;
  /** True where native dialogs exist; else the page shows a path field. */
  readonly nativeDialogs: boolean;
  /** What this window is for. */
  readonly role: 'start' | 'case' | 'headless' | 'print';
}

export interface RecentCase {
  readonly folder: string;
  readonly number: string;
  readonly title: string;
  readonly kind: CaseMeta['kind'];
  /** UTC ISO time it was last opened. */
  readonly openedAt: string;
  readonly exists: boolean;
}

/** Picked or dropped evidence, before it is received. */
export interface PickedEvidence {
  readonly token: PickToken;
  readonly entries: readonly { readonly name: string; readonly kind: 'file' | 'folder'; readonly bytes: number }[];
}

/** With which key a window signs what it issues: the one that Exhibit keeps for the examiner, or one in a file. */
export type KeyChoice =
  | { readonly kind: 'own' }
  | { readonly kind: 'pkcs12'; readonly token: PickToken; readonly passphrase: string };

/** A command line run, handed to the headless page. */
export type HeadlessJob = HeadlessIntake & HeadlessCommand;

/** What is received before the command is carried out. */
interface HeadlessIntake {
  readonly evidence: PickToken | null;
  readonly origin: string;
  readonly storage: 'copy' | 'reference';
  /** Members that are stated to be in a format, or `not-evidence`, after they came in. */
  readonly formats: readonly { readonly member: string; readonly format: string }[];
}

type HeadlessCommand =
  | { readonly command: 'import' }
  | {
      readonly command: 'events';
      readonly query: string;
      readonly csv: boolean;
      readonly zones: readonly { readonly member: string; readonly zone: string }[];
      readonly years: readonly { readonly member: string; readonly year: number }[];
    }
  | {
      readonly command: 'report';
      readonly annotations: AnnotationsFile | null;
      /** UTC ISO date stated by hand, or null for the laptop's clock. */
      readonly date: string | null;
      /** Issue it, instead of exporting a draft. */
      readonly issue: boolean;
    };

/** What a finished headless job answers; `exit` follows design: 0 well, 1 rejects or open questions, 3 failure. */
export interface HeadlessResult {
  readonly exit: 0 | 1 | 3;
  readonly message: string;
}

/** What this person set on this machine; belongs to no case and to no journal. */
export interface Settings {
  readonly theme: 'system' | 'light' | 'dark' | 'contrast-light' | 'contrast-dark';
  /** Height of rows and controls. */
  readonly density: 'comfortable' | 'compact';
  readonly textSize: 'normal' | 'large' | 'larger' | 'largest';
  /** IANA zone that a new case starts with. */
  readonly displayZone: string;
  /** Name and organisation that a new case starts with. */
  readonly examiner: string;
  readonly organisation: string;
  /** Absolute folder in which new cases are made; null for `~/Exhibit`. */
  readonly casesFolder: string | null;
  /** True once the short guide was read or closed. */
  readonly guideSeen: boolean;
  /** Mappings of tables and JSON by their columns, the newest first: proposals for the next ones, never in force by themselves. */
  readonly mappings: readonly RememberedMapping[];
}

export type ImportStage = 'received' | 'staging' | 'staged' | 'committed' | 'visible';

/** Every call: name → arguments and result. */
export interface BridgeCalls {
  'host.info': { args: []; result: HostInfo };
  /** SHA-256 of the built program's files. */
  'host.build': { args: []; result: string };
  'case.recent': { args: []; result: readonly RecentCase[] };
  /** Parent folder of new cases: as set, else `~/Exhibit`. */
  'case.defaultFolder': { args: []; result: string };
  /** Makes the folder (default `~/Exhibit/<number>`), opens it in a case window, closes this one. */
  'case.create': { args: [draft: CaseDraft, folder: string | null]; result: { readonly folder: string } };
  /** Opens an existing case folder in a case window, closes this one. */
  'case.open': { args: [folder: string]; result: { readonly folder: string } };
  /** Native folder dialog; null where none was chosen. */
  'case.pickFolder': { args: []; result: string | null };
  /** Makes or re-opens the demonstration case. */
  'case.openDemonstration': { args: []; result: { readonly folder: string } };
  /** Case of this window: meta, its folder. */
  'case.current': {
    args: [];
    result: {
      readonly meta: CaseMeta;
      readonly folder: string;
      /** What opening the folder found and mended, one sentence each. */
      readonly notices: readonly string[];
    };
  };
  /** Leaves the case and shows the start window. */
  'case.close': { args: []; result: null };
  /**
   * Writes the case into one file and journals that; null where no place was chosen. Progress by `archive.progress`. Without
   * dialogs `target` is typed, null for beside the case folder.
   */
  'archive.write': {
    args: [withEvidence: boolean, target: string | null];
    result: { readonly path: string; readonly sha256: string; readonly bytes: number } | null;
  };
  /**
   * Makes a case folder of an archive and opens it in a case window; null where no archive was chosen. `path` is typed where
   * there are no dialogs; `folder` null is beside the other cases.
   */
  'archive.open': {
    args: [path: string | null, folder: string | null];
    result: { readonly folder: string } | null;
  };
  /** Ends the writing or opening under way in this window, which then answers `cancelled`. */
  'archive.cancel': { args: []; result: null };
  /** What a disclosure would hold: files with their entries, length and beginning, and lines of the journal left out. */
  'disclosure.preview': {
    args: [parts: readonly DisclosurePart[]];
    result: {
      readonly files: readonly {
        readonly path: string;
        readonly items: number;
        readonly bytes: number;
        readonly beginning: string;
      }[];
      /** Given as their hash alone, and those among them that hold secrets. */
      readonly withheld: { readonly lines: number; readonly secrets: number };
    };
  };
  /** Writes a disclosure as tar and journals that; null where no place was chosen. `target` as in `archive.write`. */
  'disclosure.write': {
    args: [parts: readonly DisclosurePart[], target: string | null];
    result: { readonly path: string; readonly sha256: string; readonly bytes: number } | null;
  };
  /** Numbers of exhibits whose evidence is not where the case looks for it. */
  'evidence.missing': { args: []; result: readonly string[] };
  /** Looks for missing evidence among what was picked; answers the numbers that are still missing. */
  'evidence.relink': { args: [token: PickToken]; result: readonly string[] };
  /** Lines `from`..., at most about 500 kB per answer. `next` is null at the end. */
  'journal.read': {
    args: [from: number];
    result: {
      readonly lines: readonly JournalLine[];
      readonly next: number | null;
      readonly head: { readonly seq: number; readonly hash: string } | null;
    };
  };
  /** Appends one act, fsynced before it answers. */
  'journal.append': { args: [act: Act]; result: JournalLine };
  /** Native dialog for evidence. */
  'evidence.pick': { args: [kind: 'files' | 'folder']; result: PickedEvidence | null };
  /** Path typed where no native dialog exists; main checks it. */
  'evidence.pickPath': { args: [path: string]; result: PickedEvidence };
  /** Copies (or references) and hashes; one exhibit per top-level entry; journals `exhibit-received` for each. Progress by `evidence.progress`. */
  'evidence.receive': {
    args: [
      token: PickToken,
      options: { readonly origin: string; readonly storage: 'copy' | 'reference'; readonly numberPrefix: string },
    ];
    result: readonly ExhibitReceipt[];
  };
  'evidence.cancelReceive': { args: []; result: null };
  /** Attaches the files of a received exhibit to the hidden input `#exhibit-files`, whose `change` event then fires. */
  'evidence.attach': { args: [number: string]; result: { readonly files: number } };
  /** Attaches one picked file that is no evidence (a collector's hash list) to the hidden input; the pick is spent. */
  'evidence.attachPick': { args: [token: PickToken]; result: null };
  /** MD5 or SHA-1 of an exhibit's files in the order of its receipt, page by page; `next` is null at the end. */
  'evidence.digests': {
    args: [number: string, algorithm: 'md5' | 'sha1', from: number];
    result: { readonly digests: readonly string[]; readonly next: number | null };
  };
  /** Reads all evidence of the case again and compares with the hashes of receipt (done at every report). Handler: services. */
  'evidence.rehash': {
    args: [];
    result: readonly { readonly number: string; readonly sha256: string; readonly unchanged: boolean }[];
  };
  /** The same of one exhibit: before it is read again. */
  'evidence.rehashOne': { args: [number: string]; result: { readonly sha256: string; readonly unchanged: boolean } };
  /** Tells main where an import stands (progress on the terminal, failpoints of the fault tests). */
  'import.stage': { args: [number: string, stage: ImportStage]; result: null };
  /**
   * Prints the report page (`report.html`) of this case, finishes and saves it. One that is issued is signed, kept in
   * `reports/` and journalled before this answers.
   */
  'report.print': {
    args: [request: ReportRequest];
    result: { readonly path: string; readonly sha256: string; readonly pages: number };
  };
  /** Chooses the key for what this window issues. A key file is a pick, which is spent. */
  'signing.choose': { args: [choice: KeyChoice]; result: null };
  /** What the key says of itself that will sign a report, draft or issued, and its certificates as PEM; null: none will. */
  'signing.current': {
    args: [isIssued: boolean];
    result: { readonly signer: SignerDescription; readonly certificates: string } | null;
  };
  /** Ends the printing under way in this window, if there is one: `report.print` then answers `cancelled`. */
  'report.cancel': { args: []; result: null };
  /**
   * Checks a report or a disclosure (a pick, which is spent), against the case of this window if it has one. `report`: what a
   * disclosure is held against; `fingerprint`: of a certificate that is trusted, or empty.
   */
  'report.verify': { args: [token: PickToken, report: PickToken | null, fingerprint: string]; result: Verification };
  'report.pickTarget': { args: [suggestion: string]; result: string | null };
  /** Where the next blob download will be written: asked with a dialog where there is one; null = cancelled. */
  'download.target': { args: [suggestion: string]; result: string | null };
  /** Resolves when the download announced for this path is on disk. */
  'download.done': { args: [path: string]; result: null };
  'headless.job': { args: []; result: HeadlessJob };
  /** One line of progress for the terminal. */
  'headless.progress': { args: [line: string]; result: null };
  'headless.done': { args: [result: HeadlessResult]; result: null };
  'settings.read': { args: []; result: Settings };
  /** Answers what was stored: a folder typed as `~/Cases` comes back absolute. */
  'settings.write': { args: [settings: Settings]; result: Settings };
}

/** What the report page needs from main to be printed and finished. The bytes of attachments travel as IndexedDB rows of the case window and are downloaded by the page. */
export interface ReportRequest {
  /** Absolute target path, or null for the default `reports/` of the case, where every issued report goes. */
  readonly target: string | null;
  readonly title: string;
  readonly language: 'en';
  /** UTC ISO time used as the document's date. */
  readonly date: string;
  /** What issuing it will journal; null for a draft. */
  readonly issue: Pick<ReportIssue, 'version' | 'id' | 'sections' | 'restsOn'> | null;
  /** Fingerprint of the certificate that the pages name as the signer's; null where they name none. */
  readonly signerSha256: string | null;
  /** How many parts are printed behind the report, each by itself (`report.html?part=1`), and joined to it. */
  readonly parts: number;
  /** Names of attachments in the order in which the print page downloads them. */
  readonly attachments: readonly { readonly name: string; readonly mimeType: string; readonly description: string }[];
}

/** Messages from main to the page. */
export interface BridgeEvents {
  /** Evidence was dropped on the window. */
  'evidence.dropped': PickedEvidence;
  'evidence.progress': {
    readonly number: string;
    readonly name: string;
    readonly bytesDone: number;
    readonly bytesTotal: number;
  };
  /** What is being done for a report, and which part of it is done; null where that is not known. */
  'report.progress': { readonly label: string; readonly part: number | null };
  'archive.progress': { readonly bytesDone: number; readonly bytesTotal: number };
  /** The window is asked to close. */
  'window.closing': null;
}

export type CallName = keyof BridgeCalls;
export type EventName = keyof BridgeEvents;

/** The object the preload exposes as `window.exhibit`. */
export interface ExhibitBridge {
  /** Never rejects: failures are values. */
  call<K extends CallName>(name: K, ...args: BridgeCalls[K]['args']): Promise<Result<BridgeCalls[K]['result']>>;
  /** Returns the function that stops listening. */
  on<K extends EventName>(name: K, listener: (payload: BridgeEvents[K]) => void): () => void;
}
