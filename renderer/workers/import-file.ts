import type { EvidenceFile } from '../../parsers/io/evidence-file.js';
import type { ExhibitReceipt } from '../../parsers/model/case.js';

/** Bytes per read; one is read ahead while the one before is worked on. */
const SLICE_BYTES = 8 * 1024 * 1024;

/**
 * The attached files of an exhibit as the door reads them. `files` stand in the order of `receipt.files`.
 * Throws when they do not fit the receipt: then other bytes than the received ones would be read.
 */
export function evidenceFiles(receipt: ExhibitReceipt, files: readonly File[]): readonly EvidenceFile[] {
  if (files.length !== receipt.files.length) {
    throw new Error(`${receipt.files.length} files were received as ${receipt.number}, ${files.length} are attached.`);
  }
  return receipt.files.map(({ path, bytes, sha256 }, index) => {
    const file = files[index]!;
    if (file.size !== bytes) {
      throw new Error(
        `${file.name} has ${file.size} bytes, ${bytes} were received: the copy of ${receipt.number} was changed.`,
      );
    }
    return {
      path,
      // The copy in the case may bear another name than what was received.
      name: path === '' ? receipt.name : path.slice(path.lastIndexOf('/') + 1),
      bytes,
      sha256,
      stream: () => readAhead(file),
      slice: (from, to) => read(file, from, to),
    };
  });
}

async function* readAhead(file: File): AsyncGenerator<Uint8Array> {
  let next = file.size > 0 ? read(file, 0, SLICE_BYTES) : null;
  for (let from = 0; next !== null; from += SLICE_BYTES) {
    const bytes = await next;
    next = from + SLICE_BYTES < file.size ? read(file, from + SLICE_BYTES, from + 2 * SLICE_BYTES) : null;
    // Left unread when the import is cancelled: that is no failure.
    next?.catch(() => undefined);
    yield bytes;
  }
}

async function read(file: File, from: number, to: number): Promise<Uint8Array> {
  return new Uint8Array(await file.slice(from, to).arrayBuffer());
}
