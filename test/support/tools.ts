import { spawnSync } from 'node:child_process';

/** Whether a program of the machine can be started; tests that need one that is not there are reported as skipped. */
export function hasTool(name: string): boolean {
  return spawnSync(name, ['--version']).error === undefined;
}
