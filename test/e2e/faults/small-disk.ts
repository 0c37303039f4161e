import { execFileSync, spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmdirSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const BLOCK_BYTES = 4096;

/** Whether file systems of a given size can be made here: on Linux, by root. */
export function canMount(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  const folder = mkdtempSync(join(tmpdir(), 'exhibit-mount-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder]).status === 0;
  if (mounted) spawnSync('umount', [folder]);
  rmdirSync(folder);
  return mounted;
}

/** A file system of its own in a folder, held in memory. */
export class SmallDisk {
  readonly #folder: string;
  readonly #filler: string;

  /** @param folder empty */
  constructor(folder: string, bytes: number) {
    this.#folder = folder;
    this.#filler = join(folder, 'filler');
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', folder]);
  }

  /** Fills it until so many blocks of 4096 bytes are left. */
  fill(blocksLeft: number): void {
    const file = openSync(this.#filler, 'w');
    const { bfree } = statfsSync(this.#folder);
    const block = Buffer.alloc(BLOCK_BYTES);
    for (let blocks = bfree - blocksLeft; blocks > 0; blocks -= 1) writeSync(file, block);
    closeSync(file);
  }

  /** Removes what `fill` wrote. */
  free(): void {
    rmSync(this.#filler, { force: true });
  }

  resize(bytes: number): void {
    execFileSync('mount', ['-o', `remount,size=${bytes}`, this.#folder]);
  }

  unmount(): void {
    execFileSync('umount', [this.#folder]);
  }
}
