import { join } from 'node:path';
import { version } from '../package.json';
import type { CaseMeta } from '../parsers/model/case.js';
import { visibleText } from '../parsers/model/visible-text.js';
import type { HeadlessRun, WindowContext, Windows } from './bridge/context.js';
import type { HostInfo } from './bridge/contract.js';
import type { FindContext } from './bridge/handle.js';
import { createPickRegistry } from './bridge/pick-registry.js';
import { nativeDialogs } from './dialogs.js';
import { AnnouncedDownloads, directDownload, type DownloadSink } from './downloads.js';
import { sendEvent } from './events.js';
import { hostOf, type Host } from './host-info.js';
import { closeNetwork } from './security/network.js';
import { ownUrl } from './security/own-url.js';
import { servePackagedFiles } from './security/packaged-files.js';
import { denyPermissions } from './security/permissions.js';
import { windowOptions } from './security/window-options.js';
import type { OpenCase } from './services/open-case.js';
import type { SessionSlice, Slice, WindowSlice } from './slice.js';

/** Time a page gets to put its last words into the journal before its window goes, ms. */
const CLOSING_GRACE_MS = 400;

/** A page that dies as often as this dies of what it is shown. */
const MAX_CRASHES = 3;

/** Where the built pages and the preload are. */
export interface BuiltFiles {
  readonly pages: string;
  readonly preload: string;
}

interface Opened {
  readonly context: WindowContext;
  readonly sink: DownloadSink;
  readonly session: SessionSlice;
}

/** Task bars and window switchers show it; no character in it may hide or turn around the others. */
function titleOf({ number, title }: CaseMeta): string {
  return `${visibleText(`${number} ${title}`.replaceAll(/\s+/g, ' ').trim())} - Exhibit`;
}

/** Every window of the program, by the id of its contents. */
export class ExhibitWindows implements Windows {
  readonly #opened = new Map<number, Opened>();
  readonly #sessions = new Map<string, Promise<SessionSlice>>();
  readonly #closing = new Set<Promise<void>>();

  constructor(
    private readonly host: Slice,
    private readonly files: BuiltFiles,
  ) {}

  /** For the door: whose window a message comes from. */
  readonly contextOf: FindContext = (contentsId) => this.#opened.get(contentsId)?.context ?? null;

