import { UNSTATED_FORMATS } from '../../parsers/model/reading.js';
import formats from './formats.json' with { type: 'json' };

/**
 * The table of `exhibit formats`. Main does not know the parsers, so it prints `formats.json`, which a test keeps equal to
 * the registry (`npx vitest run test/unit/main/cli/formats.test.ts -u` writes it).
 */
export function formatsText(asJson: boolean): string {
  if (asJson) return `${JSON.stringify(formats, null, 2)}\n`;
  const rows = formats.map(({ id, title, status, rulesOnly, parserVersion }) => [
    id,
    title,
    status,
    rulesOnly ? 'reports only what its rules hit' : '',
    parserVersion,
  ]);
  return table([['format', 'title', 'proven on', 'selection', 'parser'], ...rows]);
}

/** Whether a member can be stated to be in the format of this id. */
export function isReadable(id: string): boolean {
  return formats.some((format) => format.id === id) && !UNSTATED_FORMATS.includes(id);
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return rows.map((row) => `${line(row)}\n`).join('');
}
