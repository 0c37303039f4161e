/** How the text of a member is written. Everything behind this file sees UTF-8 only. */
import type { ByteStream } from './byte-stream.js';
import type { Complain } from './gunzip.js';

export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be';

const SAMPLE = 512;

/** Tells the encoding by byte-order mark, else by the zeros that ASCII text leaves in UTF-16. */
export function textEncodingOf(head: Uint8Array): TextEncoding {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const pairs = Math.min(head.length, SAMPLE) >>> 1;
  if (pairs < 4) return 'utf-8';
  const zeros = [0, 0];
  for (let at = 0; at < pairs * 2; at++) if (head[at] === 0) zeros[at & 1]!++;
  if (zeros[0] === 0 && zeros[1]! > pairs * 0.9) return 'utf-16le';
  if (zeros[1] === 0 && zeros[0]! > pairs * 0.9) return 'utf-16be';
  return 'utf-8';
}

/** UTF-16 as UTF-8 without byte-order mark: the same bytes as `iconv -f UTF-16 -t UTF-8` gives. */
export async function* utf8From(
  source: ByteStream,
  encoding: TextEncoding,
  complain: Complain,
): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder(encoding);
  const encoder = new TextEncoder();
  let written = 0;
  let complained = false;
  for (let done = false; !done;) {
    const chunk = await source.read();
    done = chunk === null;
    const text = done ? decoder.decode() : decoder.decode(chunk!, { stream: true });
    if (!complained && text.includes('\uFFFD')) {
      complained = true;
      complain(
        'invalid-utf8',
        written,
        `Some of the text is not valid ${encoding.toUpperCase()}; it reads as the replacement character.`,
      );
    }
    const bytes = encoder.encode(text);
    written += bytes.length;
    if (bytes.length > 0) yield bytes;
  }
}
