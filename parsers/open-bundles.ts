import { ArchiveWatch } from './archive-watch.js';
import { BUNDLES } from './bundles/index.js';
import type { ByteStream } from './io/byte-stream.js';
import type { RawHeader } from './io/tar-feed.js';
import type { ArchiveVisitor, MemberVerdict } from './io/walk-context.js';
import type { BundleFacts } from './model/bundle.js';
import type { Format } from './model/format.js';
import type { Block } from './model/framing.js';

/** Bytes of one member, and members of one archive, that are kept for those behind them. */
const KEPT_BYTES = 1024 * 1024;
const KEPT_MEMBERS = 256;
/** The format whose records are headers of archives. */
const HEADER_FORMAT = 'rootfs-tar';

interface Scope {
  readonly path: string;
  readonly watch: ArchiveWatch;
  readonly kept: Map<string, Uint8Array>;
}

/** The archives that are open while an exhibit is read, innermost last, and what their members say about one another. */
export class OpenBundles {
  readonly #headers: Format | null;
  readonly #scopes: Scope[] = [];
  /** Files of a folder belong together as entries of an archive do. */
  readonly #folder = new Map<string, Uint8Array>();

  constructor(formats: readonly Format[]) {
    this.#headers = formats.find(({ id }) => id === HEADER_FORMAT) ?? null;
  }

  /** Watches an archive from now until its end; the archives inside it come and go meanwhile. */
  open(member: number, path: string, handOver: (format: Format, block: Block) => Promise<void>): ArchiveVisitor {
    const facts = this.#factsOf(this.#inner(path));
    const nested = this.#scopes.length > 0;
    const watch = new ArchiveWatch({ member, path, nested, headers: this.#headers, facts }, handOver);
    this.#scopes.push({ path, watch, kept: new Map() });
    return {
      entry: (name: string, header: RawHeader | null) => watch.entry(name, header),
      needsHash: () => watch.needsHash(),
      end: async (verdict: MemberVerdict) => {
        const found = await watch.end(verdict);
        this.#scopes.pop();
        if (found.format !== verdict.format) this.evidence();
        return found;
      },
    };
  }

  /** A format took the member being read. */
  evidence(): void {
    for (const { watch } of this.#scopes) watch.hasEvidence();
  }

  /** What the bundle says about a member; keeps its content where members behind it will need it. */
  async member(path: string, stream: ByteStream): Promise<BundleFacts | null> {
    const name = this.#inner(path);
    const kept = this.#kept();
    if (kept.size < KEPT_MEMBERS && BUNDLES.some((kind) => kind.keeps?.(name) === true))
      kept.set(name, Uint8Array.from(await stream.peek(KEPT_BYTES)));
    return this.#factsOf(name);
  }

  #factsOf(name: string): BundleFacts | null {
    for (const kind of BUNDLES) {
      const found = kind.facts?.(name, this.#kept()) ?? null;
      if (found !== null) return found;
    }
    return null;
  }

  #kept(): Map<string, Uint8Array> {
    return this.#scopes.at(-1)?.kept ?? this.#folder;
  }

  /** Name of a member in the archive it lies in. */
  #inner(path: string): string {
    const scope = this.#scopes.at(-1);
    const inner = scope === undefined || scope.path === '' ? path : path.slice(scope.path.length + '!/'.length);
    return inner.replace(/^(?:\.\/)+/, '');
  }
}
