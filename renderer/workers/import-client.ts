import { ImportCancelled } from '../../parsers/io/import-cancelled.js';
import type { ExhibitReceipt } from '../../parsers/model/case.js';
import type { NamedFraming } from '../../parsers/model/framing.js';
import type { MappedReading, Readings } from '../../parsers/model/reading.js';
import type { MappingPreview } from '../../parsers/survey/preview.js';
import type { MemberSurvey } from '../../parsers/survey/survey.js';
import type { ImportClient, ImportProgress, StagedExhibit } from './import-messages.js';
import type { ImportAnswer, ImportRequest, ImportResult } from './import-protocol.js';
import type { ParseWorkerStart } from './parse-messages.js';

/** Stored bytes from which an exhibit is worth more than one parse worker. */
const SMALL_EXHIBIT_BYTES = 16 * 1024 * 1024;
/** Idle parse workers are ended after this time, ms: they hold memory, and start in less than 0.1 s. */
const IDLE_MS = 10_000;

interface Waiting {
  resolve(result: ImportResult): void;
  reject(error: Error): void;
}

/** Starts the import side of a case. `tokenSeed`: the case's, 16 hex digits. Workers start when they are first needed. */
export function startImportClient(database: string, tokenSeed: string): ImportClient {
  return new WorkerImportClient(database, tokenSeed);
}

class WorkerImportClient implements ImportClient {
  readonly #database: string;
  readonly #tokenSeed: string;
  readonly #waiting = new Map<number, Waiting>();
  #coordinator: Worker | null = null;
  #parsers: readonly Worker[] = [];
  #idle: ReturnType<typeof setTimeout> | null = null;
  #calls = 0;
  #onProgress: (progress: ImportProgress) => void = () => undefined;
  /** Who hears of the newest preview. */
  #onPreview: { readonly call: number; readonly tell: (preview: MappingPreview) => void } | null = null;

  constructor(database: string, tokenSeed: string) {
    this.#database = database;
    this.#tokenSeed = tokenSeed;
  }

  async stage(
    id: number,
    receipt: ExhibitReceipt,
    files: readonly File[],
    readings: Readings,
    onProgress: (progress: ImportProgress) => void,
  ): Promise<StagedExhibit> {
    this.#onProgress = onProgress;
    this.#provideParsers(receipt.bytes < SMALL_EXHIBIT_BYTES ? 1 : Math.max(2, navigator.hardwareConcurrency - 1));
    try {
      const staged = await this.#call((call) => ({ type: 'stage', call, id, receipt, files, readings }));
      if (staged === null || !('ledger' in staged))
        throw new Error('the coordinator answered without a staged exhibit');
      return staged;
    } finally {
      this.#idle = setTimeout(() => this.#endParsers(), IDLE_MS);
    }
  }

  async survey(
    receipt: ExhibitReceipt,
    files: readonly File[],
    member: string,
    framing: NamedFraming | null,
  ): Promise<MemberSurvey | null> {
    const survey = await this.#call((call) => ({ type: 'survey', call, receipt, files, member, framing }));
    if (survey !== null && !('columns' in survey)) throw new Error('the coordinator answered without a survey');
    return survey;
  }

  async preview(
    receipt: ExhibitReceipt,
    files: readonly File[],
    member: string,
    reading: MappedReading,
    tell: (preview: MappingPreview) => void,
  ): Promise<void> {
    this.#onPreview = { call: this.#calls + 1, tell };
    await this.#call((call) => ({ type: 'preview', call, receipt, files, member, reading }));
  }

  async commit(id: number): Promise<void> {
    await this.#call((call) => ({ type: 'commit', call, id }));
  }

  async discard(id: number): Promise<void> {
    await this.#call((call) => ({ type: 'discard', call, id }));
  }

  cancel(): void {
    this.#coordinator?.postMessage({ type: 'cancel' } satisfies ImportRequest);
  }

  close(): void {
    this.#stop(new Error('The case was closed.'));
  }

  #call(request: (call: number) => ImportRequest): Promise<ImportResult> {
    this.#calls += 1;
    const call = this.#calls;
    const answered = new Promise<ImportResult>((resolve, reject) => this.#waiting.set(call, { resolve, reject }));
    this.#send(request(call));
    return answered;
  }

  #send(request: ImportRequest, transfer: readonly Transferable[] = []): void {
    this.#coordinator ??= this.#startCoordinator();
    this.#coordinator.postMessage(request, [...transfer]);
  }

  #startCoordinator(): Worker {
    const worker = new Worker(new URL('./import.worker.ts', import.meta.url), { type: 'module' });
    worker.onmessage = ({ data }: MessageEvent<ImportAnswer>) => this.#answered(data);
    worker.onerror = this.#died;
    worker.postMessage({ type: 'open', database: this.#database, tokenSeed: this.#tokenSeed } satisfies ImportRequest);
    return worker;
  }

  /** The page starts the parse workers, and a port joins each to the coordinator: nested workers would need a policy of their own. */
  #provideParsers(count: number): void {
    if (this.#idle !== null) clearTimeout(this.#idle);
    if (this.#parsers.length >= count) return;
    this.#endParsers();
    const ports: MessagePort[] = [];
    this.#parsers = Array.from({ length: count }, () => {
      const { port1, port2 } = new MessageChannel();
      const worker = new Worker(new URL('./parse.worker.ts', import.meta.url), { type: 'module' });
      worker.onerror = this.#died;
      worker.postMessage({ database: this.#database, port: port1 } satisfies ParseWorkerStart, [port1]);
      ports.push(port2);
      return worker;
    });
    this.#send({ type: 'lanes', ports }, ports);
  }

  #endParsers(): void {
    for (const worker of this.#parsers) worker.terminate();
    this.#parsers = [];
  }

  #answered(answer: ImportAnswer): void {
    if (answer.type === 'progress') {
      this.#onProgress(answer.progress);
      return;
    }
    if (answer.type === 'preview') {
      if (answer.call === this.#onPreview?.call) this.#onPreview.tell(answer.preview);
      return;
    }
    const waiting = this.#waiting.get(answer.call);
    this.#waiting.delete(answer.call);
    if (answer.type === 'done') waiting?.resolve(answer.result);
    else waiting?.reject(answer.cancelled ? new ImportCancelled() : new Error(answer.message));
  }

  /** A worker that dies (memory, mostly) takes all others with it; what it had staged is deleted when the case opens next. */
  readonly #died = (event: ErrorEvent): void => {
    this.#stop(
      new Error(
        `The import stopped: ${event.message || 'a worker ended unexpectedly, most likely for lack of memory'}.`,
      ),
    );
  };

  #stop(error: Error): void {
    if (this.#idle !== null) clearTimeout(this.#idle);
    this.#endParsers();
    this.#coordinator?.terminate();
    this.#coordinator = null;
    for (const waiting of this.#waiting.values()) waiting.reject(error);
    this.#waiting.clear();
  }
}
