import type { HashAlgorithm, HashComparison, HashFinding } from './model/case.js';
import { csvFields } from './io/csv-row.js';

/** One hash that a collector wrote down. */
export interface ListedHash {
  readonly path: string;
  readonly algorithm: HashAlgorithm;
  /** Lower-case hex. */
  readonly digest: string;
}

export interface HashList {
  readonly hashes: readonly ListedHash[];
  /** Lines that state no hash: headings, comments, other columns. */
  readonly ignored: number;
}

const BY_LENGTH: ReadonlyMap<number, HashAlgorithm> = new Map([
  [32, 'md5'],
  [40, 'sha1'],
  [64, 'sha256'],
]);

/** `sha256sum`, `md5sum`, `sha1sum`, UAC: digest, white space (or ` *`), path. A leading backslash marks an escaped path. */
const SUM = /^(\\?)([0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64})[ \t]+\*?(.+)$/i;
/** `sha256sum --tag` and BSD: `SHA256 (path) = digest`. */
const TAGGED = /^(MD5|SHA-?1|SHA-?256) ?\((.+)\) = ([0-9a-f]{32,64})$/i;
const HASH_COLUMN = /^(?:hash(?:es)?[._ -]?)?(?:md5|sha-?1|sha-?256|hash)(?:[._ -]?(?:hash|sum|digest))?$/i;
const PATH_COLUMN = /^(?:os[._ ]?path|full[._ ]?path|path|file[._ ]?(?:path|name)?|name)$/i;

/** Reads a collector's hash list: `sha256sum` and its kin, tagged lines, UAC, and tables (Velociraptor) with a path and hashes. */
export function parseHashList(text: string): HashList {
  const lines = text
    .replace(/^\u{FEFF}/u, '')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '');
  return fromTable(lines) ?? fromLines(lines);
}

function fromLines(lines: readonly string[]): HashList {
  const hashes = lines.flatMap((line): readonly ListedHash[] => {
    const sum = SUM.exec(line);
    if (sum !== null) {
      const [, escape, digest = '', path = ''] = sum;
      return listed(digest, escape === '' ? path : unescaped(path));
    }
    const tagged = TAGGED.exec(line);
    return tagged === null ? [] : listed(tagged[3] ?? '', tagged[2] ?? '');
  });
  return { hashes, ignored: lines.length - hashes.length };
}

function fromTable(lines: readonly string[]): HashList | null {
  const delimiter = [',', ';', '\t'].find((candidate) => lines[0]?.includes(candidate) === true);
  if (delimiter === undefined) return null;
  const head = csvFields(lines[0] ?? '', delimiter).map((name) => name.trim());
  const path = head.findIndex((name) => PATH_COLUMN.test(name));
  const columns = head.flatMap((name, column) => (HASH_COLUMN.test(name) ? [column] : []));
  if (path < 0 || columns.length === 0) return null;
  let ignored = 1;
  const hashes = lines.slice(1).flatMap((line) => {
    const cells = csvFields(line, delimiter);
    const found = columns.flatMap((column) => listed(cells[column]?.trim() ?? '', cells[path] ?? ''));
    if (found.length === 0) ignored += 1;
    return found;
  });
  return { hashes, ignored };
}

function listed(digest: string, path: string): readonly ListedHash[] {
  const algorithm = /^[0-9a-f]+$/i.test(digest) ? BY_LENGTH.get(digest.length) : undefined;
  return algorithm === undefined || path === '' ? [] : [{ path, algorithm, digest: digest.toLowerCase() }];
}

function unescaped(path: string): string {
  return path.replaceAll(/\\([\\nr])/g, (_, code: string) => (code === 'n' ? '\n' : code === 'r' ? '\r' : '\\'));
}

/** A file of the case with the digests that are known of it; several of one algorithm where it is known packed and unpacked. */
export interface KnownFile {
  /** `evidence name/path inside`. */
  readonly path: string;
  /** True for a file that was received as such; members of archives are asked of the list only where it names one. */
  readonly isReceived: boolean;
  readonly digests: readonly { readonly algorithm: HashAlgorithm; readonly digest: string }[];
}

/** Differences kept in full. */
const KEPT = 1000;

/**
 * Holds a list against the files of the case. A line speaks of the file whose path ends as its own does (or the other way
 * round); a digest that another file has is a match too, under another name.
 */
export function compareHashes(
  list: HashList,
  files: readonly KnownFile[],
): Pick<HashComparison, 'counts' | 'differences'> {
  const counts = { match: 0, mismatch: 0, 'not-listed': 0, absent: 0, unchecked: 0 };
  const differences: HashFinding[] = [];
  const add = (finding: HashFinding): void => {
    counts[finding.result] += 1;
    if (finding.result !== 'match' && differences.length < KEPT) differences.push(finding);
  };
  const byName = groupBy(files, ({ path }) => baseName(path));
  const byDigest = firstByDigest(files);
  const named = new Set<KnownFile>();
  for (const { path, algorithm, digest } of list.hashes) {
    const same = (byName.get(baseName(path)) ?? []).filter((file) => endsAlike(path, file.path));
    const equal = same.find((file) => has(file, algorithm, digest)) ?? byDigest.get(digest);
    if (equal !== undefined) {
      named.add(equal);
      add({ path, algorithm, listed: digest, found: digest, result: 'match' });
      continue;
    }
    for (const file of same) named.add(file);
    const found = same.flatMap(({ digests }) => digests).find((known) => known.algorithm === algorithm)?.digest ?? '';
    const result = same.length === 0 ? 'absent' : found === '' ? 'unchecked' : 'mismatch';
    add({ path, algorithm, listed: digest, found, result });
  }
  const speaksOfMembers = [...named].some(({ isReceived }) => !isReceived);
  for (const file of files) {
    if (named.has(file) || !(file.isReceived || speaksOfMembers)) continue;
    const sha256 = file.digests.find(({ algorithm }) => algorithm === 'sha256')?.digest ?? '';
    add({ path: file.path, algorithm: 'sha256', listed: '', found: sha256, result: 'not-listed' });
  }
  return { counts, differences };
}

function has(file: KnownFile, algorithm: HashAlgorithm, digest: string): boolean {
  return file.digests.some((known) => known.algorithm === algorithm && known.digest === digest);
}

function parts(path: string): readonly string[] {
  return path
    .replaceAll('\\', '/')
    .split('/')
    .filter((part) => part !== '' && part !== '.');
}

function baseName(path: string): string {
  return parts(path).at(-1) ?? '';
}

function endsAlike(a: string, b: string): boolean {
  const [left, right] = [parts(a), parts(b)];
  const length = Math.min(left.length, right.length);
  return left.slice(left.length - length).join('/') === right.slice(right.length - length).join('/');
}

function groupBy(
  files: readonly KnownFile[],
  keyOf: (file: KnownFile) => string,
): ReadonlyMap<string, readonly KnownFile[]> {
  const groups = new Map<string, KnownFile[]>();
  for (const file of files) {
    const key = keyOf(file);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [file]);
    else group.push(file);
  }
  return groups;
}

function firstByDigest(files: readonly KnownFile[]): ReadonlyMap<string, KnownFile> {
  const firsts = new Map<string, KnownFile>();
  for (const file of files) for (const { digest } of file.digests) if (!firsts.has(digest)) firsts.set(digest, file);
  return firsts;
}
