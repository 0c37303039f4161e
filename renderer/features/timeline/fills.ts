/** What each class of density is filled with: a colour, and a pattern that tells it apart without one. */
import type { LaneColour } from '../../query/spec.js';
import type { Palette } from './palette.js';

export type Fill = string | CanvasPattern;

type PatternKind = 'solid' | 'rising' | 'falling' | 'dots' | 'level' | 'upright' | 'checks';

/** By class, in the order of `COLOUR_CLASSES`. What is most frequent is plain. */
const PATTERNS: Readonly<Record<LaneColour, readonly PatternKind[]>> = {
  outcome: ['dots', 'solid', 'rising', 'checks', 'level'],
  layer: ['dots', 'rising', 'solid', 'level', 'falling', 'checks', 'upright'],
  severity: ['solid', 'dots', 'rising', 'level', 'checks'],
};

/** CSS pixels of a pattern's tile. */
const TILE = 4;

/** Pixels of a tile that show the ground, by column and row. */
const GAPS: Readonly<Record<PatternKind, (x: number, y: number) => boolean>> = {
  solid: () => false,
  rising: (x, y) => (x + y) % TILE === 0,
  falling: (x, y) => (x - y + TILE) % TILE === 0,
  dots: (x, y) => x % 2 === 0 && y % 2 === 0,
  level: (_, y) => y % 2 === 0,
  upright: (x) => x % 2 === 0,
  checks: (x, y) => x < 2 === y < 2,
};

/** Fills of all classes of a colour, for canvases of this theme. */
export function fillsOf(colour: LaneColour, palette: Palette): readonly Fill[] {
  return palette.classes[colour].map((tint, index) => fillOf(tint, PATTERNS[colour][index] ?? 'solid'));
}

function fillOf(tint: string, kind: PatternKind): Fill {
  if (kind === 'solid') return tint;
  const tile = document.createElement('canvas');
  tile.width = TILE;
  tile.height = TILE;
  const context = tile.getContext('2d');
  if (context === null) return tint;
  context.fillStyle = tint;
  for (let y = 0; y < TILE; y += 1)
    for (let x = 0; x < TILE; x += 1) if (!GAPS[kind](x, y)) context.fillRect(x, y, 1, 1);
  return context.createPattern(tile, 'repeat') ?? tint;
}
