import { lookupTable } from '../../model/lookup-table.js';
import type { NormalisedEvent, ParsedRecord } from '../../model/event.js';
import type { Format, Probe, RecordInput, Verdict } from '../../model/format.js';
import { asWhole } from '../../model/json.js';
import { statedFields } from '../../model/stated-fields.js';
import type { RecordedTime } from '../../model/time.js';
import { parseWritten } from '../../time/calendar.js';
import { areColumns, csvLine, textLines, type MactimeLine } from './schema.js';

export const mactime: Format = {
  id: 'mactime',
  title: 'mactime time lines (CSV, text)',
  parserVersion: 'mactime/1',
  status: 'schema assumed',
  rulesOnly: false,
  detect,
  parse,
};

function detect({ samples, text }: Probe): Verdict {
  for (const { framing } of samples) {
    if (framing.kind === 'csv' && areColumns(framing.columns))
      return {
        claim: true,
        framing,
        reason: 'A table with the columns of mactime (Date, Size, Type, ..., File Name).',
      };
  }
  if (textLines(text.replace('\uFEFF', '').slice(0, 8192)) === null)
    return {
      claim: false,
      reason: 'No columns of mactime, and the first line is no date with a size and four letters.',
    };
  return {
    claim: true,
    framing: { kind: 'entries', entry: 'mactime' },
    reason: 'Lines of mactime: a date, a size and the letters of its times (m.cb).',
  };
}

function parse({ value, text, context }: RecordInput): ParsedRecord {
  const row = context.framing.kind === 'csv' ? csvLine(value) : null;
  const record = row === null ? textLines(text) : { date: row.date, lines: [row.line] };
  if (record === null)
    return {
      kind: 'rejected',
      code: 'wrong-shape',
      reason: 'No line of mactime (date, size, four letters, mode, name).',
    };
  // The zone is that of `mactime -z`, which the output does not name.
  const time = parseWritten(record.date.replace(/^[A-Z][a-z]{2} (?=[A-Z])/, ''));
  const isNever = record.date.startsWith('Xxx') || record.date === '' || record.date === '0';
  const events = record.lines.map((line) => eventOf(line, time === null ? null : { ...time, text: record.date }));
  if (time !== null || isNever) return { kind: 'events', events };
  const reason = `The time "${record.date.slice(0, 80)}" cannot be read; the row is kept without a time.`;
  return { kind: 'events', events, problems: [{ code: 'bad-time', reason }] };
}

const WORDS = lookupTable<string>({
  m: 'content modified',
  a: 'accessed',
  c: 'status changed',
  b: 'created',
});

function eventOf(line: MactimeLine, time: RecordedTime | null): NormalisedEvent {
  const said = line.letters
    .split('')
    .flatMap((letter) => WORDS[letter] ?? [])
    .join(', ');
  const [path = '', target] = line.name.split(' -> ', 2);
  const isDeleted = /\(deleted(?:-realloc)?\)$/.test(path);
  return {
    time,
    fields: statedFields({
      'exhibit.layer': 'host',
      'exhibit.outcome': 'unknown',
      'exhibit.moment': line.letters.toUpperCase(),
      'exhibit.file.flags': isDeleted ? ['deleted'] : [],
      'event.action': said,
      'event.category': ['file'],
      'event.kind': 'state',
      'event.outcome': 'unknown',
      'event.type': [isDeleted ? 'deletion' : 'info'],
      'file.path': path,
      'file.name': path.replace(/\/+$/, '').replace(/^.*\//s, ''),
      'file.target_path': target,
      'file.mode': line.mode,
      'file.size': asWhole(line.size),
      'file.inode': line.inode,
      'file.uid': line.uid,
      'file.gid': line.gid,
    }),
    message: `${line.name}: ${said}`,
  };
}
