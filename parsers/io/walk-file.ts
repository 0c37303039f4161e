import type { EvidenceFile } from './evidence-file.js';
import type { Complain } from './gunzip.js';
import { ImportCancelled } from './import-cancelled.js';
import type { RandomAccess } from './random-access.js';
import { readMember } from './read-member.js';
import type { WalkContext } from './walk-context.js';

/**
 * Looks inside one file of an exhibit: unwraps gzip, tar and zip inside one another and shows every member to the
 * visitor, with hashes as stored and as parsed. A file that can no longer be read ends where it fails, and its ledger
 * line says so. Throws `ImportCancelled`, and what the visitor throws.
 */
export async function walkFile(context: WalkContext, file: EvidenceFile): Promise<void> {
  const path = context.names.claim(file.path);
  context.budget.startFile(file.bytes);
  const advance = new Advance(context, file.bytes);
  await readMember(
    context,
    { path, name: file.name, depth: 0 },
    (complain) => ({
      stream: storedBytes(context, file, advance, complain),
      random: file.slice === undefined ? null : slicesOf(context, file, file.slice.bind(file), advance, complain),
      known: { sha256: file.sha256, bytes: file.bytes },
    }),
    null,
  );
  advance.finish();
}

async function* storedBytes(
  context: WalkContext,
  file: EvidenceFile,
  advance: Advance,
  complain: Complain,
): AsyncGenerator<Uint8Array> {
  const chunks = file.stream()[Symbol.asyncIterator]();
  let bytes = 0;
  try {
    for (;;) {
      if (context.isCancelled()) throw new ImportCancelled();
      const next = await chunks.next().catch((error: unknown) => String(error));
      if (typeof next === 'string') {
        complain(
          'unreadable',
          null,
          `The file cannot be read beyond byte ${bytes} (${next}): put it back as it was and rebuild the exhibit.`,
        );
        return;
      }
      if (next.done === true) break;
      bytes += next.value.length;
      advance.by(next.value.length);
      yield next.value;
    }
  } finally {
    await chunks.return?.();
  }
  if (bytes !== file.bytes) {
    complain(
      'unreadable',
      null,
      `The file has ${bytes} bytes, at receipt it had ${file.bytes}: it was changed since. Put it back as it was and rebuild the exhibit.`,
    );
  }
}

function slicesOf(
  context: WalkContext,
  file: EvidenceFile,
  slice: NonNullable<EvidenceFile['slice']>,
  advance: Advance,
  complain: Complain,
): RandomAccess {
  return {
    size: file.bytes,
    read: async (from, to) => {
      if (context.isCancelled()) throw new ImportCancelled();
      const start = Math.max(0, Math.min(from, file.bytes));
      const end = Math.max(start, Math.min(to, file.bytes));
      if (start === end) return new Uint8Array(0);
      advance.by(end - start);
      const bytes = await slice(start, end).catch((error: unknown) => String(error));
      if (typeof bytes !== 'string') return bytes;
      complain(
        'unreadable',
        null,
        `The file cannot be read at byte ${start} (${bytes}): put it back as it was and rebuild the exhibit.`,
      );
      return new Uint8Array(0);
    },
  };
}

/** Reports the bytes of one file: all of them in the end, never more. */
class Advance {
  readonly #context: WalkContext;
  #left: number;

  constructor(context: WalkContext, bytes: number) {
    this.#context = context;
    this.#left = bytes;
  }

  by(bytes: number): void {
    const step = Math.min(bytes, this.#left);
    this.#left -= step;
    if (step > 0) this.#context.visitor.advance(step);
  }

  finish(): void {
    this.by(this.#left);
  }
}
