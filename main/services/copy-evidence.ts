import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { chmod, open, type FileHandle } from 'node:fs/promises';
import { BridgeFailure } from '../bridge/failure.js';
import { failpoint } from './failpoints.js';

const BLOCK_BYTES = 1 << 20;

/** A link or pipe put there after the listing is refused by the system instead of followed or waited for. */
const OPEN_FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** Told of every block read, in bytes. */
export type OnBytes = (bytes: number) => void;

/** Hashes a regular file, no link, in one stream. Throws when `signal` aborts or the file changes meanwhile. */
export async function hashFile(
  path: string | Buffer,
  onBytes: OnBytes,
  signal: AbortSignal,
): Promise<{ readonly sha256: string; readonly bytes: number }> {
  return readFile(path, async () => {}, onBytes, signal);
}

/** Another digest of a regular file, for comparison with old records only: MD5 and SHA-1 prove nothing by themselves. */
export async function digestFile(path: string, algorithm: 'md5' | 'sha1', signal: AbortSignal): Promise<string> {
  const hash = createHash(algorithm);
  await readFile(
    path,
    async (block) => {
      hash.update(block);
    },
    () => {},
    signal,
  );
  return hash.digest('hex');
}

/**
 * Copies a regular file, hashing what is read, then reads the copy again and compares. The copy is durable and read-only
 * when this resolves. `target` must not exist; the source is opened for reading only.
 */
export async function copyFile(
  source: string | Buffer,
  target: string,
  onBytes: OnBytes,
  signal: AbortSignal,
): Promise<{ readonly sha256: string; readonly bytes: number }> {
  const copy = await open(target, 'wx', 0o600);
  let read: { readonly sha256: string; readonly bytes: number };
  try {
    read = await readFile(
      source,
      async (block) => {
        await copy.writeFile(block);
        failpoint('evidence-copying');
      },
      onBytes,
      signal,
    );
    await copy.sync();
  } finally {
    await copy.close();
  }
  const again = await hashFile(target, onBytes, signal);
  if (again.sha256 !== read.sha256) {
    throw new BridgeFailure(
      'damaged',
      `The copy of ${String(source)} differs from what was read. The disk may be failing; nothing was received.`,
    );
  }
  await chmod(target, 0o444);
  return read;
}

/** Reads at most `limit` bytes of a file, block by block; returns how many there were. Throws when `signal` aborts. */
export async function readBlocks(
  path: string,
  limit: number,
  signal: AbortSignal,
  take: (block: Buffer) => Promise<void>,
): Promise<number> {
  const handle = await open(path, OPEN_FLAGS);
  try {
    return await eachBlock(handle, signal, take, limit);
  } finally {
    await handle.close();
  }
}

async function readFile(
  path: string | Buffer,
  take: (block: Buffer) => Promise<void>,
  onBytes: OnBytes,
  signal: AbortSignal,
): Promise<{ readonly sha256: string; readonly bytes: number }> {
  const handle = await open(path, OPEN_FLAGS);
  try {
    const before = await handle.stat();
    if (!before.isFile()) throw new BridgeFailure('failed', `${String(path)} is no regular file any more.`);
    const hash = createHash('sha256');
    const bytes = await eachBlock(handle, signal, async (block) => {
      hash.update(block);
      await take(block);
      onBytes(block.length);
    });
    const after = await handle.stat();
    if (bytes !== before.size || after.size !== before.size || after.mtimeMs !== before.mtimeMs) {
      throw new BridgeFailure(
        'failed',
        `${String(path)} was changed while it was read. Stop what writes to it, or take a copy, and try again.`,
      );
    }
    return { sha256: hash.digest('hex'), bytes };
  } finally {
    await handle.close();
  }
}

async function eachBlock(
  handle: FileHandle,
  signal: AbortSignal,
  take: (block: Buffer) => Promise<void>,
  limit = Infinity,
): Promise<number> {
  const buffer = Buffer.alloc(BLOCK_BYTES);
  let position = 0;
  for (;;) {
    if (signal.aborted) throw new BridgeFailure('cancelled', 'It was cancelled before it was complete.');
    const length = Math.min(buffer.length, limit - position);
    if (length === 0) return position;
    const { bytesRead } = await handle.read(buffer, 0, length, position);
    if (bytesRead === 0) return position;
    position += bytesRead;
    await take(buffer.subarray(0, bytesRead));
  }
}
