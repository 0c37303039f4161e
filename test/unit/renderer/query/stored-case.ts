import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { EvidenceFile } from '../../../../parsers/io/evidence-file.js';
import type { ExhibitReceipt } from '../../../../parsers/model/case.js';
import { QueryEngine } from '../../../../renderer/query/query-engine.js';
import { stageExhibit } from '../../../../renderer/workers/import-exhibit.js';
import { BlockParser } from '../../../../renderer/workers/parse-blocks.js';
import type { ParseLane } from '../../../../renderer/workers/parse-pool.js';
import { MemoryChunkStore } from '../../../support/memory-chunk-store.js';

export const TOKEN_SEED = '0123456789abcdef';

/** The files of one exhibit: path to content. */
export type ExhibitFiles = Readonly<Record<string, string | Uint8Array>>;

/** A case whose exhibits (`T/1`, `T/2`, ...) went through the real import into a store in memory. */
export interface StoredCase {
  readonly store: MemoryChunkStore;
  readonly engine: QueryEngine;
}

/** Imports every exhibit with two lanes, so that its rows lie in several segments. */
export async function storeCase(exhibits: readonly ExhibitFiles[]): Promise<StoredCase> {
  const store = new MemoryChunkStore();
  for (const [index, files] of exhibits.entries()) await storeExhibit(store, `T/${index + 1}`, files);
  return { store, engine: new QueryEngine(store, TOKEN_SEED) };
}

/** Imports and commits one exhibit. */
export async function storeExhibit(store: MemoryChunkStore, number: string, files: ExhibitFiles): Promise<void> {
  const evidence = Object.entries(files).map(([path, content]) => evidenceFile(path, Buffer.from(content)));
  const parts = evidence.map(({ path, bytes, sha256 }) => ({ path, bytes, sha256 }));
  const receipt: ExhibitReceipt = {
    number,
    name: 'evidence',
    sha256: sha256Of(Buffer.from(JSON.stringify(parts))),
    bytes: parts.reduce((sum, { bytes }) => sum + bytes, 0),
    kind: 'folder',
    storage: 'copy',
    files: parts,
    origin: '',
  };
  const staged = await stageExhibit(receipt, evidence, {
    id: store.exhibitRows.size + 1,
    store,
    lanes: [localLane(store), localLane(store)],
    tokenSeed: TOKEN_SEED,
    onProgress: () => undefined,
    isCancelled: () => false,
  });
  await store.commit(staged.id);
}

function evidenceFile(path: string, content: Buffer): EvidenceFile {
  return {
    path,
    name: basename(path),
    bytes: content.length,
    sha256: sha256Of(content),
    async *stream() {
      yield new Uint8Array(content);
    },
  };
}

/** A parser in this thread. */
function localLane(store: MemoryChunkStore): ParseLane {
  let parser: BlockParser | null = null;
  let working: Promise<unknown> = Promise.resolve();
  return {
    begin(exhibit, tokenSeed, events) {
      parser = new BlockParser(store, exhibit, tokenSeed, {
        nextSegment: async () => events.nextSegment(),
        onSegment: (marks) => events.onSegment(marks),
      });
    },
    parse(formatId, block) {
      const report = working.then(() => parser!.parse(formatId, block));
      working = report;
      return report;
    },
    finish: () => parser!.finish(),
    abandon: () => parser!.abandon(),
  };
}

function sha256Of(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}
