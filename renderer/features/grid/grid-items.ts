/** Rows of a result as items of the grid: dated rows, a divider, then the rows without a place on the time line. */
export interface GridShape {
  readonly rows: number;
  /** How many of them, at the end, have no place on the time line. */
  readonly unplaced: number;
}

export function itemCount({ rows, unplaced }: GridShape): number {
  return rows + (unplaced > 0 ? 1 : 0);
}

/** Index of the divider, or -1. */
export function dividerOf({ rows, unplaced }: GridShape): number {
  return unplaced > 0 ? rows - unplaced : -1;
}

/** Row at an item; null at the divider. */
export function rowOfItem(shape: GridShape, item: number): number | null {
  const divider = dividerOf(shape);
  if (item === divider) return null;
  return divider >= 0 && item > divider ? item - 1 : item;
}

export function itemOfRow(shape: GridShape, row: number): number {
  const divider = dividerOf(shape);
  return divider >= 0 && row >= divider ? row + 1 : row;
}
