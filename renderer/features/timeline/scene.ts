/** Everything the lanes' canvas shows, and how it is drawn. */
import { intervalOf } from '../../../parsers/model/order.js';
import type { EventRow, LaneBins, LaneBy, Lifetime, TimeRange } from '../../query/spec.js';
import type { Tick } from './axis.js';
import { barsOf, drawDensity, drawLifetime, ROW_HEIGHT, totalsOf } from './density.js';
import { drawAnnotation, drawInterval, drawLink, drawStated, drawStep, type Point } from './draw-marks.js';
import type { Fill } from './fills.js';
import type { LaneRow } from './lane-tree.js';
import type { Mark, Marks } from './marks.js';
import type { Palette } from './palette.js';
import { placeOf, spanOf } from './range.js';

/** Density of some rows, by the ids of the rows it was asked for. */
export interface RowBins {
  readonly answer: LaneBins;
  readonly rowOf: ReadonlyMap<string, number>;
}

export interface Scene {
  readonly bins: RowBins | null;
  readonly rows: readonly LaneRow[];
  /** Index of the row on which events of a lane are drawn, by every name of the lane. */
  readonly rowOf: ReadonlyMap<string, number>;
  /** By every name of their lane. */
  readonly lifetimes: ReadonlyMap<string, readonly Lifetime[]>;
  readonly view: TimeRange;
  readonly ticks: readonly Tick[];
  readonly marks: Marks;
  readonly scrollTop: number;
  /** Index of the row the keyboard stands on, -1 for none. */
  readonly active: number;
  /** What a lane is. */
  readonly by: LaneBy;
}

export interface Plot {
  readonly width: number;
  readonly height: number;
}

/** Draws the rows that are in sight. */
export function drawScene(
  context: CanvasRenderingContext2D,
  scene: Scene,
  plot: Plot,
  palette: Palette,
  fills: readonly Fill[],
): void {
  const { rows, scrollTop } = scene;
  const first = Math.floor(scrollTop / ROW_HEIGHT);
  const last = Math.min(rows.length, Math.ceil((scrollTop + plot.height) / ROW_HEIGHT));
  const topOf = (index: number) => index * ROW_HEIGHT - scrollTop;
  if (scene.active >= 0) {
    context.fillStyle = palette.selected;
    context.fillRect(0, topOf(scene.active), plot.width, ROW_HEIGHT);
  }
  context.fillStyle = palette.line;
  for (const { place } of scene.ticks) context.fillRect(Math.round(place * plot.width), 0, 1, plot.height);
  for (let index = first; index < last; index += 1) {
    const row = rows[index];
    if (row === undefined) continue;
    context.fillStyle = palette.line;
    context.fillRect(0, topOf(index) + ROW_HEIGHT - 0.5, plot.width, 0.5);
    drawRow(context, scene, row, topOf(index), plot, palette, fills);
  }
  drawMarks(context, scene, plot, palette);
}

function drawRow(
  context: CanvasRenderingContext2D,
  { bins, lifetimes, view }: Scene,
  row: LaneRow,
  top: number,
  plot: Plot,
  palette: Palette,
  fills: readonly Fill[],
): void {
  if (row.kind === 'lane') {
    const xOf = (life: Lifetime['starts'][number] | undefined) =>
      life === undefined ? NaN : placeOf(view, life.time) * plot.width;
    for (const { starts, ends } of livesOf(row, lifetimes))
      drawLifetime(context, xOf(starts[0]), xOf(ends.at(-1)), plot.width, top, palette);
  }
  const answered = bins?.rowOf.get(row.id);
  if (bins === null || answered === undefined) return;
  const { answer } = bins;
  const bars = barsOf(totalsOf(answer, answered), answer.range, view, plot.width, answer.highest);
  drawDensity(context, answer, answered, bars, top, fills);
}

/** Proven lives of a lane, under all its names. */
export function livesOf(
  row: Extract<LaneRow, { readonly kind: 'lane' }>,
  lifetimes: Scene['lifetimes'],
): readonly Lifetime[] {
  return [row.lane.key, ...row.lane.joined.map(({ key }) => key)].flatMap((key) => lifetimes.get(key) ?? []);
}

function drawMarks(context: CanvasRenderingContext2D, scene: Scene, plot: Plot, palette: Palette): void {
  const { marks, view } = scene;
  const pointOf = pointFinder(scene, plot);
  if (marks.selected?.time != null) {
    context.fillStyle = palette.focus;
    context.fillRect(Math.round(placeOf(view, marks.selected.time) * plot.width) - 0.5, 0, 1.5, plot.height);
  }
  for (const { from, to } of marks.links) {
    const start = pointOf(from);
    const end = pointOf(to);
    if (start !== null && end !== null) drawLink(context, start, end, palette);
  }
  for (const mark of marks.placed) {
    const point = pointOf(mark);
    if (point === null || point.x < -10 || point.x > plot.width + 10) continue;
    const isSelected = mark.event !== null && marks.selected?.id === mark.event;
    if (mark.orderNote !== null) drawInterval(context, point, openEnds(mark, scene.view, plot), palette);
    if (mark.stated !== null) drawStated(context, point, mark.step, palette);
    else if (mark.step === null) drawAnnotation(context, point, isSelected, palette);
    else drawStep(context, point, mark.step, isSelected, palette);
  }
}

/** The interval that a mark's time leaves open, CSS pixels from the left. */
function openEnds({ claim }: Mark, view: TimeRange, plot: Plot): readonly [number, number] {
  const { from, to } = intervalOf(claim);
  const xOf = (ns: bigint) =>
    ((Number(ns / 1_000_000n) - view.fromMs + Number(ns % 1_000_000n) / 1e6) / spanOf(view)) * plot.width;
  return [xOf(from), xOf(to)];
}

/** Index of the row on which a mark, or an event, is drawn; -1 where its lane is not among the rows. */
export function rowOfMark({ rowOf, by }: Pick<Scene, 'rowOf' | 'by'>, mark: Mark | EventRow): number {
  return rowOf.get(laneOf(mark, by)) ?? -1;
}

function laneOf(mark: Mark | EventRow, by: LaneBy): string {
  if ('fields' in mark) return mark.fields[by === 'identity' ? 'user.name' : 'exhibit.lane'] ?? '';
  return by === 'identity' && mark.stated === null ? mark.identity : mark.lane;
}

/** Where a mark stands on the canvas; null where its lane is not among those shown. */
function pointFinder({ rowOf, view, scrollTop, by }: Scene, plot: Plot): (mark: Mark) => Point | null {
  return (mark) => {
    const index = rowOf.get(laneOf(mark, by));
    if (index === undefined) return null;
    const y = index * ROW_HEIGHT - scrollTop + ROW_HEIGHT / 2;
    return { x: placeOf(view, mark.claim.time) * plot.width, y };
  };
}

/** The mark under a point of the canvas. */
export function markAt(scene: Scene, plot: Plot, point: Point): Mark | null {
  const pointOf = pointFinder(scene, plot);
  const near = (mark: Mark) => {
    const at = pointOf(mark);
    return at !== null && Math.hypot(at.x - point.x, at.y - point.y) <= 9;
  };
  return scene.marks.placed.findLast(near) ?? null;
}
