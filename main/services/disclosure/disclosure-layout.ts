/** How a disclosure is laid out: a tar of plain files under fixed names, written one way. */
import { entryHeader, padding, readEntryHead, takePadding, TAR_END, TarFault } from '../archive/tar-entry.js';

/** What the disclosure states of itself, for programs. */
export const STATEMENT = 'disclosure.json';
export const STATEMENT_FORMAT = 'exhibit-disclosure/1';
export const README = 'README.txt';
export const SUMS = 'SHA256SUMS';
export const JOURNAL = 'journal.ndjson';
export const EXHIBITS = 'exhibits.json';

/** Every name that a disclosure may hold. */
export const DISCLOSED_NAMES: readonly string[] = [
  README,
  STATEMENT,
  EXHIBITS,
  'ledger.json',
  'annotations.json',
  'taken-back.json',
  'notes.json',
  'searches.json',
  'unused-material.csv',
  JOURNAL,
  SUMS,
];

/** Content of each file by its name, in order. */
export type DisclosedContents = ReadonlyMap<string, Buffer>;

/** Writes the tar: the same files give the same bytes. */
export function disclosureTar(files: DisclosedContents): Buffer {
  const blocks = [...files].flatMap(([path, content]) => [
    entryHeader({ path, bytes: content.length }),
    content,
    padding(content.length),
  ]);
  return Buffer.concat([...blocks, TAR_END]);
}

/** Whether bytes begin as a tar does, of a disclosure or another. */
export function isTar(bytes: Buffer): boolean {
  return bytes.toString('latin1', 257, 262) === 'ustar';
}

/** Reads the tar. Throws `TarFault` where it is not one that `disclosureTar` writes, to the byte. */
export async function readDisclosureTar(bytes: Buffer): Promise<DisclosedContents> {
  let at = 0;
  const take = (length: number): Promise<Buffer> => {
    if (length > bytes.length - at) throw new TarFault('it ends before its end: it was cut off');
    at += length;
    return Promise.resolve(bytes.subarray(at - length, at));
  };
  const files = new Map<string, Buffer>();
  for (let head = await readEntryHead(take); head !== null; head = await readEntryHead(take)) {
    if (!DISCLOSED_NAMES.includes(head.path)) throw new TarFault(`"${head.path}" has no place in a disclosure`);
    if (files.has(head.path)) throw new TarFault(`it holds ${head.path} twice`);
    files.set(head.path, await take(head.bytes));
    await takePadding(head.bytes, take);
  }
  if (!disclosureTar(files).equals(bytes)) throw new TarFault('it is not written the way Exhibit writes it');
  return files;
}
