import { mkdirSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { userDataFolder } from '../services/user-data.js';
import type { AppSlice } from '../slice.js';
import { findBrowser, type Browser } from './browser/find-browser.js';
import { lockInstance } from './instance-lock.js';
import type { SessionHost } from './session.js';
import { endSessions } from './sessions.js';
import { onAllClosed, onContentsCreated, openWindows } from './window.js';

const switches: string[] = [];
const paths = new Map<string, string>();
let browser: Promise<Browser> | null = null;
let userAgent = '';

function getPath(name: string): string {
  const set = paths.get(name);
  if (set !== undefined) return set;
  switch (name) {
    case 'userData':
      return userDataFolder();
    case 'home':
      return homedir();
    case 'temp':
      return tmpdir();
    default:
      throw new Error(`Failed to get '${name}' path`);
  }
}

/** What sessions ask of the process. */
export const sessionHost: SessionHost = {
  browser: () => (browser ??= findBrowser()),
  switches: () => switches,
};

let leaving = false;

/** The first code counts: ending the browsers closes windows, which would ask for another. */
async function exit(code: number): Promise<void> {
  if (leaving) return;
  leaving = true;
  await endSessions();
  process.exit(code);
}

/** Electron's `app` for a plain Node process that drives an installed Chromium. */
export const app: AppSlice = {
  commandLine: {
    appendSwitch(name, value) {
      switches.push(value === undefined || value === '' ? `--${name}` : `--${name}=${value}`);
    },
  },
  isPackaged: false,
  get userAgentFallback() {
    return userAgent;
  },
  /** Playwright starts every browser with the sandbox on, save for root, who cannot have it. */
  enableSandbox() {},
  getPath: (name) => getPath(name),
  setPath(name, path) {
    paths.set(name, path);
  },
  requestSingleInstanceLock() {
    const folder = getPath('userData');
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return lockInstance(join(folder, 'instance.lock'));
  },
  async whenReady() {
    const { version } = await sessionHost.browser();
    userAgent = `Chrome/${version}`;
  },
  exit(code = 0) {
    void exit(code);
  },
  quit() {
    const windows = openWindows();
    if (windows.length === 0) void exit(0);
    for (const window of windows) window.close();
  },
  on(event: string, listener: (...args: never[]) => void) {
    switch (event) {
      case 'window-all-closed':
        onAllClosed(listener);
        break;
      case 'web-contents-created':
        onContentsCreated(listener as Parameters<typeof onContentsCreated>[0]);
        break;
      // A second start only learns that it is one: nobody tells the first.
      case 'second-instance':
        break;
      default:
        throw new Error(`No event ${event} in this host.`);
    }
  },
};
