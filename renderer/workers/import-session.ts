import { ImportCancelled } from '../../parsers/io/import-cancelled.js';
import { FORMATS } from '../../parsers/registry.js';
import { previewMember } from '../../parsers/survey/preview.js';
import { surveyMember } from '../../parsers/survey/survey.js';
import { CaseDatabase } from '../db/database.js';
import { DexieChunkStore } from '../db/dexie-chunk-store.js';
import { stageExhibit } from './import-exhibit.js';
import { evidenceFiles } from './import-file.js';
import type { ImportProgress, StagedExhibit } from './import-messages.js';
import type { ImportAnswer, ImportRequest, ImportResult } from './import-protocol.js';
import type { ParseLane } from './parse-pool.js';
import { PortLane } from './parse-port-lane.js';

/** Progress is told at most this often, in milliseconds. */
const PROGRESS_EVERY_MS = 100;

/** The coordinator's side of the conversation with the page. */
export class ImportSession {
  readonly #answer: (answer: ImportAnswer) => void;
  #open: { readonly store: DexieChunkStore; readonly tokenSeed: string } | null = null;
  #lanes: readonly ParseLane[] = [];
  #cancelled = false;
  /** Call of the newest preview; an older one ends. */
  #previewing: number | null = null;
  #toldAtMs = 0;

  constructor(answer: (answer: ImportAnswer) => void) {
    this.#answer = answer;
  }

  receive(request: ImportRequest): void {
    switch (request.type) {
      case 'open':
        this.#open = { store: new DexieChunkStore(new CaseDatabase(request.database)), tokenSeed: request.tokenSeed };
        return;
      case 'lanes':
        this.#lanes = request.ports.map((port) => new PortLane(port));
        return;
      case 'cancel':
        this.#cancelled = true;
        this.#previewing = null;
        return;
      case 'stage':
        void this.#answered(request.call, this.#stage(request));
        return;
      case 'survey':
        void this.#answered(request.call, this.#survey(request));
        return;
      case 'preview':
        void this.#answered(request.call, this.#preview(request));
        return;
      case 'commit':
        void this.#answered(request.call, this.#opened.store.commit(request.id));
        return;
      case 'discard':
        void this.#answered(request.call, this.#opened.store.discard(request.id));
    }
  }

  get #opened(): { readonly store: DexieChunkStore; readonly tokenSeed: string } {
    if (this.#open === null) throw new Error('no database was opened');
    return this.#open;
  }

  async #stage(request: ImportRequest & { readonly type: 'stage' }): Promise<StagedExhibit> {
    this.#cancelled = false;
    return stageExhibit(request.receipt, evidenceFiles(request.receipt, request.files), {
      ...this.#opened,
      id: request.id,
      readings: request.readings,
      lanes: this.#lanes,
      onProgress: (progress) => this.#tell(progress),
      isCancelled: () => this.#cancelled,
    });
  }

  #survey({ receipt, files, member, framing }: ImportRequest & { readonly type: 'survey' }): Promise<ImportResult> {
    return surveyMember(evidenceFiles(receipt, files), member, framing, () => false);
  }

  async #preview(request: ImportRequest & { readonly type: 'preview' }): Promise<null> {
    const { call, receipt, files, member, reading } = request;
    this.#previewing = call;
    await previewMember(
      FORMATS,
      evidenceFiles(receipt, files),
      member,
      reading,
      (preview) => this.#answer({ type: 'preview', call, preview }),
      () => this.#previewing !== call,
    );
    return null;
  }

  #tell(progress: ImportProgress): void {
    const now = performance.now();
    if (now - this.#toldAtMs < PROGRESS_EVERY_MS) return;
    this.#toldAtMs = now;
    this.#answer({ type: 'progress', progress });
  }

  async #answered(call: number, work: Promise<ImportResult | void>): Promise<void> {
    try {
      this.#answer({ type: 'done', call, result: (await work) ?? null });
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      this.#answer({ type: 'failed', call, message, cancelled: error instanceof ImportCancelled });
    }
  }
}
