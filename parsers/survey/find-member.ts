import type { EvidenceFile } from '../io/evidence-file.js';
import type { IsCancelled } from '../io/import-sink.js';
import { DEFAULT_LIMITS, type Limits } from '../io/limits.js';
import { entryPath } from '../io/member-names.js';
import { newWalk, type MemberContent, type MemberVerdict, type MemberVisitor } from '../io/walk-context.js';
import { walkFile } from '../io/walk-file.js';

/** Ends the walk: everything asked for is known. */
class Found extends Error {}

/**
 * Reads the files of an exhibit until the member of that path, shows its content to `take`, and reads no further. Answers
 * false where no such member has content. Throws `ImportCancelled`, and what `take` throws.
 */
export async function findMember(
  files: readonly EvidenceFile[],
  path: string,
  take: (content: MemberContent) => Promise<void>,
  isCancelled: IsCancelled,
  limits: Limits = DEFAULT_LIMITS,
): Promise<boolean> {
  const walk = newWalk(limits, new Finder(path, take), isCancelled);
  try {
    for (const file of files) if (mayHold(file.path, path)) await walkFile(walk, file);
    return false;
  } catch (error) {
    if (error instanceof Found) return true;
    throw error;
  }
}

/** Whether a member is this file of the exhibit, or lies in it: the others need not be read. */
function mayHold(file: string, member: string): boolean {
  return file === '' || member === file || member.startsWith(entryPath(file, ''));
}

const LEFT: MemberVerdict = { format: 'unrecognised', formatReason: '', parserVersion: '' };

/** Passes over every member but one. */
class Finder implements MemberVisitor {
  readonly #path: string;
  readonly #take: (content: MemberContent) => Promise<void>;
  #members = 0;

  constructor(path: string, take: (content: MemberContent) => Promise<void>) {
    this.#path = path;
    this.#take = take;
  }

  start(): number {
    this.#members += 1;
    return this.#members - 1;
  }

  async content(_: number, content: MemberContent): Promise<MemberVerdict> {
    if (content.path !== this.#path) return LEFT;
    await this.#take(content);
    throw new Found();
  }

  archive(): ReturnType<MemberVisitor['archive']> {
    return {
      entry: () => Promise.resolve(),
      needsHash: () => false,
      end: (verdict) => Promise.resolve(verdict),
    };
  }

  problem(): void {}
  end(): void {}
  advance(): void {}
}
