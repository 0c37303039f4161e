import { chromium, type BrowserContext } from 'playwright-core';
import type { Browser } from './find-browser.js';

export interface LaunchOptions {
  /** Profile folder. */
  readonly folder: string;
  readonly visible: boolean;
  readonly title: string;
  /** Switches that main set with `app.commandLine` and `session.setProxy`. */
  readonly switches: readonly string[];
}

/** `--test-type` removes the bar that warns of unsupported switches. */
const OWN_SWITCHES = ['--no-first-run', '--no-default-browser-check', '--test-type'] as const;

function refuseWindow(browser: Browser): void {
  if (!browser.canShowWindows) {
    throw new Error(
      'The npm browser has no window. Install Chromium, Chrome or Edge, or Electron with `npx install-electron --no`.',
    );
  }
  if (process.getuid?.() === 0 && process.env['EXHIBIT_ALLOW_ROOT'] !== '1') {
    throw new Error(
      'Exhibit does not open a window as root: Chromium would run without its sandbox. Use an ordinary user, or set EXHIBIT_ALLOW_ROOT=1.',
    );
  }
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

/** Starts the browser on a profile folder. Rejects when the profile is in use or no sandbox is to be had. */
export async function launch(browser: Browser, options: LaunchOptions): Promise<BrowserContext> {
  const visible = options.visible && process.env['EXHIBIT_HEADLESS'] !== '1';
  if (visible) refuseWindow(browser);
  // The address of the application itself here would race the route.
  const app = visible ? [`--app=data:text/html,<title>${escapeHtml(options.title)}</title>`] : [];
  const port = process.env['EXHIBIT_DEBUG_PORT'];
  return chromium.launchPersistentContext(options.folder, {
    executablePath: browser.executable,
    headless: !visible,
    // Only root cannot have the sandbox.
    chromiumSandbox: process.getuid?.() !== 0,
    serviceWorkers: 'block',
    viewport: visible ? null : { width: 1440, height: 900 },
    ignoreDefaultArgs: visible ? ['--enable-automation'] : [],
    args: [
      ...OWN_SWITCHES,
      ...browser.args,
      ...options.switches,
      ...app,
      ...(port === undefined ? [] : [`--remote-debugging-port=${port}`]),
    ],
    env: { ...process.env, ...browser.env },
  });
}
