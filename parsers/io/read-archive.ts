/** The entries of tar and zip archives as members. What is no regular file is named in the archive's own ledger line. */
import type { ByteStream } from './byte-stream.js';
import type { Complain } from './gunzip.js';
import { dangerOfPath, entryPath, fileName, foldedName } from './member-names.js';
import { holdInMemory, type RandomAccess } from './random-access.js';
import { wholeFile } from './tar-sparse.js';
import { readTar, type TarEntry } from './tar.js';
import {
  archiveVerdict,
  complainAbout,
  type ArchiveVisitor,
  type MemberPlace,
  type MemberVerdict,
  type WalkContext,
} from './walk-context.js';
import { readZipDirectory, type ZipEntry } from './zip-directory.js';
import { rawZipContent, unreadableZipEntry, zipContent } from './zip.js';

/** A new member of an archive: where it lies, and what it is called. */
export interface NewMember {
  readonly path: string;
  readonly name: string;
  readonly depth: number;
}

/** Opens and reads one entry. `source` gets the complaint function of the new member. */
export type ReadEntry = (
  member: NewMember,
  source: (complain: Complain) => AsyncIterable<Uint8Array>,
  refusal: string | null,
) => Promise<void>;

export async function readTarMembers(
  context: WalkContext,
  archive: MemberPlace,
  stream: ByteStream,
  visitor: ArchiveVisitor,
  readEntry: ReadEntry,
): Promise<MemberVerdict> {
  const listing = new Listing(context, archive);
  let complain: Complain | null = null;
  const end = await readTar(
    stream,
    async (entry) => {
      await visitor.entry(entry.name, entry.header);
      if (entry.type === 'directory') return listing.count('directory');
      if (!isTarFile(entry)) return listing.skipTarEntry(entry);
      const member = listing.openFile(entry.name);
      if (member === null) return;
      await readEntry(
        member,
        (memberComplain) => {
          complain = memberComplain;
          if (!entry.sparse) return entry.content;
          return wholeFile(entry.content, entry.sparse, context.budget, memberComplain);
        },
        null,
      );
    },
    () => complain?.('archive-damaged', null, 'The archive ends inside this member; what precedes the end was read.'),
  );
  if (end.kind === 'damaged') listing.complain('archive-damaged', end.reason);
  if (end.kind === 'no-end-mark') {
    listing.complain(
      'may-be-cut-off',
      'The archive lacks the empty blocks that mark its end: members may be missing behind the last one.',
    );
  }
  return visitor.end(listing.verdict('tar'));
}

/** `random` reads the archive at any place; where the host cannot, it is held in memory. */
export async function readZipMembers(
  context: WalkContext,
  archive: MemberPlace,
  stream: ByteStream,
  random: RandomAccess | null,
  visitor: ArchiveVisitor,
  readEntry: ReadEntry,
): Promise<MemberVerdict> {
  const limit = context.limits.bufferedArchiveBytes;
  const listing = new Listing(context, archive);
  const zip = random ?? (await holdInMemory(stream, limit));
  if (zip === null) {
    listing.complain(
      'archive-limit',
      `A zip archive inside another file is read up to ${limit} bytes: unpack it and add it as an exhibit of its own.`,
    );
    return archiveVerdict('zip archive, too large to be read where it lies');
  }
  const complainDirectory = (reason: string): void => listing.complain('archive-damaged', reason);
  for await (const entry of readZipDirectory(zip, complainDirectory)) {
    await visitor.entry(entry.name, null);
    if (entry.kind === 'directory') listing.count('directory');
    else if (entry.kind !== 'file') listing.skipZipEntry(entry);
    else {
      const member = listing.openFile(entry.name);
      if (member === null) continue;
      const refusal = unreadableZipEntry(entry);
      await readEntry(
        member,
        (complain) => {
          if (refusal === null) return zipContent(zip, entry, context.budget, complain);
          complain(refusal.code, null, refusal.reason);
          return rawZipContent(zip, entry);
        },
        refusal?.reason ?? null,
      );
    }
  }
  return visitor.end(listing.verdict('zip'));
}

function isTarFile(entry: TarEntry): boolean {
  return (entry.type === 'file' || entry.type === 'contiguous-file') && entry.sparse !== null;
}

