/** Everything the lanes' canvas shows, and how it is drawn. */
import type { EventId } from '../../../parsers/model/ids.js';
import type { Lane, LanesAnswer, TimeRange } from '../../query/spec.js';
import type { Tick } from './axis.js';
import { barsOf, drawDensity, drawLifetime, highestOf, ROW_HEIGHT } from './density.js';
import { drawAnnotation, drawLink, drawStep, type Point } from './draw-links.js';
import type { Mark, Marks } from './marks.js';
import type { Palette } from './palette.js';
import { placeOf, spanOf } from './range.js';

export interface Scene {
  readonly answer: LanesAnswer;
  readonly lanes: readonly Lane[];
  readonly view: TimeRange;
  readonly ticks: readonly Tick[];
  readonly marks: Marks;
  readonly scrollTop: number;
  /** Index of the lane the keyboard stands on, -1 for none. */
  readonly active: number;
}

export interface Plot {
  readonly width: number;
  readonly height: number;
}

/** Draws the rows that are in sight. */
export function drawScene(context: CanvasRenderingContext2D, scene: Scene, plot: Plot, palette: Palette): void {
  const { lanes, answer, view, scrollTop } = scene;
  const first = Math.floor(scrollTop / ROW_HEIGHT);
  const last = Math.min(lanes.length, Math.ceil((scrollTop + plot.height) / ROW_HEIGHT));
  const topOf = (index: number) => index * ROW_HEIGHT - scrollTop;
  if (scene.active >= 0) {
    context.fillStyle = palette.selected;
    context.fillRect(0, topOf(scene.active), plot.width, ROW_HEIGHT);
  }
  context.fillStyle = palette.line;
  for (const { place } of scene.ticks) context.fillRect(Math.round(place * plot.width), 0, 1, plot.height);
  const highest = highestOf(answer.lanes.map(({ counts }) => counts));
  const scale = plot.width / spanOf(view);
  for (let index = first; index < last; index += 1) {
    const lane = lanes[index];
    if (lane === undefined) continue;
    const top = topOf(index);
    context.fillStyle = palette.line;
    context.fillRect(0, top + ROW_HEIGHT - 0.5, plot.width, 0.5);
    drawLifetime(
      context,
      (lane.firstMs - view.fromMs) * scale,
      (lane.lastMs - view.fromMs) * scale,
      plot.width,
      top,
      palette,
    );
    drawDensity(context, lane, barsOf(lane.counts, answer.range, view, plot.width, highest), top, palette);
  }
  drawMarks(context, scene, plot, palette);
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
    const isSelected = marks.selected?.id === mark.event && mark.event !== null;
    if (mark.step === null) drawAnnotation(context, point, isSelected, palette);
    else drawStep(context, point, mark.step, isSelected, palette);
  }
}

/** Where an event stands on the canvas; null where its lane is not among those shown. */
function pointFinder({ lanes, view, scrollTop }: Scene, plot: Plot): (mark: Mark) => Point | null {
  const rowOf = new Map(lanes.map(({ key }, index) => [key, index]));
  return ({ lane, claim }) => {
    const index = rowOf.get(lane);
    if (index === undefined) return null;
    return { x: placeOf(view, claim.time) * plot.width, y: index * ROW_HEIGHT - scrollTop + ROW_HEIGHT / 2 };
  };
}

/** The mark under a point of the canvas. */
export function markAt(scene: Scene, plot: Plot, point: Point): EventId | null {
  const pointOf = pointFinder(scene, plot);
  const near = (mark: Mark) => {
    const at = pointOf(mark);
    return at !== null && Math.hypot(at.x - point.x, at.y - point.y) <= 9;
  };
  return scene.marks.placed.findLast(near)?.event ?? null;
}
