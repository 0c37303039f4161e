import { JsonScanner } from './json-scanner.js';

const OPEN_OBJECT = 0x7b;

/**
 * The first JSON value of `text`, cut behind its last whole part and closed there: what a record that ends too early, or
 * breaks off in damage, still says. Null where not even one part is whole.
 */
export function closeCutJson(text: string): string | null {
  const bytes = new TextEncoder().encode(text);
  const scanner = new JsonScanner();
  scanner.watch = Number.POSITIVE_INFINITY;
  /** First bytes of the values that are begun. */
  const open: number[] = [];
  let whole: { readonly end: number; readonly closing: string } | null = null;
  for (;;) {
    const stop = scanner.scan(bytes, bytes.length);
    if (stop === 'value') open.push(bytes[scanner.position]!);
    else if (stop === 'end') {
      open.pop();
      const closing = open
        .toReversed()
        .map((byte) => (byte === OPEN_OBJECT ? '}' : ']'))
        .join('');
      whole = { end: scanner.position, closing };
      if (open.length === 0) break;
    } else if (stop !== 'key') break;
  }
  return whole === null ? null : new TextDecoder().decode(bytes.subarray(0, whole.end)) + whole.closing;
}
