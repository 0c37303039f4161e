/**
 * The shell command with which a stranger finds a record's bytes again, with nothing but sh, printf, tar, gzip, unzip, head
 * and tail, and zstd, bzip2 or xz where a level is packed with one of these.
 *
 * Every level is read through `gzip -dcf`, or the same of zstd, bzip2, xz, which unpacks what is its own and copies everything
 * else unchanged: whether a member was compressed is decided by its bytes there too, as at import. Only which tool is asked is
 * read off the name; a layer in an image, whose name is its digest, is passed through both that layers are packed with.
 * Whether an archive is a zip or a tar is read off its name, because unzip needs a file to seek in and tar a stream.
 */
import { replaceInvisible, visibleText } from '../../parsers/model/visible-text.js';
import type { EventDetail } from '../query/spec.js';

export type RecordPlace = Pick<EventDetail, 'member' | 'offset' | 'length'>;

const ZIP = /\.(zip|jar|war|ear|apk)$/i;

/**
 * Writes the command that prints exactly the record's bytes (without line end) on standard output. `exhibitName` is the
 * path of the exhibit as the reader has it; `kind` says whether that is a file or a folder, whose member path then
 * begins with a path inside the folder.
 */
export function recordCommand(detail: RecordPlace, exhibitName: string, kind: 'file' | 'folder' = 'file'): string {
  const levels = detail.member === '' ? [] : detail.member.split('!/');
  const root = kind === 'folder' ? `${exhibitName}/${levels.shift() ?? ''}` : exhibitName;
  let name = root;
  /** Shell text that prints the stored bytes of the level reached so far; null while that is the file `root`. */
  let stored: string | null = null;
  let copies = 0;
  const inflated = () => {
    const [first, ...further] = unpackers(name);
    const start = stored === null ? `${first} < ${shellQuote(root)}` : `${stored} | ${first}`;
    return [start, ...further].join(' | ');
  };
  for (const level of levels) {
    if (!ZIP.test(name)) {
      stored = `${inflated()} | tar ${leadsOut(level) ? '-xPOf' : '-xOf'} - -- ${shellQuote(level.replaceAll('\\', '\\\\'))}`;
    } else if (stored === null) {
      stored = `unzip -p ${shellQuote(fileArgument(root))} ${shellQuote(unzipPattern(level))}`;
    } else {
      copies += 1;
      stored = `${stored} > "$t/${copies}" && unzip -p "$t/${copies}" ${shellQuote(unzipPattern(level))}`;
    }
    name = level;
  }
  const command = `${inflated()} | tail -c +${detail.offset + 1} | head -c ${detail.length}`;
  return copies > 0 ? `t=$(mktemp -d) && ${command}; rm -r "$t"` : command;
}

/** Commands that together undo the compression of a file with this name, and copy what is not compressed. */
function unpackers(name: string): readonly [string, ...string[]] {
  const ending = /\.(t?zst|t?xz|t?bz2?|tbz2)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  if (ending.endsWith('zst')) return ['zstd -dcf'];
  if (ending.endsWith('xz')) return ['xz -dcf'];
  if (ending !== '') return ['bzip2 -dcf'];
  return /(?:^|\/)blobs\/sha256\/[0-9a-f]{64}$/.test(name) ? ['gzip -dcf', 'zstd -dcf'] : ['gzip -dcf'];
}

/**
 * Quotes any text as one word of sh. Characters that hide, that move a cursor or that end a line are spelled out for
 * printf: pasted into a terminal they would act (an escape ends a paste, what follows runs), and no print shows them.
 */
export function shellQuote(text: string): string {
  if (visibleText(text) === text && !/[\n\t]/.test(text)) return singleQuote(text);
  // A command's output loses line feeds at its end.
  const end = /\n*$/.exec(text)?.[0] ?? '';
  const body = text.slice(0, text.length - end.length).replaceAll('\\', String.raw`\\`);
  const spelled = replaceInvisible(body, octal).replaceAll(/[\n\t]/g, octal);
  return `"$(printf %b ${singleQuote(spelled)})"${end === '' ? '' : singleQuote(end)}`;
}

function singleQuote(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** The bytes of a character as printf's `%b` reads them. */
function octal(character: string): string {
  return Array.from(new TextEncoder().encode(character), (byte) => `\\0${byte.toString(8).padStart(3, '0')}`).join('');
}

/** tar leaves such members out unless told otherwise; nothing is written here, so nothing can be written elsewhere. */
function leadsOut(level: string): boolean {
  return level.startsWith('/') || level.split('/').includes('..');
}

/** A file name that begins with a dash would be read as an option. */
function fileArgument(path: string): string {
  return path.startsWith('-') ? `./${path}` : path;
}

/** unzip reads a member's name as a pattern: what has a meaning there stands in a class of its own. */
function unzipPattern(name: string): string {
  const escaped = name.replaceAll(/[[*?\\]/g, (character) => (character === '\\' ? '[\\\\]' : `[${character}]`));
  return escaped.startsWith('-') ? `[-]${escaped.slice(1)}` : escaped;
}
