import type { ReadStream } from 'node:tty';

const BACKSPACE = new Set(['\b', '\u007F']);
const LINE_END = new Set(['\r', '\n', '\u0004']);
const INTERRUPT = '\u0003';

/**
 * Asks for a passphrase at a terminal without showing what is typed.
 *
 * @returns null where `input` is no terminal
 * @throws Error when the person interrupts
 */
export async function askPassphrase(
  input: Pick<ReadStream, 'isTTY' | 'setRawMode' | 'setEncoding' | 'on' | 'off' | 'resume' | 'pause'>,
  output: { write(text: string): unknown },
  question: string,
): Promise<string | null> {
  if (!input.isTTY) return null;
  output.write(question);
  input.setRawMode(true);
  input.setEncoding('utf8');
  input.resume();
  let typed: string[] = [];
  try {
    return await new Promise<string>((resolve, reject) => {
      const take = (chunk: string): void => {
        for (const character of chunk) {
          if (LINE_END.has(character)) return end(() => resolve(typed.join('')));
          if (character === INTERRUPT) return end(() => reject(new Error('Interrupted.')));
          typed = BACKSPACE.has(character) ? typed.slice(0, -1) : [...typed, character];
        }
      };
      const end = (done: () => void): void => {
        input.off('data', take);
        done();
      };
      input.on('data', take);
    });
  } finally {
    input.setRawMode(false);
    input.pause();
    output.write('\n');
  }
}