const KINDS = {
  file: 'files',
  directory: 'directories',
  link: 'links',
  special: 'devices and other special files',
} as const;

/** Counts an archive's entries and complains about the odd ones. */
class Listing {
  readonly #context: WalkContext;
  readonly #archive: MemberPlace;
  readonly #counts = { file: 0, directory: 0, link: 0, special: 0 };
  /** Names of files as they are written, by what many file systems would make of them. */
  readonly #folded = new Map<string, string>();
  #alike = 0;
  #firstAlike = '';
  #overLimit = 0;

  constructor(context: WalkContext, archive: MemberPlace) {
    this.#context = context;
    this.#archive = archive;
  }

  count(kind: keyof typeof KINDS): void {
    this.#counts[kind]++;
  }

  complain(code: Parameters<Complain>[0], reason: string): void {
    complainAbout(this.#context, this.#archive.index, code, null, reason);
  }

  /** The member for a regular file, or null where the limit of members is reached. */
  openFile(name: string): NewMember | null {
    const { names, limits } = this.#context;
    this.count('file');
    if (names.count >= limits.members) {
      this.#overLimit++;
      return null;
    }
    const danger = dangerOfPath(name);
    if (danger !== null)
      this.complain(
        'archive-unsafe-path',
        `${quoted(name)} is ${danger}; its content was read, nothing is ever written under its name.`,
      );
    this.#noteAlike(name);
    const wanted = entryPath(this.#archive.path, name);
    const path = names.claim(wanted);
    if (path !== wanted)
      this.complain(
        'archive-unsafe-path',
        `${quoted(name)} occurs more than once; this occurrence is listed as ${quoted(path)}.`,
      );
    return { path, name: fileName(name), depth: this.#archive.depth + 1 };
  }

  #noteAlike(name: string): void {
    const folded = foldedName(name);
    const other = this.#folded.get(folded);
    if (other === undefined) this.#folded.set(folded, name);
    else if (other !== name && this.#alike++ === 0) this.#firstAlike = `${quoted(other)} and ${quoted(name)}`;
  }

  skipTarEntry(entry: TarEntry): void {
    const { type } = entry;
    if (type === 'link' || type === 'symlink')
      this.#skipLink(entry.name, `a ${type === 'link' ? 'hard' : 'symbolic'} link to ${quoted(entry.target)}`);
    else if (type === null || type === 'file' || type === 'contiguous-file') {
      this.count('special');
      this.complain(
        'unsupported',
        `${quoted(entry.name)} is ${type === null ? 'an entry of an unknown type' : 'a sparse file in the form of 2006'}, which is not read: unpack it with GNU tar and add the result as an exhibit.`,
      );
    } else this.#skipSpecial(entry.name, `a ${type.replace('-', ' ')}`);
  }

  skipZipEntry(entry: ZipEntry): void {
    if (entry.kind === 'symlink') this.#skipLink(entry.name, 'a symbolic link');
    else this.#skipSpecial(entry.name, 'a device or another special file');
  }

  #skipLink(name: string, what: string): void {
    this.count('link');
    this.complain('archive-link', `${quoted(name)} is ${what}; it is listed here and never followed.`);
  }

  #skipSpecial(name: string, what: string): void {
    this.count('special');
    this.complain('archive-link', `${quoted(name)} is ${what}; it is listed here and never made.`);
  }

  verdict(kind: string): MemberVerdict {
    if (this.#alike > 0) {
      this.complain(
        'archive-unsafe-path',
        `${this.#alike} names differ from an earlier one only in letter case, Unicode form or separators (${this.#firstAlike}): all were read, a program that unpacks the archive may keep one of them.`,
      );
    }
    if (this.#overLimit > 0) {
      this.complain(
        'archive-limit',
        `${this.#overLimit} files were not read: the exhibit has more than ${this.#context.limits.members} members. Unpack it with another program and add it in parts.`,
      );
    }
    const counts = (Object.keys(KINDS) as (keyof typeof KINDS)[]).filter(
      (key) => key === 'file' || this.#counts[key] > 0,
    );
    return archiveVerdict(`${kind} archive: ${counts.map((key) => `${this.#counts[key]} ${KINDS[key]}`).join(', ')}`);
  }
}

function quoted(name: string): string {
  return JSON.stringify(name);
}
