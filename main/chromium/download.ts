import { EventEmitter } from 'node:events';
import type { Download } from 'playwright-core';
import type { DownloadSlice } from '../slice.js';

/** Electron's `DownloadItem` over a download of Playwright. */
export class ChromiumDownload extends EventEmitter implements DownloadSlice {
  #path: string | null = null;
  #cancelled = false;

  constructor(private readonly download: Download) {
    super();
  }

  getFilename(): string {
    return this.download.suggestedFilename();
  }

  setSavePath(path: string): void {
    this.#path = path;
  }

  cancel(): void {
    this.#cancelled = true;
  }

  /** Runs the download to its end after the listeners of `will-download` had their say. No path: there is no dialog to ask for one. */
  async finish(): Promise<void> {
    if (this.#cancelled || this.#path === null) {
      await this.download.cancel().catch(() => undefined);
      this.emit('done', {}, 'cancelled');
      return;
    }
    const saved = await this.download.saveAs(this.#path).then(
      () => true,
      () => false,
    );
    await this.download.delete().catch(() => undefined);
    this.emit('done', {}, saved ? 'completed' : 'interrupted');
  }
}
