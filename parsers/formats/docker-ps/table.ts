/** A row of the table that `docker ps`, `docker container ls` and `podman ps` print for people. */
export interface TableRow {
  /** As printed: 12 digits, or all with `--no-trunc`. */
  readonly id: string;
  readonly image: string;
  /** As printed, null where the column is blank. */
  readonly command: string | null;
  /** How long before the listing it was created, in the engine's words: no time, because nothing states when that was. */
  readonly created: string;
  readonly status: string;
  readonly ports: string | null;
  readonly names: string;
}

/** The header, which is no record; `SIZE` stands with `--size`. */
export const TABLE_HEADER =
  /^CONTAINER ID {2,}IMAGE {2,}COMMAND {2,}CREATED {2,}STATUS {2,}PORTS {2,}NAMES(?: {2,}SIZE)? *\r?(?:\n|$)/;
/** What every such header begins with. */
export const HEADER_START = 'CONTAINER ID ';

const AGO = /^(?:About an?|Less than an?|\d{1,9}) \w{1,20} ago$/;
const STATUS =
  /^(?:Up|Exited|Restarting|Created|Dead|Removal In Progress|Removing|Initialized|Configured|Paused|Stopping|Stopped|Unknown)\b/i;
const SIZE = /^[\d.]{1,20} ?[kKMGT]?i?B(?: \(virtual .{1,40}\))?$/;

/** Columns stand two blanks apart or more, one blank inside them. Null for what is no such row. */
export function readTableRow(line: string): TableRow | null {
  const cells = line.trim().split(/ {2,}/);
  const [id = '', image = ''] = cells;
  if (!/^[0-9a-f]{12,64}$/.test(id)) return null;
  // A command may hold any text, so it ends at the first pair of cells that are an age and a status.
  const at = cells.findIndex((cell, index) => index >= 2 && AGO.test(cell) && STATUS.test(cells[index + 1] ?? ''));
  if (at < 0) return null;
  const behind = cells.slice(at + 2);
  if (behind.length > 1 && SIZE.test(behind.at(-1) ?? '')) behind.pop();
  const names = behind.pop();
  if (names === undefined || behind.length > 1) return null;
  return {
    id,
    image,
    command: at === 2 ? null : cells.slice(2, at).join('  '),
    created: cells[at] ?? '',
    status: cells[at + 1] ?? '',
    ports: behind[0] ?? null,
    names,
  };
}
