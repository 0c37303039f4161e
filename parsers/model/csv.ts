import { visibleText } from './visible-text.js';

/** A spreadsheet takes a cell that begins so for a formula; the wide forms are what some of them fold to it. */
const FORMULA = /^\s*[=+\-@\t\r＝＋－＠]/u;
const NEEDS_QUOTES = /[",\r\n]/;

/** What a cell may hold; numbers and truth values are written as they are. */
export type CsvCell = string | number | boolean | null;

/**
 * One line of a table after RFC 4180, with line end, safe to open: a cell that a spreadsheet would take for a formula is led by
 * an apostrophe; control and bidirectional characters are written out.
 */
export function csvLine(cells: readonly CsvCell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

/** A whole table. */
export function csvText(rows: readonly (readonly CsvCell[])[]): string {
  return rows.map(csvLine).join('');
}

function csvCell(value: CsvCell): string {
  if (typeof value !== 'string') return value === null ? '' : String(value);
  const visible = visibleText(value);
  const cell = FORMULA.test(value) || FORMULA.test(visible) ? `'${visible}` : visible;
  return NEEDS_QUOTES.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
