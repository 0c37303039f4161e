/** What a disclosure states, read with suspicion: anybody may have written it. */
import type { JournalLine } from '../../../parsers/model/case.js';
import { DISCLOSURE_PARTS, type DisclosurePart } from '../../../parsers/model/disclosure.js';
import { FIRST_PREVIOUS_HASH, verifyLine } from '../../../parsers/model/journal-chain.js';
import { asList, asText, asWhole, at } from '../../../parsers/model/json.js';
import {
  EXHIBITS,
  JOURNAL,
  STATEMENT,
  STATEMENT_FORMAT,
  SUMS,
  type DisclosedContents,
} from '../disclosure/disclosure-layout.js';
import { readBody } from '../journal-reading.js';
import { sha256Hex } from '../signing/signing-key.js';
import { parsed, textAt } from './report-contents.js';

/** Its journal, as far as it holds. */
export interface DisclosedJournal {
  readonly hashes: readonly string[];
  /** The lines that are given in full; null for one that is given as its hash alone. */
  readonly lines: readonly (JournalLine | null)[];
  /** Why the line after these does not hold, as a sentence part; null where all do. */
  readonly fault: string | null;
}

export interface DisclosureClaims {
  readonly files: DisclosedContents;
  readonly exhibitVersion: string;
  readonly caseId: string;
  /** Where it says that its journal ends. */
  readonly length: number;
  readonly head: string;
  readonly parts: readonly DisclosurePart[];
  readonly exhibits: readonly { readonly number: string; readonly sha256: string }[];
  readonly journal: DisclosedJournal;
}

/** Reads what the files of a disclosure claim; a sentence where they are not those of one. */
export function readClaims(files: DisclosedContents): DisclosureClaims | string {
  const statement = parsed(files.get(STATEMENT)?.toString('utf8') ?? '');
  if (textAt(statement, 'format') !== STATEMENT_FORMAT)
    return `It holds no ${STATEMENT} in the form of a disclosure of Exhibit (${STATEMENT_FORMAT}).`;
  const chosen = asList(at(statement, 'parts'));
  return {
    files,
    exhibitVersion: textAt(statement, 'exhibitVersion'),
    caseId: asText(at(statement, 'case', 'id')) ?? '',
    length: asWhole(at(statement, 'journal', 'length')) ?? -1,
    head: asText(at(statement, 'journal', 'head')) ?? '',
    parts: DISCLOSURE_PARTS.filter((part) => chosen.includes(part)),
    exhibits: asList(parsed(files.get(EXHIBITS)?.toString('utf8') ?? '')).map((one) => ({
      number: textAt(one, 'number'),
      sha256: textAt(one, 'sha256'),
    })),
    journal: readJournal(files.get(JOURNAL)?.toString('utf8') ?? ''),
  };
}

function readJournal(text: string): DisclosedJournal {
  const hashes: string[] = [];
  const lines: (JournalLine | null)[] = [];
  let previous = FIRST_PREVIOUS_HASH;
  const written = text.split('\n');
  if (written.pop() !== '') return { hashes, lines, fault: 'its last line has no end' };
  for (const one of written) {
    const verdict = verifyLine(previous, one);
    if (!verdict.ok) return { hashes, lines, fault: verdict.reason };
    const { hash, bodyHash, bodyText } = verdict.line;
    const body = bodyText === null ? null : readBody(bodyText);
    if (bodyText !== null && body === null)
      return { hashes, lines, fault: 'it holds an act that this version of Exhibit does not know' };
    hashes.push(hash);
    lines.push(body === null ? null : { hash, bodyHash, body });
    previous = hash;
  }
  return { hashes, lines, fault: null };
}

/** What its list of hashes says against its files, as sentence parts. */
export function sumFaults(files: DisclosedContents): readonly string[] {
  const sums = files.get(SUMS)?.toString('utf8');
  if (sums === undefined) return [`${SUMS} is missing`];
  const listed = new Map<string, string>();
  const faults: string[] = [];
  for (const line of sums.replace(/\n$/, '').split('\n')) {
    const [, sha256, name] = /^([0-9a-f]{64}) {2}(.+)$/.exec(line) ?? [];
    if (sha256 === undefined || name === undefined || listed.has(name)) faults.push(`"${line}" of ${SUMS} is no entry`);
    else listed.set(name, sha256);
  }
  for (const [name, sha256] of listed) {
    const content = files.get(name);
    if (content === undefined) faults.push(`${name} is missing`);
    else if (sha256Hex(content) !== sha256) faults.push(`${name} has another SHA-256 than ${SUMS} states`);
  }
  const others = [...files.keys()].filter((name) => name !== SUMS && !listed.has(name));
  return [...faults, ...others.map((name) => `${name} is in it, but not in ${SUMS}`)];
}
