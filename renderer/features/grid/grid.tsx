/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a table element cannot hold a window on millions of rows */
import {
  useCallback,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  type ReactElement,
} from 'react';
import type { CaseState, GridColumn } from '../../../parsers/model/case.js';
import type { FieldName } from '../../../parsers/model/fields.js';
import type { EventId } from '../../../parsers/model/ids.js';
import { stepEvents } from '../../../parsers/model/step-events.js';
import type { Ledger } from '../../../parsers/model/ledger.js';
import type { EventRow, QueryClient, SearchResult } from '../../query/spec.js';
import type { PivotRequest } from '../../ui-state/pivot.js';
import { countedText } from '../../ui/quantities.js';
import { useSize } from '../../ui/use-size.js';
import { dividerOf, itemCount, itemOfRow, rowOfItem, type GridShape } from './grid-items.js';
import { GridRow } from './grid-row.js';
import { dividerReason, unplacedReasons } from './unplaced.js';
import { useRowWindows } from './use-row-windows.js';
import { useVirtualScroll } from './use-virtual-scroll.js';
import { itemsInSight, scrollHeight, type Extent } from './virtual.js';
import './grid.css';

/** Heights in rem: one line, or two where UTC stands below the display zone. */
const ROW = { comfortable: 1.6, compact: 1.25 } as const;
const ROW_WITH_UTC = { comfortable: 2.5, compact: 2.1 } as const;

export interface GridProps {
  readonly client: Pick<QueryClient, 'rows' | 'position'>;
  /** Result with the time range. */
  readonly result: SearchResult;
  readonly state: CaseState;
  readonly ledger: Ledger;
  readonly zone: string;
  /** Beside time and marks. */
  readonly columns: readonly GridColumn[];
  readonly density: 'comfortable' | 'compact';
  readonly selection: EventId | null;
  /** The row the keyboard came to. */
  readonly onSelect: (id: EventId) => void;
  /** Enter or click: show it. */
  readonly onOpen: (id: EventId) => void;
  /** Context menu, by mouse or key: of the row, or of the value that the cell shows. */
  readonly onPivot: (request: PivotRequest) => void;
}

