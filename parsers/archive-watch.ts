/**
 * One archive while it is read: is it evidence itself, and of which kind?
 *
 * A tar may be a bag of evidence (logs, exports) or a file system whose headers, with their times, are the evidence: a
 * layer, `docker export`, the changes of a checkpoint. Its place tells (`layer.tar`, a blob named by its digest), or its
 * names do (`bin`, `etc`, `usr`, whiteouts), or that nothing in it was recognised. Headers are held until that is known.
 */
import { BUNDLES } from './bundles/index.js';
import { FLAW_NONE } from './io/framer.js';
import { fileName } from './io/member-names.js';
import type { RawHeader } from './io/tar-feed.js';
import type { ArchiveVisitor, MemberVerdict } from './io/walk-context.js';
import type { BundleFacts } from './model/bundle.js';
import type { Format } from './model/format.js';
import type { Block, RecordContext } from './model/framing.js';

/** Headers are handed over in blocks of this size, and held undecided up to the larger one. */
const BLOCK_BYTES = 1024 * 1024;
const HELD_BYTES = 32 * 1024 * 1024;
/** Content between two headers of one block. */
const LARGEST_GAP = 16 * 1024;
/** Folders of a root; so many of them make one. */
const ROOT = new Set([
  'bin',
  'boot',
  'dev',
  'etc',
  'home',
  'lib',
  'lib64',
  'media',
  'mnt',
  'opt',
  'proc',
  'root',
  'run',
  'sbin',
  'srv',
  'sys',
  'tmp',
  'usr',
  'var',
]);
const ROOT_LEAST = 4;
const LAYER = /(?:^|\/)(?:[0-9a-f]{64}\/layer\.tar|blobs\/sha256\/[0-9a-f]{64}|[0-9a-f]{64}\.tar(?:\.gz)?)$/;
const FILE_SYSTEM =
  /(?:^|\/)(?:rootfs-diff|rootfs|devshm-checkpoint|rw-layer)\.tar(?:\.\w+)?$|(?:^|\/)checkpoint\/tmpfs-dev-\d+\.tar\.gz\.img$/;

export interface WatchedArchive {
  readonly member: number;
  readonly path: string;
  /** True inside another archive. */
  readonly nested: boolean;
  /** The format that reads headers; null where it is not among those that are asked. */
  readonly headers: Format | null;
  readonly facts: BundleFacts | null;
}

export class ArchiveWatch implements ArchiveVisitor {
  readonly #archive: WatchedArchive;
  readonly #handOver: (format: Format, block: Block) => Promise<void>;
  readonly #names = new Set<string>();
  readonly #roots = new Set<string>();
  #held: RawHeader[] = [];
  #heldBytes = 0;
  #records = 0;
  /** Why its headers are records; `''` while that is open, null where they are not. */
  #reason: string | null;
  /** A format took something that lies in it. */
  #hasEvidence = false;

  constructor(archive: WatchedArchive, handOver: (format: Format, block: Block) => Promise<void>) {
    this.#archive = archive;
    this.#handOver = handOver;
    this.#reason = archive.headers === null ? null : this.#byPlace();
  }

  /** A format took a member that lies in it, at whatever depth. */
  hasEvidence(): void {
    this.#hasEvidence = true;
    if (this.#reason !== '') return;
    this.#reason = null;
    this.#held = [];
  }

  async entry(written: string, header: RawHeader | null): Promise<void> {
    const name = written.replace(/^(?:\.\/)+/, '');
    this.#names.add(name);
    if (header === null) this.#reason = null;
    if (this.#reason === null || header === null) return;
    if (this.#reason === '') this.#reason = this.#byName(name);
    this.#held.push(header);
    this.#heldBytes += header.bytes.length;
    if (this.#reason === '' && this.#heldBytes > HELD_BYTES)
      this.#reason = 'nothing among its first files was recognised';
    if (this.#reason !== '' && this.#heldBytes > BLOCK_BYTES) await this.#flush();
  }

  needsHash(): boolean {
    return this.#reason !== null;
  }

  async end(verdict: MemberVerdict): Promise<MemberVerdict> {
    for (const kind of BUNDLES) {
      if (this.#records > 0) break;
      const reason = kind.recognise(this.#names);
      if (reason === null) continue;
      this.#reason = null;
      return { ...verdict, format: kind.id, formatReason: `${reason} ${verdict.formatReason}.` };
    }
    const { headers, nested } = this.#archive;
    if (this.#reason === '')
      this.#reason = nested || this.#hasEvidence || this.#held.length === 0 ? null : 'no member of it was recognised';
    if (this.#reason === null || headers === null) return verdict;
    await this.#flush();
    const format = LAYER.test(this.#archive.path) ? 'oci-layer' : headers.id;
    const formatReason = `A file system in a tar, its headers are records: ${this.#reason}. ${verdict.formatReason}.`;
    return { format, formatReason, parserVersion: headers.parserVersion };
  }

  #byPlace(): string {
    const { path } = this.#archive;
    if (LAYER.test(path)) return 'it lies where a layer of an image lies';
    return FILE_SYSTEM.test(path) ? `it is called ${fileName(path)}` : '';
  }

  #byName(name: string): string {
    if (name === '.dockerenv') return 'it holds .dockerenv';
    if (fileName(name).startsWith('.wh.')) return 'it holds a whiteout';
    const [top = ''] = name.split('/');
    if (ROOT.has(top)) this.#roots.add(top);
    return this.#roots.size >= ROOT_LEAST ? `it holds ${[...this.#roots].toSorted().join(', ')}` : '';
  }

  /** Hands over what is held, headers that lie close together in one block. */
  async #flush(): Promise<void> {
    const { headers, member, path, facts } = this.#archive;
    if (headers === null) return;
    const context: RecordContext = {
      framing: { kind: 'tar' },
      name: fileName(path),
      path,
      envelope: null,
      ...(facts === null ? {} : { bundle: facts }),
    };
    this.#records += this.#held.length;
    for (const run of closeRuns(this.#held)) await this.#handOver(headers, headerBlock(run, member, context));
    this.#held = [];
    this.#heldBytes = 0;
  }
}

function closeRuns(headers: readonly RawHeader[]): readonly (readonly RawHeader[])[] {
  const runs: RawHeader[][] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const header of headers) {
    const run = runs.at(-1);
    const isClose = header.offset - end <= LARGEST_GAP && header.offset - (run?.[0]?.offset ?? 0) < BLOCK_BYTES;
    if (run !== undefined && isClose) run.push(header);
    else runs.push([header]);
    end = header.offset + header.bytes.length;
  }
  return runs;
}

/** What lies between the headers is content of members and stays zero here: no record looks at it. */
function headerBlock(run: readonly RawHeader[], member: number, context: RecordContext): Block {
  const [first, last] = [run[0]!, run.at(-1)!];
  const bytes = new Uint8Array(last.offset + last.bytes.length - first.offset);
  const records = new Uint32Array(run.length * 4);
  for (const [row, header] of run.entries()) {
    const start = header.offset - first.offset;
    bytes.set(header.bytes, start);
    records.set([start, header.bytes.length, 0, FLAW_NONE], row * 4);
  }
  return { member, offset: first.offset, bytes, firstLine: 0, records, context };
}
