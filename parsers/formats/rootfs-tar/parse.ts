import type { NormalisedEvent, ParsedRecord, RecordProblem } from '../../model/event.js';
import type { RecordInput } from '../../model/format.js';
import { statedFields, type FoundFields } from '../../model/stated-fields.js';
import type { RecordedTime } from '../../model/time.js';
import { parseTime } from '../../time/parse.js';
import { readFileEntry, type FileEntry } from './schema.js';
import { lookupTable } from '../../model/lookup-table.js';

/** Letters of mactime: content modified, accessed, status changed, born. */
const TIMES = [
  ['modified', 'M', 'content modified'],
  ['accessed', 'A', 'accessed'],
  ['changed', 'C', 'status changed'],
  ['created', 'B', 'created'],
] as const;

/** 1970 and 1980 begin, which reproducible builds write instead of a time; also what npm writes. */
const PLACEHOLDERS = new Set(['0', '1', '315532800', '315532801', '499162500']);

interface Moment {
  readonly time: RecordedTime;
  readonly letters: string;
  readonly words: readonly string[];
}

/**
 * Reads the headers of one entry: one event at its main time, the modification of its content. Access and status change stand
 * beside it: they are those of the disk that the tar was written from, and in most tars of nobody's.
 */
export function parseTarHeader({ value, context }: RecordInput): ParsedRecord {
  const entry = readFileEntry(value);
  if (entry === null)
    return { kind: 'rejected', code: 'wrong-shape', reason: 'No header of a tar entry: name and type are missing.' };
  const problems: RecordProblem[] = [];
  const [main, ...others] = momentsOf(entry, problems);
  const result = { kind: 'events', events: [eventOf(entry, main, others, layerOf(context.path ?? ''))] } as const;
  return problems.length === 0 ? result : { ...result, problems };
}

function eventOf(
  entry: FileEntry,
  main: Moment | undefined,
  others: readonly Moment[],
  layer: string | null,
): NormalisedEvent {
  if (main === undefined) {
    const message = `${subject(entry)} stands in the archive; its time is missing or a placeholder`;
    return { time: null, fields: statedFields(fieldsOf(entry), { 'exhibit.image.layer': layer }), message };
  }
  const said = main.words.join(', ');
  return {
    time: main.time,
    ...(others.length === 0 ? {} : { otherTimes: others.map(({ time }) => time) }),
    fields: statedFields(fieldsOf(entry), {
      'exhibit.image.layer': layer,
      'exhibit.moment': `${main.letters} (${said})`,
      'event.action': said,
    }),
    message: `${subject(entry)}: ${said}`,
  };
}

function momentsOf(entry: FileEntry, problems: RecordProblem[]): readonly Moment[] {
  const moments = new Map<bigint, { time: RecordedTime; letters: string; words: string[] }>();
  for (const [name, letter, words] of TIMES) {
    const written = entry[name];
    if (written === null || PLACEHOLDERS.has(written)) continue;
    const time = timeOf(written);
    if (time === null) {
      problems.push({
        code: 'bad-time',
        reason: `The time "${written.slice(0, 60)}" (${words}) cannot be read; it was left out.`,
      });
      continue;
    }
    const known = moments.get(time.instant);
    if (known === undefined) moments.set(time.instant, { time, letters: letter, words: [words] });
    else {
      known.letters += letter;
      known.words.push(words);
    }
  }
  return [...moments.values()];
}

/** Seconds since 1970, whatever the number of digits. */
function timeOf(written: string): RecordedTime | null {
  const seconds = /^(-?)(\d{1,12})(\.\d+)?$/.exec(written);
  if (seconds === null) return null;
  const [, sign = '', whole = '', fraction = ''] = seconds;
  const time = parseTime(`${sign}${whole.padStart(1, '0')}${fraction}`);
  return time === null ? null : { ...time, text: written };
}

function fieldsOf(entry: FileEntry): FoundFields {
  const path = entry.name.replace(/^(?:\.\/)+/, '');
  const isDeletion = whiteoutOf(path) !== null;
  return {
    'exhibit.layer': 'container',
    'exhibit.outcome': 'unknown',
    'event.kind': 'state',
    'event.category': 'file',
    'event.type': isDeletion ? 'deletion' : 'info',
    'file.path': path,
    'file.name': path.replace(/\/+$/, '').replace(/^.*\//s, ''),
    'file.type': ECS_TYPES[entry.type] ?? entry.type,
    'file.target_path': entry.target,
    'file.size': entry.type === 'file' ? entry.size : null,
    'file.mode': `0${entry.mode.toString(8).padStart(3, '0')}`,
    'file.uid': String(entry.uid),
    'file.gid': String(entry.gid),
    'file.owner': entry.user,
    'file.group': entry.group,
    'file.mtime': entry.modified,
    'file.accessed': entry.accessed,
    'file.ctime': entry.changed,
    'file.created': entry.created,
    'exhibit.file.flags': flagsOf(entry, path),
  };
}

const ECS_TYPES = lookupTable<string>({ directory: 'dir', link: 'file' });

const SYSTEM_FILES =
  /(?:^|\/)(?:etc\/(?:ld\.so\.preload|cron|crontab|sudoers|passwd$|shadow$)|var\/spool\/cron\/|\.ssh\/authorized_keys)/;
const TEMPORARY = /^(?:tmp|var\/tmp|dev\/shm)\//;

/** What an examiner would look at first; facts of the header, no judgement. */
function flagsOf({ type, mode, attributes }: FileEntry, path: string): readonly string[] {
  const flags: string[] = [];
  const isExecutable = type === 'file' && (mode & 0o111) !== 0;
  if (whiteoutOf(path) !== null) flags.push('whiteout');
  if (type === 'file' && (mode & 0o4000) !== 0) flags.push('setuid');
  if (type === 'file' && (mode & 0o2000) !== 0) flags.push('setgid');
  if ('security.capability' in attributes) flags.push('capabilities');
  if (isExecutable && TEMPORARY.test(path)) flags.push('executable in a temporary folder');
  if (/(?:^|\/)\.(?!wh\.)[^/]/.test(path)) flags.push('hidden');
  if (SYSTEM_FILES.test(path)) flags.push('persistence or credentials');
  if (type.endsWith('device')) flags.push('device');
  return flags;
}

/** The path that a whiteout of a layer deletes, with `/*` where it empties the folder; null for any other file. */
function whiteoutOf(path: string): string | null {
  const match = /^((?:.*\/)?)\.wh\.([^/]+)$/s.exec(path);
  if (match === null) return null;
  const [, folder = '', name = ''] = match;
  return name === '.wh..opq' ? `${folder}*` : folder + name;
}

function subject(entry: FileEntry): string {
  const path = entry.name.replace(/^(?:\.\/)+/, '');
  const deleted = whiteoutOf(path);
  if (deleted !== null) return `Whiteout: ${deleted} is deleted in this layer`;
  const kind = entry.type === 'file' ? 'File' : entry.type.charAt(0).toUpperCase() + entry.type.slice(1);
  const target = entry.target === '' ? '' : ` -> ${entry.target}`;
  return `${kind} ${path}${target}`;
}

/** The layer of an image that the tar is, by its place in the image: the digest of a blob, or the folder of `layer.tar`. */
function layerOf(path: string): string | null {
  const blob = /(?:^|\/)blobs\/sha256\/([0-9a-f]{64})$/.exec(path)?.[1];
  return blob === undefined ? (/(?:^|\/)([0-9a-f]{64})\/layer\.tar$/.exec(path)?.[1] ?? null) : `sha256:${blob}`;
}
