import type { JsonObject } from '../model/json.js';
import type { Carried } from './carried.js';

/** Tables with more columns than these have taken their records apart. */
const MOST_COLUMNS = 8;

/** A row of a small table whose only JSON object is most of what it says: a record that was exported as a column. */
export function jsonCell(row: JsonObject): Carried | null {
  const cells = Object.entries(row).filter((cell): cell is [string, string] => typeof cell[1] === 'string');
  const [found, second] = cells.filter(([, text]) => /^\s*\{\s*"/.test(text));
  if (found === undefined || second !== undefined || cells.length > MOST_COLUMNS) return null;
  const [column, text] = found;
  const whole = cells.reduce((sum, cell) => sum + cell[1].length, 0);
  return text.length * 2 > whole ? { payloads: [{ path: column, value: text }], name: `column ${column}` } : null;
}
