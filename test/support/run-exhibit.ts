import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

/** The built program over the stand-in, as `node <PROGRAM> <arguments>`. */
export const PROGRAM = fileURLToPath(new URL('../../dist/main/chromium.js', import.meta.url));

export interface CommandResult {
  readonly code: number | null;
  /** As printed: a test may ask for single bytes. */
  readonly stdout: Buffer;
  readonly stderr: Buffer;
}

/** Runs a command line of the built program to its end, with user data of its own that is removed afterwards. */
export async function runExhibit(args: readonly string[], cwd?: string): Promise<CommandResult> {
  return runProgram(process.execPath, [PROGRAM, ...args], cwd);
}

/** Runs any program with the user data of a run of Exhibit. */
export async function runProgram(executable: string, args: readonly string[], cwd?: string): Promise<CommandResult> {
  const userData = mkdtempSync(join(tmpdir(), 'exhibit-command-'));
  try {
    const child = spawn(executable, args, {
      cwd,
      env: { ...process.env, EXHIBIT_USER_DATA: userData, HOME: userData },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const ended = new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    const [stdout, stderr, code] = await Promise.all([buffer(child.stdout), buffer(child.stderr), ended]);
    return { code, stdout, stderr };
  } finally {
    rmSync(userData, { recursive: true, force: true, maxRetries: 3 });
  }
}
