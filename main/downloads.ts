import { EventEmitter, once } from 'node:events';
import { BridgeFailure } from './bridge/failure.js';
import type { DownloadTargets } from './bridge/context.js';
import type { DownloadSlice } from './slice.js';

/** Takes the downloads of one window's page. */
export interface DownloadSink {
  /** Absolute path for a download that begins, or null to refuse it. */
  place(suggestedName: string): string | null;
  finished(path: string, completed: boolean): void;
}

/** Lets a download of our page go where it was announced to go, and nowhere else. */
export function directDownload(item: DownloadSlice, sink: DownloadSink): 'placed' | 'refused' {
  const path = sink.place(item.getFilename());
  if (path === null) return 'refused';
  item.setSavePath(path);
  item.once('done', (_event, state) => sink.finished(path, state === 'completed'));
  return 'placed';
}

interface Announced {
  readonly done: Promise<void>;
  readonly settle: (completed: boolean) => void;
}

function announced(path: string): Announced {
  const outcome = new EventEmitter();
  const done = once(outcome, 'end').then(([completed]) => {
    if (completed !== true)
      throw new BridgeFailure('failed', `${path} could not be written whole. Check the disk and save again.`);
  });
  done.catch(() => undefined);
  return { done, settle: (completed) => outcome.emit('end', completed) };
}

/** Downloads of a case window: each takes the path announced for it, in order. */
export class AnnouncedDownloads implements DownloadTargets, DownloadSink {
  readonly #next: string[] = [];
  readonly #announced = new Map<string, Announced>();

  expect(path: string): void {
    this.#next.push(path);
    this.#announced.set(path, announced(path));
  }

  place(): string | null {
    return this.#next.shift() ?? null;
  }

  finished(path: string, completed: boolean): void {
    this.#announced.get(path)?.settle(completed);
  }

  async done(path: string): Promise<void> {
    await this.#announced.get(path)?.done;
  }

  async settled(): Promise<void> {
    await Promise.all([...this.#announced.values()].map(({ done }) => done));
  }
}

/** Downloads of the print page: only the named ones, each once, collected under a folder. */
export class CollectedDownloads implements DownloadSink {
  readonly #waiting: Set<string>;
  readonly #failed: string[] = [];
  #open: number;
  #settle: () => void = () => undefined;
  readonly #done: Promise<void>;

  /** @param pathOf where the attachment of that name goes */
  constructor(
    names: readonly string[],
    private readonly pathOf: (name: string) => string,
  ) {
    this.#waiting = new Set(names);
    this.#open = names.length;
    this.#done = new Promise((resolve) => {
      this.#settle = resolve;
    });
    if (names.length === 0) this.#settle();
  }

  place(suggestedName: string): string | null {
    return this.#waiting.delete(suggestedName) ? this.pathOf(suggestedName) : null;
  }

  finished(path: string, completed: boolean): void {
    if (!completed) this.#failed.push(path);
    this.#open -= 1;
    if (this.#open === 0) this.#settle();
  }

  /** Resolves when every named file is there. Throws `BridgeFailure` when one broke off. */
  async complete(): Promise<void> {
    await this.#done;
    if (this.#failed.length > 0)
      throw new BridgeFailure(
        'failed',
        `Attachments were not written whole: ${this.#failed.join(', ')}. Check the disk and export again.`,
      );
  }
}
