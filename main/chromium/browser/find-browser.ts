import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { inflateNpmBrowser, npmBrowserFolder } from './npm-browser.js';

/** A browser that can be started, and how. */
export interface Browser {
  readonly executable: string;
  /** Where it came from, for a person. */
  readonly origin: 'EXHIBIT_BROWSER' | 'installed' | 'npm package';
  /** The npm package is a headless shell: it has no window. */
  readonly canShowWindows: boolean;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** `156.0.8078.79` */
  readonly version: string;
}

const LINUX_NAMES = [
  'google-chrome-stable',
  'google-chrome',
  'chromium',
  'chromium-browser',
  'microsoft-edge-stable',
  'microsoft-edge',
] as const;
const MAC_APPLICATIONS = ['Google Chrome', 'Chromium', 'Microsoft Edge'] as const;
const WINDOWS_PATHS = [
  'Google\\Chrome\\Application\\chrome.exe',
  'Chromium\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
] as const;

type Environment = Readonly<Record<string, string | undefined>>;

/** Paths at which a browser may be installed, in order of preference. */
export function installedCandidates(platform: NodeJS.Platform, environment: Environment): string[] {
  if (platform === 'win32') {
    const roots = [environment['PROGRAMFILES'], environment['PROGRAMFILES(X86)'], environment['LOCALAPPDATA']];
    return WINDOWS_PATHS.flatMap((path) =>
      roots.filter((root) => root !== undefined).map((root) => `${root}\\${path}`),
    );
  }
  if (platform === 'darwin') {
    const roots = ['/Applications', join(environment['HOME'] ?? '/', 'Applications')];
    return MAC_APPLICATIONS.flatMap((name) =>
      roots.map((root) => join(root, `${name}.app`, 'Contents', 'MacOS', name)),
    );
  }
  // Snap packages cannot read profiles in hidden folders, so /snap/bin is looked at last whatever PATH says.
  const folders = [...(environment['PATH'] ?? '').split(':'), '/usr/bin', '/usr/local/bin'];
  const ordered = [...new Set(folders)].filter((folder) => folder.startsWith('/') && !folder.startsWith('/snap/'));
  return [
    ...LINUX_NAMES.flatMap((name) => ordered.map((folder) => join(folder, name))),
    '/opt/google/chrome/chrome',
    '/snap/bin/chromium',
  ];
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

/** Windows browsers print nothing for `--version`; their folder holds one named after the version. */
async function versionOnWindows(executable: string): Promise<string> {
  const names = await readdir(dirname(executable));
  return (
    names
      .filter((name) => /^\d+(?:\.\d+){3}$/.test(name))
      .toSorted()
      .at(-1) ?? ''
  );
}

async function versionOf(executable: string, env: Readonly<Record<string, string>>): Promise<string> {
  if (process.platform === 'win32') return versionOnWindows(executable);
  const { stdout } = await promisify(execFile)(executable, ['--version'], {
    env: { ...process.env, ...env },
    timeout: 20_000,
  });
  return /\d+(?:\.\d+){3}/.exec(stdout)?.[0] ?? '';
}

async function described(browser: Omit<Browser, 'version'>): Promise<Browser> {
  const version = await versionOf(browser.executable, browser.env);
  if (version === '')
    throw new Error(
      `${browser.executable} does not tell a Chromium version. Set EXHIBIT_BROWSER to a Chrome, Chromium or Edge.`,
    );
  return { ...browser, version };
}

async function fromNpm(): Promise<Browser | null> {
  const source = await npmBrowserFolder();
  if (source === null) return null;
  const { executable, env } = await inflateNpmBrowser(source);
  return described({ executable, origin: 'npm package', canShowWindows: false, args: ['--headless=shell'], env });
}

/**
 * Finds the browser to run on: `EXHIBIT_BROWSER` (a path, or `npm` for the package), then an installed Chrome, Chromium
 * or Edge, then the npm package `@sparticuz/chromium`, which is unpacked once and has no window.
 *
 * @throws when there is none, saying what to install
 */
export async function findBrowser(environment: Environment = process.env): Promise<Browser> {
  const wanted = environment['EXHIBIT_BROWSER'];
  if (wanted !== undefined && wanted !== '' && wanted !== 'npm') {
    if (!(await isExecutable(wanted)))
      throw new Error(`EXHIBIT_BROWSER names ${wanted}, which is not an executable file.`);
    return described({ executable: wanted, origin: 'EXHIBIT_BROWSER', canShowWindows: true, args: [], env: {} });
  }
  if (wanted !== 'npm') {
    for (const executable of installedCandidates(process.platform, environment)) {
      if (await isExecutable(executable))
        return described({ executable, origin: 'installed', canShowWindows: true, args: [], env: {} });
    }
  }
  const packed = await fromNpm();
  if (packed !== null) return packed;
  throw new Error(
    'No browser engine found. Install Chromium, Chrome or Edge, or name one in EXHIBIT_BROWSER, or run `npm ci` with development packages on Linux x64.',
  );
}
