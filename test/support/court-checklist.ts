/** One row of docs/court-checklist.md. */
export interface ChecklistItem {
  readonly item: number;
  readonly places: readonly string[];
  readonly how: string;
}

/** The rows of the table whose first cell is a number. */
export function readChecklist(text: string): readonly ChecklistItem[] {
  return text.split('\n').flatMap((line) => {
    const [, item = '', , where = '', how = ''] = line.split('|').map((cell) => cell.trim());
    if (!/^\d+$/.test(item)) return [];
    const places = where
      .split(',')
      .map((place) => place.trim())
      .filter((place) => place !== '');
    return [{ item: Number(item), places, how }];
  });
}

/** Every place that the table names, once. */
export function checklistPlaces(items: readonly ChecklistItem[]): readonly string[] {
  return [...new Set(items.flatMap(({ places }) => places))];
}
