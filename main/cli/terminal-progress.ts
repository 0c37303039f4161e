import { visibleText } from '../../parsers/model/visible-text.js';

/** Progress on one line of a terminal; nothing where standard error is none. */
export class TerminalProgress {
  #shown = false;

  constructor(private readonly stream: NodeJS.WriteStream) {}

  show(line: string): void {
    if (!this.stream.isTTY) return;
    const width = Math.max(20, this.stream.columns ?? 80) - 1;
    this.stream.write(
      `\r\u001b[K${visibleText(line)
        .replaceAll(/[\n\t]/g, ' ')
        .slice(0, width)}`,
    );
    this.#shown = true;
  }

  /** Takes the line away before something else is written. */
  clear(): void {
    if (this.#shown) this.stream.write('\r\u001b[K');
    this.#shown = false;
  }
}
