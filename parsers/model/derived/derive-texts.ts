/**
 * What lies inside a text in another writing: base64, hex, URL-encoding, gzip, UTF-16, nested in each other. What comes out
 * is *derived*: nothing in the record says that it was meant so. A piece is only taken for encoded where its decoded bytes
 * read as text, or are gzip whose content does.
 *
 * Evidence is written by attackers: depth, number and size are limited, and every limit that is hit is told.
 */
import { base64Bytes, hexBytes, percentText } from './encodings.js';
import { inflateGzip, isGzipHead } from './inflate-gzip.js';
import { readText } from './read-text.js';

export type Writing = 'base64' | 'hex' | 'URL-encoding' | 'gzip' | 'UTF-16';

export interface DerivedText {
  /** How it was read, outermost first: `base64`, `gzip`. */
  readonly steps: readonly Writing[];
  /** The encoded piece as it stands in the text, or in the piece around it; its beginning where it is long. */
  readonly from: string;
  readonly text: string;
  /** True where the text goes on beyond the limit. */
  readonly isCut: boolean;
}

export interface DeriveLimits {
  /** Writings within each other. */
  readonly depth: number;
  readonly pieces: number;
  /** Characters that are looked through, of the given text and of each piece. */
  readonly input: number;
  /** Bytes that one piece may decode to. */
  readonly output: number;
}

export const DERIVE_LIMITS: DeriveLimits = { depth: 4, pieces: 40, input: 131_072, output: 65_536 };

export interface Derived {
  readonly pieces: readonly DerivedText[];
  /** True where a limit kept something from being looked at. */
  readonly isCut: boolean;
}

/** Characters of an encoded piece that are kept to show where it came from. */
const EXCERPT = 120;

/** All that can be read inside a text. Never throws. */
export function deriveTexts(text: string, limits: DeriveLimits = DERIVE_LIMITS): Derived {
  const pieces: DerivedText[] = [];
  const seen = new Set<string>();
  let isCut = false;

  const look = (within: string, steps: readonly Writing[]): void => {
    if (within.length > limits.input) isCut = true;
    const looked = within.slice(0, limits.input);
    if (steps.length >= limits.depth) {
      if (candidatesOf(looked).length > 0) isCut = true;
      return;
    }
    for (const candidate of candidatesOf(looked)) {
      const read = readCandidate(candidate, limits.output);
      if (read === null || seen.has(read.text)) continue;
      if (pieces.length >= limits.pieces) {
        isCut = true;
        return;
      }
      seen.add(read.text);
      const found = { steps: [...steps, ...read.steps], from: candidate.text.slice(0, EXCERPT), text: read.text };
      pieces.push({ ...found, isCut: read.isCut });
      if (read.isCut) isCut = true;
      look(read.text, found.steps);
    }
  };

  look(text, []);
  return { pieces, isCut };
}

interface Candidate {
  readonly kind: 'base64' | 'hex' | 'URL-encoding';
  readonly text: string;
}

/** What stands between blanks and quotes is looked at as a whole: URL-encoding may hold the others, never the other way round. */
const WORD = /[^\s"'<>]+/g;
const PERCENT = /%[0-9a-f]{2}/i;
/** Runs of one alphabet, the shortest that says anything. A run of hex digits is also base64, so hex is tried first. */
const RUN =
  /(?<hex>(?<![0-9A-Za-z+/_-])(?:0x)?(?:[0-9a-fA-F]{2}){8,}(?![0-9A-Za-z+/_=-])|(?:\\x[0-9a-fA-F]{2}){4,})|(?<base64>[A-Za-z0-9+/_-]{16,}={0,2})/g;

function candidatesOf(text: string): readonly Candidate[] {
  return [...text.matchAll(WORD)].flatMap(([word]): readonly Candidate[] => {
    if (PERCENT.test(word)) return [{ kind: 'URL-encoding', text: word }];
    return [...word.matchAll(RUN)].map(({ 0: run, groups }) => ({
      kind: groups?.['hex'] === undefined ? 'base64' : 'hex',
      text: run,
    }));
  });
}

interface Read {
  readonly steps: readonly Writing[];
  readonly text: string;
  readonly isCut: boolean;
}

function readCandidate({ kind, text }: Candidate, limit: number): Read | null {
  if (kind === 'URL-encoding') {
    const decoded = percentText(text);
    return decoded === null || decoded === text
      ? null
      : { steps: [kind], text: decoded.slice(0, limit), isCut: decoded.length > limit };
  }
  const bytes = kind === 'hex' ? hexBytes(text) : base64Bytes(text);
  return bytes === null ? null : readBytes(bytes, [kind], limit);
}

function readBytes(bytes: Uint8Array, steps: readonly Writing[], limit: number): Read | null {
  if (isGzipHead(bytes)) {
    const content = inflateGzip(bytes, limit);
    const read = content === null ? null : readText(content.bytes, content.isCut);
    if (content === null || read === null) return null;
    return { steps: [...steps, 'gzip', ...read.writing], text: read.text, isCut: content.isCut };
  }
  const isCut = bytes.length > limit;
  const read = readText(bytes.subarray(0, limit), isCut);
  return read === null ? null : { steps: [...steps, ...read.writing], text: read.text, isCut };
}
