/**
 * The lock of a case folder: one process at a time reads and writes a case. The lock is a small file that names its
 * holder. One left behind by a process that is gone is taken over, and that is said.
 */
import { randomUUID } from 'node:crypto';
import { readFileSync, unlinkSync } from 'node:fs';
import { link, open, readFile, rename, rm } from 'node:fs/promises';
import { hostname, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { BridgeFailure } from '../bridge/failure.js';
import { diskFailure, systemCode } from './disk-failure.js';

export const LOCK_FILE = 'exhibit.lock';

/** Who holds a case. */
export interface LockHolder {
  readonly pid: number;
  /** Tells a process from a later one with the same number; null where the system does not say. */
  readonly processStart: string | null;
  readonly host: string;
  readonly user: string;
  /** UTC, ISO 8601. */
  readonly since: string;
}

export interface Lock {
  /** The dead holder whose lock was taken over, or null. */
  readonly takenFrom: LockHolder | 'unknown' | null;
  release(): Promise<void>;
}

/** Takes the lock of a folder. Throws `BridgeFailure` `locked`, naming the holder. */
export async function takeLock(folder: string): Promise<Lock> {
  const path = join(folder, LOCK_FILE);
  const text = `${JSON.stringify(ourselves())}\n`;
  let takenFrom: Lock['takenFrom'] = null;
  for (let attempt = 0; attempt < 50; attempt += 1) {
    if (await createLock(path, text)) return heldLock(path, text, takenFrom);
    const found = await readLock(path);
    if (found === null) continue;
    const holder = parseHolder(found);
    if (holder === null && attempt < 5) {
      // Another process may be writing it at this moment.
      await wait(50);
      continue;
    }
    if (holder !== null && mayBeAlive(holder)) throw new BridgeFailure('locked', lockedMessage(folder, path, holder));
    if (await setAside(path, found)) takenFrom = holder ?? 'unknown';
  }
  throw new BridgeFailure(
    'locked',
    `The lock of ${folder} keeps changing hands. Close other Exhibit windows and try again.`,
  );
}

function lockedMessage(folder: string, path: string, holder: LockHolder): string {
  const who = `${holder.user} on ${holder.host} (process ${holder.pid}, since ${holder.since})`;
  return holder.host === hostname()
    ? `The case in ${folder} is open already, by ${who}. Close it there first.`
    : `The case in ${folder} is open on another computer, by ${who}. Close it there first; if that computer no longer has it open, delete ${path} and try again.`;
}

function heldLock(path: string, text: string, takenFrom: Lock['takenFrom']): Lock {
  const releaseNow = () => {
    try {
      if (readFileSync(path, 'utf8') === text) unlinkSync(path);
    } catch (error) {
      if (systemCode(error) !== 'ENOENT') throw error;
    }
  };
  return { takenFrom, release: async () => releaseNow() };
}

/** @returns false where there is a lock already */
async function createLock(path: string, text: string): Promise<boolean> {
  const temporary = `${path}.${randomUUID()}`;
  try {
    await writeNew(temporary, text);
    // A link appears with its whole content, so nobody ever reads half a lock.
    await link(temporary, path);
    return true;
  } catch (error) {
    const code = systemCode(error);
    if (code === 'EEXIST') return false;
    if (code === 'EPERM' || code === 'ENOTSUP' || code === 'EOPNOTSUPP' || code === 'ENOSYS')
      return await createWithoutLink(path, text);
    throw diskFailure('Locking', path, error);
  } finally {
    await rm(temporary, { force: true });
  }
}

/** File systems of sticks (FAT, exFAT) have no links. */
async function createWithoutLink(path: string, text: string): Promise<boolean> {
  try {
    await writeNew(path, text);
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    throw diskFailure('Locking', path, error);
  }
}

async function writeNew(path: string, text: string): Promise<void> {
  const handle = await open(path, 'wx');
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function readLock(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    throw diskFailure('Reading', path, error);
  }
}

/** Removes a dead lock; if a living one took its place meanwhile, puts that back. */
async function setAside(path: string, expected: string): Promise<boolean> {
  const aside = `${path}.${randomUUID()}`;
  try {
    await rename(path, aside);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return false;
    throw diskFailure('Taking over', path, error);
  }
  const dead = (await readFile(aside, 'utf8')) === expected;
  if (dead) await rm(aside, { force: true });
  else await rename(aside, path);
  return dead;
}

function ourselves(): LockHolder {
  return {
    pid: process.pid,
    processStart: processStart(process.pid),
    host: hostname(),
    user: userName(),
    since: new Date().toISOString(),
  };
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    // A user id without an entry in the system's list has no name.
    return `user ${process.getuid?.() ?? ''}`.trim();
  }
}

function parseHolder(text: string): LockHolder | null {
  try {
    const value = JSON.parse(text) as Partial<LockHolder> | null;
    if (typeof value?.pid !== 'number' || typeof value.host !== 'string') return null;
    return {
      pid: value.pid,
      processStart: value.processStart ?? null,
      host: value.host,
      user: value.user ?? 'an unknown user',
      since: value.since ?? 'an unknown time',
    };
  } catch {
    return null;
  }
}

/** Whether the holder may still run. Of another computer nothing can be known, so its lock stands. */
function mayBeAlive(holder: LockHolder): boolean {
  if (holder.host !== hostname()) return true;
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    return systemCode(error) === 'EPERM';
  }
  const start = processStart(holder.pid);
  return holder.processStart === null || start === null || start === holder.processStart;
}

/** Boot and start time of a process (Linux), so that a reused process number is not taken for the holder. */
function processStart(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    // The second field is the program's name in parentheses and may hold anything, so counting begins after the last one.
    const start = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    return start === undefined ? null : `${boot}/${start}`;
  } catch {
    return null;
  }
}
