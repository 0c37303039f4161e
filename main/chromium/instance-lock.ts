import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function write(path: string): boolean {
  try {
    const file = openSync(path, 'wx', 0o600);
    writeSync(file, String(process.pid));
    closeSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
  process.once('exit', () => rmSync(path, { force: true }));
  return true;
}

/** Takes the lock of this user's windows; false while another live process holds it. A dead holder's lock is taken over. */
export function lockInstance(path: string): boolean {
  if (write(path)) return true;
  const pid = Number.parseInt(readFileSync(path, 'utf8'), 10);
  if (pid > 0 && pid !== process.pid && isAlive(pid)) return false;
  rmSync(path, { force: true });
  return write(path);
}
