import { closeSync, fstatSync, openSync, readdirSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { storageFolder } from './stored-rows.js';

/** Bytes overwritten at one place: more than a bit, less than a sector. */
const HOLE_BYTES = 16;

/** Whole numbers from a seed (mulberry32): the same seed gives the same damage. */
export function randomBelow(seed: number): (limit: number) => number {
  let state = seed >>> 0;
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000) * limit);
  };
}

/** Files of the case database: those of its log-structured store, and those of large values. */
export function databaseFiles(userData: string, kind: 'leveldb' | 'blob'): readonly string[] {
  const folder = join(storageFolder(userData), 'Default', 'IndexedDB');
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => path.includes(`.indexeddb.${kind}/`))
    .toSorted();
}

/** Overwrites random bytes at random places of a file. */
export function overwrite(path: string, places: number, random: (limit: number) => number): void {
  const file = openSync(path, 'r+');
  const { size } = fstatSync(file);
  const bytes = Math.min(HOLE_BYTES, size);
  for (let place = 0; place < places; place += 1) {
    const hole = Buffer.from(Array.from({ length: bytes }, () => random(256)));
    writeSync(file, hole, 0, hole.length, random(size - hole.length + 1));
  }
  closeSync(file);
}
