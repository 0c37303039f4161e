import { describe, expect, it } from 'vitest';
import {
  columnNameOf,
  columnOf,
  GENERAL_COLUMNS,
  moveColumn,
  PRESETS,
  sameColumns,
  WIDTH,
} from '../../../../renderer/ui-state/columns.js';

describe('columns of the grid', () => {
  it('come in five sets of different fields, within the widths that can be chosen', () => {
    expect(PRESETS.map(({ name }) => name)).toEqual([
      'General',
      'Aqua audit',
      'Kubernetes audit',
      'CloudTrail',
      'Processes',
    ]);
    for (const { columns } of PRESETS) {
      expect(new Set(columns.map(({ field }) => field)).size).toBe(columns.length);
      expect(columns.filter(({ width }) => width < WIDTH.least || width > WIDTH.most)).toEqual([]);
    }
  });

  it('move by one place, and not over the edge', () => {
    const names = (columns: ReturnType<typeof moveColumn>) => columns.map(({ field }) => field);
    expect(names(moveColumn(GENERAL_COLUMNS, 0, 1))).toEqual(['event.action', 'exhibit.lane', 'user.name', 'message']);
    expect(names(moveColumn(GENERAL_COLUMNS, 3, -1))).toEqual(['exhibit.lane', 'event.action', 'message', 'user.name']);
    expect(moveColumn(GENERAL_COLUMNS, 0, -1)).toBe(GENERAL_COLUMNS);
    expect(moveColumn(GENERAL_COLUMNS, 3, 1)).toBe(GENERAL_COLUMNS);
  });

  it('are the same with the same fields, order and widths', () => {
    expect(
      sameColumns(
        GENERAL_COLUMNS,
        GENERAL_COLUMNS.map(({ field, width }) => ({ field, width })),
      ),
    ).toBe(true);
    expect(sameColumns(GENERAL_COLUMNS, moveColumn(GENERAL_COLUMNS, 0, 1))).toBe(false);
    expect(sameColumns([columnOf('message')], [{ ...columnOf('message'), width: 5 }])).toBe(false);
  });

  it('of a newer version are not known', () => {
    expect(columnNameOf('user.name')).toBe('user.name');
    expect(columnNameOf('message')).toBe('message');
    expect(columnNameOf('toString')).toBeNull();
  });
});
