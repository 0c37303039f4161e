import { lookupTable } from '../../model/lookup-table.js';
import type { NormalisedEvent, ParsedRecord, RecordProblem } from '../../model/event.js';
import { asWhole } from '../../model/json.js';
import { statedFields, type FoundFields } from '../../model/stated-fields.js';
import type { RecordedTime } from '../../model/time.js';
import { parseTime } from '../../time/parse.js';
import type { BodyRow } from './schema.js';

const TIMES = [
  ['atime', 'A', 'accessed'],
  ['mtime', 'M', 'content modified'],
  ['ctime', 'C', 'status changed'],
  ['crtime', 'B', 'created'],
] as const;

interface Moment {
  readonly time: RecordedTime;
  readonly letters: string[];
  readonly words: string[];
}

/**
 * One row: an event per distinct time, with the letters of mactime, in the order of the columns. A row
 * without any time is one undated event.
 */
export function readRow(row: BodyRow): ParsedRecord {
  const problems: RecordProblem[] = [];
  const moments = new Map<bigint, Moment>();
  for (const [name, letter, words] of TIMES) {
    const time = timeOf(row[name].trim(), problems);
    if (time === null) continue;
    const known = moments.get(time.instant);
    if (known === undefined) moments.set(time.instant, { time, letters: [letter], words: [words] });
    else {
      known.letters.push(letter);
      known.words.push(words);
    }
  }
  const events = moments.size === 0 ? [undated(row)] : [...moments.values()].map((moment) => event(row, moment));
  return { kind: 'events', events, ...(problems.length === 0 ? {} : { problems }) };
}

/** Seconds, however many digits. */
function timeOf(written: string, problems: RecordProblem[]): RecordedTime | null {
  if (written === '' || /^-?0*(?:\.0*)?$/.test(written) || written === '-1') return null;
  const [, sign = '', whole = '', decimals = ''] = /^(-?)(\d{1,11})(\.\d{1,9})?$/.exec(written) ?? [];
  const time = whole === '' ? null : parseTime(`${sign}${whole}${decimals}`);
  if (time !== null) return { ...time, text: written };
  problems.push({ code: 'bad-time', reason: `The time "${written.slice(0, 60)}" cannot be read; it was left out.` });
  return null;
}

function event(row: BodyRow, { time, letters, words }: Moment): NormalisedEvent {
  const said = words.join(', ');
  return {
    time,
    fields: statedFields(fieldsOf(row), {
      'exhibit.moment': ['M', 'A', 'C', 'B'].map((letter) => (letters.includes(letter) ? letter : '.')).join(''),
      'event.action': said,
    }),
    message: `${row.name}: ${said}`,
  };
}

function undated(row: BodyRow): NormalisedEvent {
  return {
    time: null,
    fields: statedFields(fieldsOf(row), { 'event.action': 'listed' }),
    message: `${row.name}: listed, without any time`,
  };
}

const TYPES = lookupTable<string>({
  d: 'dir',
  l: 'symlink',
  r: 'file',
  '-': 'file',
  b: 'block',
  c: 'char',
  p: 'fifo',
  s: 'socket',
});

function fieldsOf(row: BodyRow): FoundFields {
  const [path = '', target] = row.name.split(' -> ', 2);
  const permissions = row.mode.split('/').at(-1) ?? '';
  const isDeleted = /\(deleted(?:-realloc)?\)$/.test(path);
  return {
    'exhibit.layer': 'host',
    'exhibit.outcome': 'unknown',
    'event.category': ['file'],
    'event.kind': 'state',
    'event.outcome': 'unknown',
    'event.type': [isDeleted ? 'deletion' : 'info'],
    'file.path': path,
    'file.name': path.replace(/\/+$/, '').replace(/^.*\//s, ''),
    'file.target_path': target,
    'file.type': TYPES[permissions[0] ?? ''] ?? null,
    'file.mode': row.mode,
    'file.size': asWhole(row.size),
    'file.inode': row.inode,
    'file.uid': row.uid,
    'file.gid': row.gid,
    'file.hash.md5': /^[0-9a-f]{32}$/i.test(row.md5) && !/^0+$/.test(row.md5) ? row.md5 : null,
    'file.hash.sha1': /^[0-9a-f]{40}$/i.test(row.md5) ? row.md5 : null,
    'file.hash.sha256': /^[0-9a-f]{64}$/i.test(row.md5) ? row.md5 : null,
    'exhibit.file.flags': flagsOf(permissions, isDeleted),
  };
}

/** What an examiner would look at first; facts of the row, no judgement. */
function flagsOf(permissions: string, isDeleted: boolean): readonly string[] {
  return [
    ...(isDeleted ? ['deleted'] : []),
    ...(/^..?.[sS]/.test(permissions) && /[sS]/.test(permissions[3] ?? '') ? ['setuid'] : []),
    ...(/[sS]/.test(permissions[6] ?? '') ? ['setgid'] : []),
  ];
}
