import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('../../../dist/main/chromium.js', import.meta.url));
const LOOK_AGAIN_MS = 10;

/** Which process is killed, and when. */
export interface Kill {
  readonly target: 'node' | 'browser';
  /** How long after it is there, ms; or what is asked until it is so. */
  readonly after: number | (() => boolean);
}

/** How a run of the command line ended. */
export interface Ended {
  readonly exit: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly ms: number;
  /** When its browser was there, ms after the start; `ms` where there was none. */
  readonly browserAtMs: number;
  /** Whether `kill` came before the end. */
  readonly killed: boolean;
}

/**
 * Runs a command of the built program and waits for its end, or kills it as a power cut would.
 *
 * @param environment besides this process's own
 */
export async function runKillable(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
  kill: Kill | null = null,
): Promise<Ended> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, [PROGRAM, ...args], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { stdout: '', stderr: '' };
  child.stdout.on('data', (data: Buffer) => (said.stdout += data.toString()));
  child.stderr.on('data', (data: Buffer) => (said.stderr += data.toString()));
  const ended = new Promise<readonly [number | null, NodeJS.Signals | null]>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exit, signal) => resolve([exit, signal]));
  });
  const over = new AbortController();
  const elapsed = () => performance.now() - startedAt;
  const { pid } = child;
  if (pid === undefined) throw new Error('the program did not start');
  const browser = browserOf(pid, over.signal).then((found) => ({ found, atMs: elapsed() }));
  const killed = kill === null ? null : carryOut(kill, child, browser, over.signal);
  const [exit, signal] = await ended;
  over.abort();
  return {
    exit,
    signal,
    ...said,
    ms: elapsed(),
    browserAtMs: (await browser).atMs,
    killed: (await killed) ?? false,
  };
}

async function carryOut(
  { target, after }: Kill,
  child: ChildProcess,
  browser: Promise<{ readonly found: number | null }>,
  over: AbortSignal,
): Promise<boolean> {
  const { found } = target === 'node' ? { found: null } : await browser;
  if (typeof after === 'number') await wait(after, over);
  else while (!over.aborted && !after()) await wait(LOOK_AGAIN_MS, over);
  if (target === 'node') return child.kill('SIGKILL');
  // The number of a browser that has ended may be another program's by now.
  if (found === null || child.pid === undefined || !childrenOf(child.pid).includes(found)) return false;
  return process.kill(found, 'SIGKILL');
}

/** Process id of the browser that a run started; null where the run ended without one. */
async function browserOf(pid: number, over: AbortSignal): Promise<number | null> {
  while (!over.aborted) {
    const found = childrenOf(pid).find((child) => commandLineOf(child).includes('--user-data-dir='));
    if (found !== undefined) return found;
    await wait(LOOK_AGAIN_MS, over);
  }
  return null;
}

function childrenOf(pid: number): readonly number[] {
  return readOrEmpty(`/proc/${pid}/task/${pid}/children`).split(' ').filter(Boolean).map(Number);
}

function commandLineOf(pid: number): string {
  return readOrEmpty(`/proc/${pid}/cmdline`);
}

/** A file of `/proc`; empty where the process is gone between two looks. */
export function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** Resolves after a time, or when all is over. */
async function wait(ms: number, over: AbortSignal): Promise<void> {
  await setTimeout(ms, undefined, { signal: over }).catch(() => undefined);
}
