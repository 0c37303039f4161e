import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';

const ROOT = process.cwd();
const PROGRAM = join(ROOT, 'dist/main/chromium.js');
const PATIENCE_MS = 30_000;

/** Asks again until there is an answer; throws after half a minute, naming what was waited for. */
export async function until<T>(
  what: string,
  ask: () => Promise<T | null> | T | null,
  patienceMs = PATIENCE_MS,
): Promise<T> {
  const end = Date.now() + patienceMs;
  while (Date.now() < end) {
    const answer = await ask();
    if (answer !== null) return answer;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`waited in vain for ${what}`);
}

/**
 * The program as a person runs it: the built main over the stand-in, its own preload and pages, in a browser engine without a
 * screen. Mouse and keyboard reach it through the engine's debugging port.
 */
export class RunningExhibit {
  readonly userData: string;
  readonly #environment: Readonly<Record<string, string>>;
  #process: ChildProcess | null = null;
  #browser: Browser | null = null;
  #output = '';

  /** @param userData kept between runs by the caller, or made for this one */
  constructor(userData: string | null = null, environment: Readonly<Record<string, string>> = {}) {
    this.userData = userData ?? mkdtempSync(join(tmpdir(), 'exhibit-e2e-'));
    this.#environment = environment;
  }

  /** Starts the program and returns the page of its start window. */
  async start(): Promise<Page> {
    const child = spawn(process.execPath, [PROGRAM], {
      env: {
        ...process.env,
        EXHIBIT_HEADLESS: '1',
        EXHIBIT_DEBUG_PORT: '0',
        EXHIBIT_USER_DATA: this.userData,
        HOME: this.userData,
        // The npm browser is unpacked once, not for every test.
        XDG_CACHE_HOME: process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'),
        ...this.#environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#process = child;
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (data: Buffer) => (this.#output += String(data)));
    return this.page('start');
  }

  /** The page of the window with this role, once it is there; a case window lives in a browser process of its own. */
  async page(role: 'start' | 'case'): Promise<Page> {
    return until(`the ${role} window. Program said: ${this.#output}`, async () => {
      if (this.#process?.exitCode !== null) throw new Error(`the program ended: ${this.#output}`);
      for (const endpoint of this.#endpoints(role)) {
        const browser = await chromium.connectOverCDP(endpoint, { noDefaults: true }).catch(() => null);
        const page = browser?.contexts()[0]?.pages()[0];
        if (browser !== null && page !== undefined && page.url().startsWith('https://exhibit.invalid')) {
          this.#browser = browser;
          return page;
        }
        await browser?.close();
      }
      return null;
    });
  }

  /** Ends the program as closing its window would. */
  async stop(): Promise<void> {
    await this.#browser?.close().catch(() => undefined);
    const child = this.#process;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await gone;
  }

  /** Waits until the program has ended by itself. */
  async ended(): Promise<void> {
    await until('the end of the program', () => {
      const child = this.#process;
      return child === null || child.exitCode !== null || child.signalCode !== null ? true : null;
    });
    await this.#browser?.close().catch(() => undefined);
  }

  /** Ends the program as a power cut would. */
  async kill(): Promise<void> {
    const child = this.#process;
    if (child === null || child.exitCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
    await this.#browser?.close().catch(() => undefined);
  }

  /** Stops and removes the user data. */
  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.userData, { recursive: true, force: true });
  }

  /** Debugging endpoints of our browser processes: each writes its port into its profile folder, the newest first. */
  #endpoints(role: 'start' | 'case'): readonly string[] {
    const cache = join(this.userData, 'cache');
    if (!existsSync(cache)) return [];
    return readdirSync(cache)
      .filter((storage) => (storage === 'start') === (role === 'start'))
      .flatMap((storage) =>
        readdirSync(join(cache, storage)).map((profile) => join(cache, storage, profile, 'DevToolsActivePort')),
      )
      .filter((file) => existsSync(file))
      .toSorted((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)
      .map((file) => `http://127.0.0.1:${readFileSync(file, 'utf8').split('\n')[0] ?? ''}`);
  }
}
