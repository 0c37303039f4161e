import { visibleText } from '../../parsers/model/visible-text.js';

/**
 * A cell after RFC 4180, safe to open: text that a spreadsheet would run as a formula is led by an apostrophe, control and
 * bidi characters are written out.
 */
export function csvCell(value: string | number | boolean | null): string {
  if (typeof value !== 'string') return value === null ? '' : String(value);
  const shown = visibleText(value);
  const harmless = /^\s*[=+\-@]/.test(shown) ? `'${shown}` : shown;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** Rows with line ends after RFC 4180. */
export function csvText(rows: readonly (readonly (string | number | boolean | null)[])[]): string {
  return rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('');
}