  /** Resolves when the cases of closed windows are closed. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#closing);
  }

  /** Brings the window opened last to the front. */
  focus(): void {
    [...this.#opened.values()].findLast(({ context }) => context.info.role !== 'print')?.context.window.focus();
  }

  async openStartWindow(): Promise<void> {
    await this.#open({ role: 'start', storage: 'start', openCase: null, headless: null });
  }

  async openCaseWindow(openCase: OpenCase): Promise<void> {
    await this.#open({ role: 'case', storage: openCase.meta().id, openCase, headless: null });
  }

  async openHeadlessWindow(openCase: OpenCase, run: HeadlessRun): Promise<void> {
    await this.#open({ role: 'headless', storage: openCase.meta().id, openCase, headless: run });
  }

  async openPrintWindow(caller: WindowContext, downloads: DownloadSink, part: number | null): Promise<WindowSlice> {
    const session = this.#opened.get(caller.window.webContents.id)?.session;
    if (session === undefined) throw new Error('The window that prints is gone.');
    const window = this.#window(session, 'Report', false);
    this.#remember(window, session, { ...caller, window, info: { ...caller.info, role: 'print' } }, downloads);
    await window.loadURL(ownUrl(part === null ? 'report.html' : `report.html?part=${part}`));
    return window;
  }

  async #open(of: {
    readonly role: 'start' | 'case' | 'headless';
    readonly storage: string;
    readonly openCase: OpenCase | null;
    readonly headless: HeadlessRun | null;
  }): Promise<void> {
    const { app, dialog } = this.host;
    const host = hostOf(app.userAgentFallback);
    // A command line run has storage of its own: it must not wait for, or meet, that of a window.
    const session = await this.#session(
      join(of.storage, of.headless === null ? host.storageName : `${host.storageName}-cli`),
    );
    const title = of.openCase === null ? 'Exhibit' : titleOf(of.openCase.meta());
    const window = this.#window(session, title, of.role !== 'headless');
    const downloads = new AnnouncedDownloads();
    const context: WindowContext = {
      info: this.#info(host, of.role),
      window,
      openCase: of.openCase,
      picks: createPickRegistry(),
      headless: of.headless,
      windows: this,
      dialogs: host.kind === 'electron' ? nativeDialogs(dialog) : null,
      downloads,
      granted: new Set(),
      signing: { key: of.headless?.signingKey ?? null },
      userData: app.getPath('userData'),
    };
    this.#remember(window, session, context, downloads);
    window.once('closed', () => this.#leave(of.openCase, of.headless));
    this.#announceClosing(window);
    this.#outliveCrash(window, of.headless);
    await this.#load(window);
  }

  #info(host: Host, role: HostInfo['role']): HostInfo {
    return {
      host: host.name,
      kind: host.kind,
      exhibitVersion: version,
      platform: process.platform,
      nativeDialogs: host.kind === 'electron',
      role,
    };
  }

  #window(session: SessionSlice, title: string, show: boolean): WindowSlice {
    const { BrowserWindow, app } = this.host;
    return new BrowserWindow(
      windowOptions({ session, preload: this.files.preload, title, show, packaged: app.isPackaged }),
    );
  }

  #remember(window: WindowSlice, session: SessionSlice, context: WindowContext, sink: DownloadSink): void {
    const { id } = window.webContents;
    this.#opened.set(id, { context, sink, session });
    window.once('closed', () => this.#opened.delete(id));
  }

  async #load(window: WindowSlice): Promise<void> {
    try {
      await window.loadURL(ownUrl('index.html'));
    } catch (error) {
      window.destroy();
      throw error;
    }
  }

  /** The case goes with its window. */
  #leave(openCase: OpenCase | null, headless: HeadlessRun | null): void {
    headless?.closed();
    if (openCase === null) return;
    const closing = openCase.close().finally(() => this.#closing.delete(closing));
    this.#closing.add(closing);
  }

  /** Everything confirmed is on disk: a page that died is loaded anew, a run is given up. */
  #outliveCrash(window: WindowSlice, headless: HeadlessRun | null): void {
    let crashes = 0;
    window.webContents.on('render-process-gone', (_event, { reason }) => {
      crashes += 1;
      if (headless !== null) {
        headless.done({ exit: 3, message: `The page ended early (${reason}). It may have run out of memory.` });
      } else if (crashes > MAX_CRASHES) window.destroy();
      else void this.#load(window).catch(() => undefined);
    });
  }

  /** A page may have unsaved words in a field: it is told, and given a moment. */
  #announceClosing(window: WindowSlice): void {
    let told = false;
    window.on('close', (event) => {
      if (told) return;
      told = true;
      event.preventDefault();
      sendEvent(window.webContents, 'window.closing', null);
      setTimeout(() => window.destroy(), CLOSING_GRACE_MS);
    });
  }

  /** Browser storage under the user's data, closed to the network before its first page. */
  #session(storage: string): Promise<SessionSlice> {
    const folder = join(this.host.app.getPath('userData'), 'cache', storage);
    const present = this.#sessions.get(folder);
    if (present !== undefined) return present;
    const made = this.#prepare(this.host.session.fromPath(folder));
    this.#sessions.set(folder, made);
    return made;
  }

  async #prepare(session: SessionSlice): Promise<SessionSlice> {
    denyPermissions(session);
    await closeNetwork(session, servePackagedFiles(this.files.pages));
    session.on('will-download', (event, item, contents) => {
      const sink = this.#opened.get(contents.id)?.sink;
      if (sink === undefined || directDownload(item, sink) === 'refused') event.preventDefault();
    });
    return session;
  }
}
