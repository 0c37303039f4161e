import type { Palette } from './palette.js';

export interface Point {
  readonly x: number;
  readonly y: number;
}

const RADIUS = 8;

/** A step as a numbered disc on its lane. */
export function drawStep(
  context: CanvasRenderingContext2D,
  at: Point,
  mark: string,
  isSelected: boolean,
  palette: Palette,
): void {
  context.beginPath();
  context.arc(at.x, at.y, RADIUS, 0, Math.PI * 2);
  context.fillStyle = palette.step;
  context.fill();
  context.lineWidth = isSelected ? 3 : 1.5;
  context.strokeStyle = isSelected ? palette.focus : palette.surface;
  context.stroke();
  context.fillStyle = palette.surface;
  context.font = '600 9px "Noto Sans", system-ui, sans-serif';
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillText(mark, at.x, at.y + 0.5);
}

/** An annotated event as a small diamond on its lane. */
export function drawAnnotation(
  context: CanvasRenderingContext2D,
  { x, y }: Point,
  isSelected: boolean,
  palette: Palette,
): void {
  const size = 5;
  context.beginPath();
  context.moveTo(x, y - size);
  context.lineTo(x + size, y);
  context.lineTo(x, y + size);
  context.lineTo(x - size, y);
  context.closePath();
  context.fillStyle = palette.annotation;
  context.fill();
  context.lineWidth = isSelected ? 3 : 1.5;
  context.strokeStyle = isSelected ? palette.focus : palette.surface;
  context.stroke();
}

/** A link as an arrow from step to step. */
export function drawLink(context: CanvasRenderingContext2D, from: Point, to: Point, palette: Palette): void {
  const angle = Math.atan2(to.y - from.y, to.x - from.x);
  const tip = { x: to.x - Math.cos(angle) * (RADIUS + 1), y: to.y - Math.sin(angle) * (RADIUS + 1) };
  context.strokeStyle = palette.step;
  context.fillStyle = palette.step;
  context.lineWidth = 1.5;
  context.beginPath();
  context.moveTo(from.x, from.y);
  context.lineTo(tip.x, tip.y);
  context.stroke();
  context.beginPath();
  context.moveTo(tip.x, tip.y);
  for (const side of [-0.4, 0.4])
    context.lineTo(tip.x - Math.cos(angle + side) * 8, tip.y - Math.sin(angle + side) * 8);
  context.closePath();
  context.fill();
}

/** A stated event as an upright square with its mark, hollow: no record stands behind it. */
export function drawStated(
  context: CanvasRenderingContext2D,
  { x, y }: Point,
  step: string | null,
  palette: Palette,
): void {
  const half = step === null ? 5 : RADIUS;
  context.fillStyle = palette.surface;
  context.fillRect(x - half, y - half, half * 2, half * 2);
  context.lineWidth = 2;
  context.strokeStyle = palette.stated;
  context.strokeRect(x - half, y - half, half * 2, half * 2);
  if (step === null) return;
  context.fillStyle = palette.text;
  context.font = '600 9px "Noto Sans", system-ui, sans-serif';
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillText(step, x, y + 0.5);
}

/** The time that is left open as a bracket, and the sign of an undecided order above the mark. */
export function drawInterval(
  context: CanvasRenderingContext2D,
  { x, y }: Point,
  [from, to]: readonly [number, number],
  palette: Palette,
): void {
  context.fillStyle = palette.stated;
  if (to - from > 4) {
    context.fillRect(from, y - 0.75, to - from, 1.5);
    context.fillRect(from, y - 5, 1.5, 10);
    context.fillRect(to - 1.5, y - 5, 1.5, 10);
  }
  context.font = '700 11px "Noto Sans", system-ui, sans-serif';
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  context.fillText('≈', x + RADIUS, y - 7);
}
