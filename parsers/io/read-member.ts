import { ByteMeter } from './byte-meter.js';
import { ByteStream } from './byte-stream.js';
import { COMPRESSION_HEAD, compressionOf, nameWithoutCompression } from './compression.js';
import type { Complain } from './gunzip.js';
import type { RandomAccess } from './random-access.js';
import { readTarMembers, readZipMembers, type NewMember, type ReadEntry } from './read-archive.js';
import { isTarHeader } from './tar-header.js';
import { textEncodingOf, utf8From, type TextEncoding } from './text-encoding.js';
import {
  archiveVerdict,
  complainAbout,
  unsupportedVerdict,
  type MemberPlace,
  type MemberVerdict,
  type WalkContext,
} from './walk-context.js';
import { isZip } from './zip-directory.js';

const TAR_HEADER = 512;
const ENCODING_SAMPLE = 1024;

/** How a member's stored bytes are reached. */
export interface StoredBytes {
  readonly stream: AsyncIterable<Uint8Array>;
  /** The same bytes at any place, where the host can; else null. */
  readonly random: RandomAccess | null;
  /** What was measured at receipt, so that it is not measured again; null inside archives. */
  readonly known: { readonly sha256: string; readonly bytes: number } | null;
}

/**
 * Reads one member: takes off compression, looks into archives, shows everything else to the visitor, and closes its
 * ledger line. `open` gets the complaint function of the member. `refusal`, where not null, says why its content is not looked at.
 */
export async function readMember(
  context: WalkContext,
  member: NewMember,
  open: (complain: Complain) => StoredBytes,
  refusal: string | null,
): Promise<void> {
  const { limits, visitor, budget } = context;
  const index = visitor.start(member.path);
  const complain: Complain = (code, offset, reason) => complainAbout(context, index, code, offset, reason);
  const { stream: source, random, known } = open(complain);
  const storedMeter = known === null ? new ByteMeter() : null;
  const passing = known === null ? (visitor.stored?.(index, source) ?? source) : source;
  const stored = new ByteStream(storedMeter?.measure(passing) ?? passing);

  let stream = stored;
  let { name, depth } = member;
  const deepest = refusal === null ? limits.nesting : 0;
  while (depth < deepest) {
    const compression = compressionOf(await stream.peek(COMPRESSION_HEAD));
    if (compression === null) break;
    stream = new ByteStream(compression.open(stream, budget, complain));
    name = nameWithoutCompression(name);
    depth++;
  }
  const place: MemberPlace = { index, path: member.path, depth };
  const archive =
    refusal === null
      ? await readAsArchive(context, place, stream, stream === stored ? random : null, stream !== stored, complain)
      : { verdict: unsupportedVerdict(refusal), sha256: null };
  const read = archive ?? (await readContent(context, place, name, stream, stream !== stored, complain));

  if (known === null) await stored.drain();
  await stored.close();
  const { sha256, bytes } = known ?? { sha256: storedMeter!.digest(), bytes: storedMeter!.bytes };
  visitor.end(index, { sha256, bytes, contentSha256: read.sha256 ?? sha256, ...read.verdict });
}

/** Reads the members of an archive; null where the member is none. */
async function readAsArchive(
  context: WalkContext,
  place: MemberPlace,
  stream: ByteStream,
  random: RandomAccess | null,
  unwrapped: boolean,
  complain: Complain,
): Promise<ReadContent | null> {
  const head = await stream.peek(TAR_HEADER);
  const isArchive = isTarHeader(head) || isZip(head);
  if (!isArchive && compressionOf(head) === null) return null;
  if (place.depth >= context.limits.nesting) {
    complain(
      'archive-limit',
      null,
      `Archives lie more than ${context.limits.nesting} deep inside one another: unpack this one and add it as an exhibit of its own.`,
    );
    return { verdict: archiveVerdict('archive, nested too deep to be read'), sha256: null };
  }
  const readEntry: ReadEntry = (entry, source, refusal) =>
    readMember(
      context,
      entry,
      (entryComplain) => ({ stream: source(entryComplain), random: null, known: null }),
      refusal,
    );
  const visitor = context.visitor.archive(place.index, place.path);
  if (!isTarHeader(head))
    return { verdict: await readZipMembers(context, place, stream, random, visitor, readEntry), sha256: null };
  // Headers that are records are cited by their place in the archive's own bytes, whose hash must then be known.
  const meter = unwrapped ? new ByteMeter() : null;
  const measured = meter === null ? stream : new ByteStream(meter.measure(stream, () => visitor.needsHash()));
  const verdict = await readTarMembers(context, place, measured, visitor, readEntry);
  await measured.drain();
  return { verdict, sha256: visitor.needsHash() ? (meter?.digest() ?? null) : null };
}

interface ReadContent {
  readonly verdict: MemberVerdict;
  /** Of the content as parsed; null where that is what is stored, or nothing was parsed. */
  readonly sha256: string | null;
}

async function readContent(
  context: WalkContext,
  place: MemberPlace,
  name: string,
  stream: ByteStream,
  unwrapped: boolean,
  complain: Complain,
): Promise<ReadContent> {
  const encoding = textEncodingOf(await stream.peek(ENCODING_SAMPLE));
  const text: AsyncIterable<Uint8Array> = encoding === 'utf-8' ? stream : utf8From(stream, encoding, complain);
  const meter = unwrapped || encoding !== 'utf-8' ? new ByteMeter() : null;
  const content = meter === null && encoding === 'utf-8' ? stream : new ByteStream(meter!.measure(text));
  const verdict = await context.visitor.content(place.index, { path: place.path, name, stream: content });
  if (meter !== null) await content.drain();
  return { verdict: withEncoding(verdict, encoding), sha256: meter?.digest() ?? null };
}

/** Offsets count bytes of what is parsed, so the ledger must say where that is not what is stored. */
function withEncoding(verdict: MemberVerdict, encoding: TextEncoding): MemberVerdict {
  if (encoding === 'utf-8') return verdict;
  const note = `${encoding.toUpperCase()} text, read as UTF-8: lines, offsets and hashes of records are those of its UTF-8 form`;
  return { ...verdict, formatReason: `${verdict.formatReason} (${note})` };
}
