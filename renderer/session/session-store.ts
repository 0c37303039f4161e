import type { CaseState } from '../../parsers/model/case.js';
import type { ImportRun, SessionSnapshot } from './session.js';

/** Holds the snapshot that the screen reads and tells it of every change. */
export class SessionStore {
  #snapshot: SessionSnapshot;
  readonly #listeners = new Set<() => void>();
  #nextNotice = 1;

  constructor(state: CaseState) {
    this.#snapshot = { state, dataVersion: 0, importing: null, notices: [] };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly snapshot = (): SessionSnapshot => this.#snapshot;

  setState(state: CaseState): void {
    this.#change({ state });
  }

  setImporting(importing: ImportRun | null): void {
    this.#change({ importing });
  }

  /** Events or adjustments changed: searches are run again. */
  dataChanged(): void {
    this.#change({ dataVersion: this.#snapshot.dataVersion + 1 });
  }

  notify(
    tone: SessionSnapshot['notices'][number]['tone'],
    text: string,
    importAgain: SessionSnapshot['notices'][number]['importAgain'],
  ): void {
    const notice = { id: this.#nextNotice, tone, text, importAgain };
    this.#nextNotice += 1;
    this.#change({ notices: [...this.#snapshot.notices, notice] });
  }

  dismiss(id: number): void {
    this.#change({ notices: this.#snapshot.notices.filter((notice) => notice.id !== id) });
  }

  #change(part: Partial<SessionSnapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...part };
    for (const listener of this.#listeners) listener();
  }
}
