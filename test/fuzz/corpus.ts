import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { tarOf } from '../support/tar-builder.js';

/** An undamaged input. */
export interface Seed {
  /** Name that the file bears: some formats are known by it. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Longer samples are cut: what a fault needs stands in the first records. */
const LONGEST = 8 * 1024;
const NO_EVIDENCE = /^(?:README\.md|ORIGIN\.md|expected\.json|LICENSE.*|.*\.golden)$/;

/** Samples of one format, from its folder in `sample-evidence`. */
export function seedsOf(folder: string): readonly Seed[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !NO_EVIDENCE.test(entry.name))
    .toSorted((a, b) => (join(a.parentPath, a.name) < join(b.parentPath, b.name) ? -1 : 1))
    .map(({ parentPath, name }) => ({ name, bytes: cut(new Uint8Array(readFileSync(join(parentPath, name)))) }));
}

/** Archives and compressed files stay whole: cut ones hold nothing. */
function cut(bytes: Uint8Array): Uint8Array {
  if (bytes.length <= LONGEST || bytes.subarray(0, 512).includes(0)) return bytes;
  const end = bytes.subarray(0, LONGEST).lastIndexOf(0x0a);
  return bytes.slice(0, end < 0 ? LONGEST : end + 1);
}

/** The same evidence in a wrapper. */
export const WRAPPERS: readonly ((seed: Seed) => Seed)[] = [
  (seed) => seed,
  ({ name, bytes }) => ({ name: `${name}.gz`, bytes: new Uint8Array(gzipSync(bytes)) }),
  ({ name, bytes }) => ({ name: 'evidence.tar', bytes: tarOf([{ name, content: bytes }]) }),
  ({ name, bytes }) => ({ name: 'evidence.zip', bytes: zipSync({ [name]: bytes }) }),
];
