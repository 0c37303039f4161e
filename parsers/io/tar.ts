/**
 * tar: old, ustar, pax and GNU archives through tar-stream. Entries come in the order of the archive, with names exactly
 * as written. Nothing is ever created from them.
 */
import { extract, type ExtractEvents, type Header } from 'tar-stream';
import { ByteStream } from './byte-stream.js';
import { TarFeed, type RawHeader } from './tar-feed.js';
import { oldSparseFile, paxSparseFile, SparseBlocks, type SparseFile } from './tar-sparse.js';

const BLOCK = 512;
/** `S` */
const OLD_SPARSE = 0x53;

type Source = ExtractEvents['entry'][1];

export interface TarEntry {
  readonly name: string;
  /** tar-stream's word (`file`, `symlink`, ...), or null for a type it does not know. */
  readonly type: Header['type'] | null;
  /** Target of a link, else `''`. */
  readonly target: string;
  /** Size as the header states it. */
  readonly size: number;
  /** Where the content is the pieces of a sparse file: how they make the file, or null where that is not known. */
  readonly sparse?: SparseFile | null;
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
  const blocks = new SparseBlocks(source);
  const feed = new TarFeed(archive, new ByteStream(blocks.passOn()));
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
        await visit(describe(stream, feed.header, blocks, content));
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

function describe(stream: Source, raw: RawHeader, blocks: SparseBlocks, content: ByteStream): TarEntry {
  const { header } = stream;
  const pax = (header.pax ?? {}) as Readonly<Record<string, string>>;
  const isPaxSparse = Object.keys(pax).some((key) => key.startsWith('GNU.sparse.'));
  const own = raw.bytes.subarray(-BLOCK);
  const isOldSparse = own[156] === OLD_SPARSE;
  const further = blocks.furtherPieces(stream.offset + BLOCK);
  return {
    name: pax['GNU.sparse.name'] ?? header.name,
    type: isOldSparse ? 'file' : header.type,
    target: header.linkname ?? '',
    size: header.size,
    ...(isOldSparse && { sparse: oldSparseFile(own, further) }),
    ...(isPaxSparse && { sparse: paxSparseFile(pax) }),
    content,
    header: { ...raw, offset: blocks.placeInArchive(raw.offset) },
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