/** Events as rows in the order of time, however many there are. */
export function Grid({
  client,
  result,
  state,
  ledger,
  zone,
  columns,
  density,
  selection,
  onSelect,
  onOpen,
  onPivot,
}: GridProps): ReactElement {
  const scroller = useRef<HTMLDivElement>(null);
  const size = useSize(scroller);
  const idBase = useId();
  const shape = useMemo(
    (): GridShape => ({ rows: result.matched, unplaced: result.unplaced }),
    [result.matched, result.unplaced],
  );
  const hasUtc = zone !== 'UTC';
  const itemHeight = Math.round((hasUtc ? ROW_WITH_UTC : ROW)[density] * rootFontSize());
  const headHeight = Math.round(ROW[density] * rootFontSize());
  const extent = useMemo(
    (): Extent => ({ items: itemCount(shape), itemHeight, viewport: Math.max(size.height - headHeight, 0) }),
    [shape, itemHeight, headHeight, size.height],
  );
  const { top, onScroll, show } = useVirtualScroll(scroller, extent);
  const windows = useRowWindows(client, result);
  const [cursor, setCursor] = useState(0);
  const pending = useRef<number | null>(null);
  const reasonOf = useMemo(() => unplacedReasons(ledger), [ledger]);
  const steps = useMemo(() => new Set(stepEvents(state.steps)), [state.steps]);
  const current = Math.min(cursor, Math.max(result.matched - 1, 0));

  const { from, to } = itemsInSight(extent, top);
  useEffect(() => {
    if (to > from)
      windows.want(rowOfItem(shape, from) ?? from, Math.min((rowOfItem(shape, to - 1) ?? to - 1) + 1, shape.rows));
  }, [windows, shape, from, to]);

  // The cursor went to a row that was still loading: it is selected when it is there.
  useEffect(() => {
    const row = pending.current === null ? null : windows.row(pending.current);
    if (row === null) return;
    pending.current = null;
    onSelect(row.id);
  });

  const showRow = useCallback((row: number) => show(itemOfRow(shape, row)), [show, shape]);

  // A selection made elsewhere, or a new result: go to where the selected event stands now.
  const isAtSelection = windows.row(current)?.id === selection;
  useEffect(() => {
    if (selection === null || isAtSelection || pending.current !== null) return undefined;
    let isStale = false;
    void client.position(result.id, selection).then(
      (position) => {
        if (isStale || position < 0) return;
        setCursor(position);
        showRow(position);
      },
      () => undefined,
    );
    return () => {
      isStale = true;
    };
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- only a new selection or result moves the cursor
  }, [client, result.id, selection]);

  const moveTo = (row: number): void => {
    const next = Math.min(Math.max(row, 0), result.matched - 1);
    if (next < 0) return;
    setCursor(next);
    showRow(next);
    const loaded = windows.row(next);
    pending.current = loaded === null ? next : null;
    if (loaded !== null) onSelect(loaded.id);
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    const page = Math.max(Math.floor(extent.viewport / itemHeight) - 1, 1);
    const act = {
      ArrowDown: () => moveTo(current + 1),
      ArrowUp: () => moveTo(current - 1),
      PageDown: () => moveTo(current + page),
      PageUp: () => moveTo(current - page),
      Home: () => moveTo(0),
      End: () => moveTo(result.matched - 1),
      Enter: () => {
        const row = windows.row(current);
        if (row !== null) onOpen(row.id);
      },
    }[event.key];
    if (act === undefined || event.altKey || event.metaKey) return;
    event.preventDefault();
    act();
  };

  const onPointerDown = (event: PointerEvent<HTMLElement>): void => {
    const item = (event.target as Element).closest<HTMLElement>('[data-item]')?.dataset['item'];
    const row = item === undefined ? null : rowOfItem(shape, Number(item));
    if (row === null || event.button !== 0) return;
    setCursor(row);
    pending.current = null;
    const loaded = windows.row(row);
    if (loaded !== null) onOpen(loaded.id);
  };

  const onContextMenu = (event: MouseEvent<HTMLElement>): void => {
    const target = event.target as Element;
    const item = target.closest<HTMLElement>('[data-item]')?.dataset['item'];
    const row = windows.row(item === undefined ? current : (rowOfItem(shape, Number(item)) ?? -1));
    if (row === null) return;
    event.preventDefault();
    onSelect(row.id);
    onPivot({ value: valueOfCell(target, row), event: row, ...placeOfMenu(event, scroller.current) });
  };

  // The evidence takes the keys when whatever had them is gone (a menu, another place of the window).
  useEffect(() => {
    if (document.activeElement === document.body) scroller.current?.focus({ preventScroll: true });
  }, []);

  // Rows that scroll out lend their elements to those that scroll in: making new ones is what costs.
  const pool = Math.ceil(extent.viewport / itemHeight) + 4;
  const items = Array.from({ length: to - from }, (_, index) => from + index);
  const divider = dividerOf(shape);
  return (
    <div
      ref={scroller}
      className="grid"
      data-two-lines={hasUtc || undefined}
      role="grid"
      aria-label="Events"
      aria-rowcount={result.matched + 1}
      aria-activedescendant={result.matched > 0 ? `${idBase}-${current}` : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onScroll={onScroll}
      onContextMenu={onContextMenu}
      style={columnStyle(columns)}
    >
      <GridHead columns={columns} zone={zone} height={headHeight} />
      <div
        className="grid-space"
        role="presentation"
        style={{ height: scrollHeight(extent) }}
        onPointerDown={onPointerDown}
      >
        <div
          className="grid-window"
          role="presentation"
          style={{ top: headHeight, '--row': `${itemHeight}px` } as React.CSSProperties}
        >
          {items.map((item) => {
            const row = rowOfItem(shape, item);
            const itemTop = item * itemHeight - top;
            if (row === null)
              return <Divider key="divider" top={itemTop} count={shape.unplaced} reason={dividerReason(ledger)} />;
            const loaded = windows.row(row);
            return (
              <div key={item % pool} role="presentation" data-item={itemOfRow(shape, row)}>
                <GridRow
                  row={loaded}
                  id={`${idBase}-${row}`}
                  number={row + 1}
                  top={itemTop}
                  isSelected={loaded !== null && loaded.id === selection}
                  isCursor={row === current}
                  isAnnotated={loaded !== null && state.annotations.has(loaded.id)}
                  isStep={loaded !== null && steps.has(loaded.id)}
                  zone={zone}
                  columns={columns}
                  unplacedBecause={loaded !== null && divider >= 0 && row >= divider ? reasonOf(loaded.id) : ''}
                />
              </div>
            );
          })}
        </div>
      </div>
      {windows.failure !== null && (
        <p className="grid-failure" role="alert">
          {windows.failure}
        </p>
      )}
    </div>
  );
}

function valueOfCell(target: Element, row: EventRow): PivotRequest['value'] {
  const field = target.closest<HTMLElement>('[data-field]')?.dataset['field'] as FieldName | undefined;
  const text = field === undefined ? undefined : row.fields[field];
  return field === undefined || text === undefined ? null : { field, text };
}

/** At the pointer; below the cursor's row where a key asked. */
function placeOfMenu(
  event: MouseEvent<HTMLElement>,
  grid: HTMLElement | null,
): { readonly x: number; readonly y: number } {
  if (event.target !== grid) return { x: event.clientX, y: event.clientY };
  const box = grid?.querySelector('[data-cursor]')?.getBoundingClientRect();
  return { x: (box?.left ?? event.clientX) + 24, y: box?.bottom ?? event.clientY };
}

function rootFontSize(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
}

/** Widths for the style sheet: the last column takes what is left. */
function columnStyle(columns: readonly GridColumn[]): React.CSSProperties {
  const widths = columns.map(({ width }) => `minmax(${width}rem, ${width}fr)`);
  const sum = columns.reduce((total, { width }) => total + width, 0);
  return {
    '--columns': widths.join(' '),
    '--columns-least': `${sum}rem`,
    '--columns-count': columns.length,
  } as React.CSSProperties;
}

function GridHead({
  columns,
  zone,
  height,
}: {
  readonly columns: readonly GridColumn[];
  readonly zone: string;
  readonly height: number;
}): ReactElement {
  return (
    <div className="grid-row grid-head" role="row" aria-rowindex={1} style={{ height }}>
      <span role="columnheader">Time ({zone})</span>
      <span role="columnheader">
        <span className="visually-hidden">Marks</span>
      </span>
      <span role="columnheader">
        <span className="visually-hidden">Severity and outcome</span>
      </span>
      {columns.map(({ field }) => (
        <span role="columnheader" key={field} className="grid-name" title={field}>
          {headOf(field)}
        </span>
      ))}
    </div>
  );
}

function Divider({
  top,
  count,
  reason,
}: {
  readonly top: number;
  readonly count: number;
  readonly reason: string;
}): ReactElement {
  return (
    <div className="grid-divider" role="row" style={{ transform: `translateY(${top}px)` }}>
      <span role="gridcell">
        {countedText(count, 'event')} without a place on the time line: {reason}
      </span>
    </div>
  );
}

/** Fields that everybody calls by a shorter word. */
const HEADS: Readonly<Record<string, string>> = {
  'exhibit.lane': 'Lane',
  'event.action': 'Action',
  'user.name': 'Identity',
  message: 'Message',
};

function headOf(field: string): string {
  return HEADS[field] ?? field;
}
