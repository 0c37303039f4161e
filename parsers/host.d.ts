/**
 * The few web-standard classes that parsers may use, declared by name: everything else of a host (DOM, Node, clocks,
 * network) is a type error in this layer. All of them exist in browsers, workers and Node.
 */
declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  decode(input?: ArrayBufferView | ArrayBuffer, options?: { stream?: boolean }): string;
}
declare class TextEncoder {
  encode(input?: string): Uint8Array<ArrayBuffer>;
}
declare class URL {
  constructor(url: string, base?: string);
  readonly searchParams: URLSearchParams;
  readonly pathname: string;
  readonly hostname: string;
}
declare class URLSearchParams implements Iterable<[string, string]> {
  constructor(init?: string);
  get(name: string): string | null;
  getAll(name: string): string[];
  [Symbol.iterator](): IterableIterator<[string, string]>;
}
declare function atob(data: string): string;
