import { visibleText } from './visible-text.js';

/** A spreadsheet takes a cell that begins so for a formula; the wide forms are what some of them fold to it. */
const FORMULA = /^\s*[=+\-@\t\r＝＋－＠]/u;
const NEEDS_QUOTES = /[",\r\n]/;

/**
 * One line of a table after RFC 4180, with line end, safe to open: a cell that a spreadsheet would take for a formula is led by
 * an apostrophe; control and bidirectional characters are written out.
 */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(text: string): string {
  const visible = visibleText(text);
  const cell = FORMULA.test(text) || FORMULA.test(visible) ? `'${visible}` : visible;
  return NEEDS_QUOTES.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
