import { chromium, type BrowserContext } from 'playwright-core';
import type { WindowOptions } from '../../slice.js';
import type { Browser } from './find-browser.js';

/** What of a window's options the stand-in follows. */
export type WindowLook = Pick<WindowOptions, 'show' | 'title' | 'width' | 'height'>;

export interface LaunchOptions {
  /** Profile folder. */
  readonly folder: string;
  /** Null runs headless. */
  readonly window: WindowLook | null;
  /** Switches that main set with `app.commandLine` and `session.setProxy`. */
  readonly switches: readonly string[];
}

/** `--test-type` removes the bar that warns of unsupported switches. */
const OWN_SWITCHES = ['--no-first-run', '--no-default-browser-check', '--test-type'] as const;

const FEATURES_OFF = '--disable-features=';

/** What Playwright 1.65 turns off; an engine heeds only the last switch of that name, which is ours. */
const PLAYWRIGHT_FEATURES_OFF = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'TcpPortRandomizationWin',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
  'msForceBrowserSignIn',
  'msEdgeUpdateLaunchServicesPreferredVersion',
] as const;

/** The switches with one list of features that are off: the engine's own reasons and Playwright's. */
export function withFeaturesOff(switches: readonly string[]): readonly string[] {
  const asked = switches.flatMap((one) =>
    one.startsWith(FEATURES_OFF) ? one.slice(FEATURES_OFF.length).split(',') : [],
  );
  const others = switches.filter((one) => !one.startsWith(FEATURES_OFF));
  return [...others, `${FEATURES_OFF}${[...new Set([...PLAYWRIGHT_FEATURES_OFF, ...asked])].join(',')}`];
}

const HEADLESS_VIEWPORT = { width: 1440, height: 900 } as const;

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

function windowSwitches({ title, width, height }: WindowLook): readonly string[] {
  // The address of the application itself here would race the route.
  const empty = encodeURIComponent(`<title>${escapeHtml(title)}</title>`);
  return [`--app=data:text/html,${empty}`, `--window-size=${width},${height}`];
}

/** A browser killed in one moment of its start is not noticed by playwright-core, which then waits for the whole of this time. */
const LAUNCH_PATIENCE_MS = 60_000;

/** Starts the browser on a profile folder. Rejects when the profile is in use or no sandbox is to be had. */
export async function launch(browser: Browser, options: LaunchOptions): Promise<BrowserContext> {
  const { window } = options;
  if (window !== null) refuseWindow(browser);
  const port = process.env['EXHIBIT_DEBUG_PORT'];
  return chromium.launchPersistentContext(options.folder, {
    executablePath: browser.executable,
    headless: window === null,
    timeout: LAUNCH_PATIENCE_MS,
    // Only root cannot have the sandbox.
    chromiumSandbox: process.getuid?.() !== 0,
    serviceWorkers: 'block',
    viewport: window === null ? HEADLESS_VIEWPORT : null,
    ignoreDefaultArgs: window !== null ? ['--enable-automation'] : [],
    args: [
      ...OWN_SWITCHES,
      ...browser.args,
      ...withFeaturesOff(options.switches),
      ...(window === null ? [] : windowSwitches(window)),
      ...(port === undefined ? [] : [`--remote-debugging-port=${port}`]),
    ],
    env: { ...process.env, ...browser.env },
  });
}
