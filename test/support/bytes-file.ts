import { createHash } from 'node:crypto';
import type { EvidenceFile } from '../../parsers/io/evidence-file.js';
import type { ExhibitReceipt } from '../../parsers/model/case.js';

/** Bytes as a file of an exhibit; `piece` is how many come at a time. */
export function bytesFile(path: string, bytes: Uint8Array, piece = 65_536): EvidenceFile {
  return {
    path,
    name: path.slice(path.lastIndexOf('/') + 1),
    bytes: bytes.length,
    sha256: sha256Of(bytes),
    async *stream() {
      for (let from = 0; from < bytes.length; from += piece) yield bytes.slice(from, from + piece);
    },
    slice: async (from, to) => bytes.slice(from, to),
  };
}

/** A receipt for such files: one of path `''` is a file, all else a folder. */
export function receiptFor(number: string, name: string, files: readonly EvidenceFile[]): ExhibitReceipt {
  return {
    number,
    name,
    sha256: sha256Of(Buffer.from(files.map((file) => file.sha256).join('\n'))),
    bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
    kind: files.length === 1 && files[0]?.path === '' ? 'file' : 'folder',
    storage: 'copy',
    files: files.map(({ path, bytes, sha256 }) => ({ path, bytes, sha256 })),
    origin: 'test',
  };
}

function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
