import type { ExhibitReceipt } from '../../../parsers/model/case.js';
import { CASE_DATABASE, CaseDatabase } from '../../../renderer/db/database.js';
import { DexieChunkStore } from '../../../renderer/db/dexie-chunk-store.js';
import { startImportClient } from '../../../renderer/workers/import-client.js';

export interface ImportMeasure {
  readonly events: number;
  readonly rejected: number;
  readonly ms: number;
  /** Longest time the main thread was held, ms, as a 10 ms timer saw it. */
  readonly longestTaskMs: number;
  readonly segments: number;
  readonly ledgerSha256: string;
}

declare global {
  interface Window {
    importEvidence(sha256: string): Promise<ImportMeasure>;
  }
}

const TOKEN_SEED = '0f1e2d3c4b5a6978';

/** Imports the file in the input as the window of the product does: stage, commit. */
window.importEvidence = async (sha256) => {
  const file = document.querySelector<HTMLInputElement>('#evidence')!.files![0]!;
  const receipt: ExhibitReceipt = {
    number: 'B/1',
    name: file.name,
    sha256,
    bytes: file.size,
    kind: 'file',
    storage: 'reference',
    files: [{ path: '', bytes: file.size, sha256 }],
    origin: 'benchmark',
  };
  const client = startImportClient(CASE_DATABASE, TOKEN_SEED);
  const stalls = watchStalls();
  const startedAt = performance.now();
  const staged = await client.stage(1, receipt, [file], new Map(), () => undefined);
  await client.commit(staged.id);
  const ms = performance.now() - startedAt;
  const longestTaskMs = stalls.stop();
  client.close();
  const [exhibit] = await new DexieChunkStore(new CaseDatabase(CASE_DATABASE)).exhibits();
  const { members } = staged.ledger;
  return {
    events: members.reduce((sum, { events }) => sum + events, 0),
    rejected: members.reduce((sum, { rejected }) => sum + rejected, 0),
    ms,
    longestTaskMs,
    segments: exhibit?.segments ?? 0,
    ledgerSha256: staged.ledgerSha256,
  };
};

function watchStalls(): { stop(): number } {
  let last = performance.now();
  let longest = 0;
  const timer = setInterval(() => {
    const now = performance.now();
    longest = Math.max(longest, now - last - 10);
    last = now;
  }, 10);
  return {
    stop: () => {
      clearInterval(timer);
      return longest;
    },
  };
}
