import type { DownloadSink } from '../downloads.js';
import type { WindowSlice } from '../slice.js';
import type { HeadlessJob, HeadlessResult, HostInfo, PickedEvidence, PickToken } from './contract.js';
import type { OpenCase } from '../services/open-case.js';
import type { ChosenKey } from '../services/signing/signer-for.js';

/** Paths a person picked or dropped, kept in main; the page holds only tokens. A token is honoured once, in its window. */
export interface PickRegistry {
  /** Checks that the paths exist and issues a token. */
  issue(paths: readonly string[]): Promise<PickedEvidence>;
  /** The paths behind a token, which is spent by this. Throws a `BridgeFailure` for an unknown one. */
  redeem(token: PickToken): readonly string[];
}

/** A command line run: what the headless window is to do, and where its answers go. */
export interface HeadlessRun {
  /** As the page gets it, but for `evidence`: the token is issued when the page asks. */
  readonly job: HeadlessJob;
  /** Absolute paths of the evidence to receive; empty for none. */
  readonly evidence: readonly string[];
  /** Where the page's next blob download, or the report it prints, is to be written. */
  readonly downloadTarget: string | null;
  /** The key chosen for its report; null for none. */
  readonly signingKey: ChosenKey;
  progress(line: string): void;
  done(result: HeadlessResult): void;
  /** The window is gone; without `done` before it, the run failed. */
  closed(): void;
}

/** Native dialogs. Each resolves null when the person cancelled. */
export interface Dialogs {
  pickFolder(title: string): Promise<string | null>;
  pickEvidence(kind: 'files' | 'folder'): Promise<readonly string[] | null>;
  pickTarget(title: string, suggestion: string): Promise<string | null>;
}

/** Opens windows; each resolves when the page is loaded. */
export interface Windows {
  openStartWindow(): Promise<void>;
  /** The window owns the case from here on and closes it when it closes itself. */
  openCaseWindow(openCase: OpenCase): Promise<void>;
  openHeadlessWindow(openCase: OpenCase, run: HeadlessRun): Promise<void>;
  /**
   * Hidden page `report.html` on the session of `caller`; its downloads go to `downloads`.
   *
   * @param part number of the part of its records to show, from 1; null for the report
   */
  openPrintWindow(caller: WindowContext, downloads: DownloadSink, part: number | null): Promise<WindowSlice>;
}

/** Where blob downloads of one window may go: each must be announced before, or it is refused. */
export interface DownloadTargets {
  /** The next download is written to this absolute path. */
  expect(path: string): void;
  /** Resolves when what was announced for this path is on disk. Throws `BridgeFailure` when it broke off. */
  done(path: string): Promise<void>;
  /** Resolves when everything announced so far is on disk. Throws `BridgeFailure` when something broke off. */
  settled(): Promise<void>;
}

/** What a bridge handler knows of the window that calls. */
export interface WindowContext {
  readonly info: HostInfo;
  readonly window: WindowSlice;
  /** The case of this window; null in the start window. */
  readonly openCase: OpenCase | null;
  readonly picks: PickRegistry;
  readonly headless: HeadlessRun | null;
  readonly windows: Windows;
  /** Null where the host has none (`info.nativeDialogs`). */
  readonly dialogs: Dialogs | null;
  readonly downloads: DownloadTargets;
  /** Absolute paths which a native dialog gave for saving, honoured when the page names them. */
  readonly granted: Set<string>;
  /** The key chosen for reports of this window. */
  readonly signing: { key: ChosenKey };
  /** Folder of what this person's Exhibit keeps outside cases: settings, recent cases, caches. */
  readonly userData: string;
}
