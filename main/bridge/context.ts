import type { BrowserWindow } from 'electron';
import type { HeadlessJob, HeadlessResult, HostInfo, PickedEvidence, PickToken } from './contract.js';
import type { OpenCase } from '../services/open-case.js';

/** Paths a person picked or dropped, kept in main; the page holds only tokens. A token is honoured once, in its window. */
export interface PickRegistry {
  /** Checks that the paths exist and issues a token. */
  issue(paths: readonly string[]): Promise<PickedEvidence>;
  /** The paths behind a token, which is spent by this. Throws a `BridgeFailure` for an unknown one. */
  redeem(token: PickToken): readonly string[];
}

/** A command line run: what the headless window is to do, and where its answers go. */
export interface HeadlessRun {
  readonly job: HeadlessJob;
  /** Where the page's next blob download is to be written. */
  readonly downloadTarget: string | null;
  progress(line: string): void;
  done(result: HeadlessResult): void;
}

/** What a bridge handler knows of the window that calls. */
export interface WindowContext {
  readonly info: HostInfo;
  readonly window: BrowserWindow;
  /** The case of this window; null in the start window. */
  readonly openCase: OpenCase | null;
  readonly picks: PickRegistry;
  readonly headless: HeadlessRun | null;
}
