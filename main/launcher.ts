import { spawn } from 'node:child_process';
import { accessSync, constants, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { READY_LINE } from './ready-line.js';

/** A child that ends within this time without the ready line did not start, ms. */
const START_PATIENCE_MS = 3000;

type Environment = Readonly<Record<string, string | undefined>>;

export type HostChoice =
  | { readonly host: 'electron'; readonly executable: string; readonly why: string }
  | { readonly host: 'chromium'; readonly why: string };

const HINT = 'To install it where its download place can be reached: npx install-electron --no';

function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return null;
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Decides by looking at files, never by asking the `electron` package: asking it downloads.
 *
 * @param packageFolder folder of the `electron` package, or null where it is not installed
 */
export function chooseHost(packageFolder: string | null, environment: Environment): HostChoice {
  if (environment['EXHIBIT_HOST'] === 'chromium') return { host: 'chromium', why: 'EXHIBIT_HOST asks for it' };
  if (packageFolder === null) return { host: 'chromium', why: `the electron package is not installed. ${HINT}` };
  const override = environment['ELECTRON_OVERRIDE_DIST_PATH'];
  const name = readOrNull(join(packageFolder, 'path.txt'));
  const dist = override ?? join(packageFolder, 'dist');
  if (name === null && override === undefined)
    return { host: 'chromium', why: `Electron's binary is not installed. ${HINT}` };
  const executable = join(dist, name ?? (process.platform === 'win32' ? 'electron.exe' : 'electron'));
  if (!isExecutable(executable))
    return { host: 'chromium', why: `${executable} is missing or not executable. ${HINT}` };
  const wanted = packageVersion(packageFolder);
  const found = readOrNull(join(dist, 'version'))?.replace(/^v/, '') ?? 'unknown';
  if (found !== wanted)
    return { host: 'chromium', why: `Electron ${wanted} is wanted and ${found} is installed. ${HINT}` };
  return { host: 'electron', executable, why: `Electron ${found} is installed` };
}

function packageVersion(packageFolder: string): string {
  const manifest = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as {
    readonly version: string;
  };
  return manifest.version;
}

/** Resolving a package's own manifest runs nothing of it. */
function electronPackageFolder(): string | null {
  try {
    return dirname(createRequire(import.meta.url).resolve('electron/package.json'));
  } catch {
    return null;
  }
}

/**
 * Runs a window host as a child.
 *
 * @returns its exit code, or `not-started` when it ended early without the ready line
 */
export function runHost(
  executable: string,
  args: readonly string[],
  patienceMs = START_PATIENCE_MS,
): Promise<number | 'not-started'> {
  return new Promise((resolve) => {
    const startedAt = performance.now();
    const child = spawn(executable, args, { stdio: ['inherit', 'pipe', 'inherit'] });
    let ready = false;
    child.stdout.on('data', (chunk: Buffer) => {
      ready ||= chunk.includes(READY_LINE);
      process.stdout.write(chunk);
    });
    child.once('error', () => resolve('not-started'));
    child.once('close', (code) => {
      const early = performance.now() - startedAt < patienceMs;
      resolve(!ready && early ? 'not-started' : (code ?? 3));
    });
  });
}

async function runChromium(folder: string): Promise<void> {
  // In this process: main reads the same arguments and ends it.
  await import(pathToFileURL(join(folder, 'chromium.js')).href);
}

/**
 * Starts the window: on Electron where its binary is installed, else, or when it does not come up, on the Chromium stand-in.
 * Says which and why in one line. Command lines run on the stand-in, which needs no display.
 */
export async function launch(args: readonly string[]): Promise<void> {
  const folder = dirname(fileURLToPath(import.meta.url));
  if (args.length > 0) return runChromium(folder);
  const choice = chooseHost(electronPackageFolder(), process.env);
  if (choice.host === 'electron') {
    process.stderr.write(`Exhibit runs on Electron: ${choice.why}.\n`);
    const code = await runHost(choice.executable, [join(folder, 'electron.js'), ...args]);
    if (code !== 'not-started') return process.exit(code);
    process.stderr.write('Exhibit runs on the Chromium stand-in: Electron ended before its window was up.\n');
    return runChromium(folder);
  }
  process.stderr.write(`Exhibit runs on the Chromium stand-in: ${choice.why}.\n`);
  return runChromium(folder);
}
