import { createHash } from 'node:crypto';
import type { JournalLine } from '../../../parsers/model/case.js';
import type { DisclosurePart } from '../../../parsers/model/disclosure.js';
import { diskFailure } from '../disk-failure.js';
import { writeFileDurably } from '../durable-file.js';
import type { OpenCase } from '../open-case.js';
import { disclosureOf, type Disclosure } from './disclosure-files.js';
import { disclosureTar } from './disclosure-layout.js';

const PAGE_BYTES = 1 << 22;

/** Gathers what a disclosure of an open case would hold. */
export async function readDisclosure(opened: OpenCase, parts: readonly DisclosurePart[]): Promise<Disclosure> {
  const state = opened.state();
  const lines: JournalLine[] = [];
  for (let next: number | null = 1; next !== null && next <= state.head.seq;) {
    const page = await opened.readJournal(next, PAGE_BYTES);
    lines.push(...page.lines);
    next = page.next;
  }
  return disclosureOf(state, lines.slice(0, state.head.seq), parts);
}

/** Writes a disclosure as tar and journals that, with the choice. */
export async function writeDisclosure(
  opened: OpenCase,
  parts: readonly DisclosurePart[],
  target: string,
): Promise<{ readonly sha256: string; readonly bytes: number }> {
  const { files } = await readDisclosure(opened, parts);
  const tar = disclosureTar(new Map(files.map(({ path, text }) => [path, Buffer.from(text)])));
  await writeFileDurably(target, tar).catch((error: unknown) => {
    throw diskFailure('Writing', target, error);
  });
  const sha256 = createHash('sha256').update(tar).digest('hex');
  const detail = `${target}; ${parts.length === 0 ? 'hashes of the journal only' : parts.join(', ')}`;
  await opened.append({ type: 'exported', what: 'disclosure', sha256, detail });
  return { sha256, bytes: tar.length };
}
