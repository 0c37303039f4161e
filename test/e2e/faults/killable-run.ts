import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('../../../dist/main/chromium.js', import.meta.url));
const LOOK_AGAIN_MS = 10;

/** Which process is killed, and how long after it is there, ms. */
export interface Kill {
  readonly target: 'node' | 'browser';
  readonly afterMs: number;
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
  const killed = kill === null ? null : carryOut(kill, pid, browser, over.signal);
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
  { target, afterMs }: Kill,
  pid: number,
  browser: Promise<{ readonly found: number | null }>,
  over: AbortSignal,
): Promise<boolean> {
  const victim = target === 'node' ? pid : (await browser).found;
  await wait(afterMs, over);
  if (victim === null || over.aborted) return false;
  try {
    process.kill(victim, 'SIGKILL');
    return true;
  } catch {
    return false;
  }
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
