import { EventEmitter } from 'node:events';
import type { WindowOptions, WindowSlice } from '../slice.js';
import { ChromiumSession } from './session.js';
import { ChromiumWebContents } from './web-contents.js';

const open = new Set<ChromiumWindow>();
const lastClosed = new EventEmitter();
const created = new EventEmitter();

/** Calls back whenever no window is left. */
export function onAllClosed(listener: () => void): void {
  lastClosed.on('closed', listener);
}

export function onContentsCreated(listener: (event: unknown, contents: ChromiumWebContents) => void): void {
  created.on('contents', listener);
}

export function openWindows(): readonly ChromiumWindow[] {
  return [...open];
}

/** Electron's `BrowserWindow` as a page of the session's browser. */
export class ChromiumWindow extends EventEmitter implements WindowSlice {
  readonly webContents: ChromiumWebContents;
  #closed = false;

  constructor(options: WindowOptions) {
    super();
    const { session, preload } = options.webPreferences;
    // The type is Electron's because its constructor asks for that; the object comes from our `session.fromPath`.
    const own: unknown = session;
    if (!(own instanceof ChromiumSession)) throw new TypeError('The window needs a session of this host.');
    this.webContents = new ChromiumWebContents((contents) => own.openPage(contents, options), preload);
    open.add(this);
    created.emit('contents', {}, this.webContents);
    this.webContents.attached.then(
      ({ page }) => page.on('close', () => this.#gone()),
      // Never there: who loads it is told by the rejection.
      () => open.delete(this),
    );
  }

  async loadURL(url: string): Promise<void> {
    await this.webContents.load(url);
  }

  close(): void {
    let prevented = false;
    this.emit('close', { preventDefault: () => (prevented = true) });
    if (!prevented) this.destroy();
  }

  destroy(): void {
    void this.webContents.attached.then(({ page }) => page.close()).catch(() => this.#gone());
  }

  isDestroyed(): boolean {
    return this.#closed;
  }

  /** A visible page is shown from its beginning. */
  show(): void {}

  focus(): void {
    void this.webContents.attached.then(({ page }) => page.bringToFront()).catch(() => undefined);
  }

  #gone(): void {
    if (this.#closed) return;
    this.#closed = true;
    open.delete(this);
    this.webContents.markDestroyed();
    this.emit('closed');
    if (open.size === 0) lastClosed.emit('closed');
  }
}
