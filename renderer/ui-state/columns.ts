/** Columns of the grid: what they may show, and sets that come with the program. */
import type { GridColumn } from '../../parsers/model/case.js';
import { FIELDS, type FieldName } from '../../parsers/model/fields.js';

/** What a column shows: a field, or the sentence of the event. */
export type ColumnName = FieldName | 'message';

export const COLUMN_NAMES: readonly ColumnName[] = ['message', ...(Object.keys(FIELDS) as FieldName[])];

/** Least widths that a column may have, rem; what room is left is shared in proportion. */
export const WIDTH = { least: 4, most: 60, step: 1 } as const;

/** Reads the name of a column that was stored; null for a field that this version does not know. */
export function columnNameOf(text: string): ColumnName | null {
  return COLUMN_NAMES.find((name) => name === text) ?? null;
}

const WIDTHS: Readonly<Partial<Record<ColumnName, number>>> = {
  message: 24,
  'exhibit.lane': 12,
  'process.command_line': 24,
  'process.args': 20,
  'event.reason': 18,
  'user_agent.original': 18,
  'url.original': 20,
  'container.image.name': 14,
  'user.name': 12,
};

/** A column of its usual width. */
export function columnOf(field: ColumnName): GridColumn {
  return { field, width: WIDTHS[field] ?? 9 };
}

const set = (id: string, name: string, ...fields: readonly ColumnName[]) => ({
  id,
  name,
  columns: fields.map(columnOf),
});

/** Narrow enough to stand beside the detail of an event on a small screen. */
const GENERAL: readonly GridColumn[] = [
  { field: 'exhibit.lane', width: 7 },
  { field: 'event.action', width: 6 },
  { field: 'user.name', width: 6 },
  { field: 'message', width: 9 },
];

/** Sets for the questions that come first; the first of them is what a window starts with. */
export const PRESETS = [
  { id: 'general', name: 'General', columns: GENERAL },
  set(
    'aqua-audit',
    'Aqua audit',
    'exhibit.lane',
    'event.action',
    'exhibit.outcome.original',
    'rule.name',
    'rule.category',
    'event.reason',
    'user.name',
    'container.image.name',
    'container.id',
    'process.command_line',
    'source.ip',
  ),
  set(
    'k8s-audit',
    'Kubernetes audit',
    'user.name',
    'event.action',
    'orchestrator.namespace',
    'orchestrator.resource.type',
    'orchestrator.resource.name',
    'http.response.status_code',
    'event.reason',
    'source.ip',
    'user_agent.original',
    'exhibit.stage',
    'exhibit.act',
  ),
  set(
    'cloudtrail',
    'CloudTrail',
    'event.action',
    'event.provider',
    'user.name',
    'cloud.account.id',
    'cloud.region',
    'source.ip',
    'user_agent.original',
    'event.outcome',
    'event.reason',
    'event.id',
  ),
  set(
    'processes',
    'Processes',
    'exhibit.lane',
    'process.name',
    'process.pid',
    'process.parent.name',
    'process.command_line',
    'process.executable',
    'user.name',
    'container.id',
    'rule.name',
  ),
] as const;

export const GENERAL_COLUMNS: readonly GridColumn[] = PRESETS[0].columns;

/** The columns with one moved by `by` places; the same where there is no such place. */
export function moveColumn(columns: readonly GridColumn[], at: number, by: -1 | 1): readonly GridColumn[] {
  const [column, other] = [columns[at], columns[at + by]];
  if (column === undefined || other === undefined) return columns;
  return columns.with(at, other).with(at + by, column);
}

/** True where both show the same fields in the same order and widths. */
export function sameColumns(a: readonly GridColumn[], b: readonly GridColumn[]): boolean {
  return a.length === b.length && a.every(({ field, width }, at) => b[at]?.field === field && b[at].width === width);
}
