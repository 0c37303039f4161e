import { asObject, asText } from '../../model/json.js';

/** One line: what had which of its times then. */
export interface MactimeLine {
  readonly size: string;
  /** `m.c.`: which of the four times it is. */
  readonly letters: string;
  readonly mode: string;
  readonly uid: string;
  readonly gid: string;
  readonly inode: string;
  readonly name: string;
}

/** Columns of `mactime -d`. */
const COLUMNS = ['Date', 'Size', 'Type', 'Mode', 'UID', 'GID', 'Meta', 'File Name'];

/** True for the header of `mactime -d`. */
export function areColumns(columns: readonly string[]): boolean {
  return COLUMNS.every((name, index) => columns[index] === name);
}

/** A row of the CSV; null for anything else. */
export function csvLine(value: unknown): { readonly date: string; readonly line: MactimeLine } | null {
  const row = asObject(value);
  if (row === null || !COLUMNS.every((name) => Object.hasOwn(row, name))) return null;
  const text = (name: string): string => asText(row[name]) ?? '';
  const [date, size, letters, mode, uid, gid, inode, name] = COLUMNS.map(text);
  return {
    date: date ?? '',
    line: {
      size: size ?? '',
      letters: letters ?? '',
      mode: mode ?? '',
      uid: uid ?? '',
      gid: gid ?? '',
      inode: inode ?? '',
      name: name ?? '',
    },
  };
}

const DATE =
  /^((?:[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d{4} \d\d:\d\d:\d\d)|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\S*|Xxx Xxx 00 0000 00:00:00)\s/;
const LINE = /^\s*(\d+) ([m.][a.][c.][b.]) (\S+) +(\S+) +(\S+) +(\S+) +(.+)$/;

/** The lines of one time in the text form: the date stands on the first of them only. Null for anything else. */
export function textLines(text: string): { readonly date: string; readonly lines: readonly MactimeLine[] } | null {
  const [start = '', date] = DATE.exec(text) ?? [];
  if (date === undefined) return null;
  const lines = text
    .slice(start.length)
    .split(/\r?\n/)
    .flatMap((line): MactimeLine[] => {
      const [, size = '', letters = '', mode = '', uid = '', gid = '', inode = '', name = ''] = LINE.exec(line) ?? [];
      return letters === '' ? [] : [{ size, letters, mode, uid, gid, inode, name }];
    });
  return lines.length === 0 ? null : { date, lines };
}
