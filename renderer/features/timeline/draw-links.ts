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
