/**
 * tar: old, ustar, pax and GNU archives through tar-stream. Entries come in the order of the archive, with names exactly
 * as written. Nothing is ever created from them.
 */
import { extract, type ExtractEvents, type Header } from 'tar-stream';
import { ByteStream } from './byte-stream.js';
import { TarFeed, type RawHeader } from './tar-feed.js';

const BLOCK = 512;

type Source = ExtractEvents['entry'][1];

export interface TarEntry {
  readonly name: string;
  /** tar-stream's word (`file`, `symlink`, ...), or null for a type it does not know. */
  readonly type: Header['type'] | null;
  /** Target of a link, else `''`. */
  readonly target: string;
  /** Size as the header states it. */
  readonly size: number;
  /** True where the content is a condensed sparse file, which reads as something else than the file was. */
  readonly sparse: boolean;
  readonly content: ByteStream;
  /** Its headers as they stand in the archive. */
  readonly header: RawHeader;
}

/** How the archive ended. */
export type TarEnd =
  | { readonly kind: 'whole' }
  /** Nothing is missing that one could see, but the empty blocks at the end are. */
  | { readonly kind: 'no-end-mark' }
  | { readonly kind: 'damaged'; readonly reason: string };

/** True where `head`, the first 512 bytes, is a tar header: its check sum decides, so that old archives count too. */
export function isTar(head: Uint8Array): boolean {
  if (head.length < BLOCK || head[0] === 0) return false;
  let sum = 8 * 32;
  for (let at = 0; at < BLOCK; at++) if (at < 148 || at >= 156) sum += head[at]!;
  const written = /^[ \0]*([0-7]+)[ \0]*$/.exec(String.fromCharCode(...head.subarray(148, 156)));
  return written !== null && parseInt(written[1]!, 8) === sum;
}

/**
 * Visits every entry; the next one is read when `visit` resolves, whatever it left unread. `cut` is called, before
 * `visit` can resolve, where the archive ends inside the entry being read.
 */
export async function readTar(
  source: ByteStream,
  visit: (entry: TarEntry) => Promise<void>,
  cut: () => void,
): Promise<TarEnd> {
  // The first option is missing from the type: without it, archives older than ustar are refused. With the second one
  // every write is answered by a drain, so that the feed never runs ahead of the entries.
  const options: object = { allowUnknownFormat: true, highWaterMark: 1 };
  const archive = extract(options);
  const feed = new TarFeed(archive, source);
  let isCut = false;
  const visits: { failure: { readonly error: unknown } | null } = { failure: null };
  try {
    for await (const stream of archive) {
      const content = new ByteStream(
        contentOf(stream, feed, () => {
          isCut = true;
          cut();
        }),
      );
      try {
        await visit(describe(stream.header, feed.header, content));
        await content.drain();
      } catch (error) {
        visits.failure = { error };
        throw error;
      }
      if (isCut)
        return { kind: 'damaged', reason: 'The archive ends inside an entry; what precedes the end was read.' };
    }
  } catch (error) {
    if (visits.failure !== null) throw visits.failure.error;
    if (feed.failure === null) {
      const what = error instanceof Error ? error.message : String(error);
      return { kind: 'damaged', reason: `The archive is damaged (${what}); entries behind the damage were not read.` };
    }
  } finally {
    archive.destroy();
    await feed.ended;
  }
  if (feed.failure !== null) throw feed.failure.error;
  return feed.hasEndMark ? { kind: 'whole' } : { kind: 'no-end-mark' };
}

function describe(header: Header, raw: RawHeader, content: ByteStream): TarEntry {
  const pax = (header.pax ?? {}) as Readonly<Record<string, string>>;
  return {
    name: header.name,
    type: header.type,
    target: header.linkname ?? '',
    size: header.size,
    sparse: Object.keys(pax).some((key) => key.startsWith('GNU.sparse.')),
    content,
    header: raw,
  };
}

async function* contentOf(stream: Source, feed: TarFeed, cut: () => void): AsyncGenerator<Uint8Array> {
  const size = stream.header.type === 'directory' ? 0 : stream.header.size;
  const start = stream.offset + BLOCK;
  const pieces = stream[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>;
  let pending: Promise<IteratorResult<Uint8Array>> | null = null;
  for (let read = 0; read < size;) {
    if (feed.failure !== null) return;
    if (feed.total !== null && read >= feed.total - start) {
      cut();
      return;
    }
    pending ??= pieces.next();
    const next = await (feed.total === null ? Promise.race([pending, feed.ended]) : pending);
    // The source has ended meanwhile: ask again how much of this entry there is.
    if (next === undefined) continue;
    pending = null;
    if (next.done === true) return;
    read += next.value.length;
    yield next.value;
  }
  // Ends the entry for tar-stream.
  await pieces.next();
}
