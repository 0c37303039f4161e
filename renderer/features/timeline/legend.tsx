import { useCallback, useRef, type ReactElement } from 'react';
import { COLOUR_CLASSES } from '../../query/lane-colours.js';
import type { LaneColour } from '../../query/spec.js';
import { useSize } from '../../ui/use-size.js';
import { fillsOf, type Fill } from './fills.js';
import { usePalette } from './palette.js';
import { useDrawing } from './use-drawing.js';

export interface LegendProps {
  readonly colour: LaneColour;
  readonly hasStated: boolean;
  readonly hasUndecided: boolean;
  readonly hasLives: boolean;
}

const WORDS: Readonly<Record<string, string>> = {
  stopped: 'prevented, denied, killed',
  none: 'no severity',
  low: 'severity 1–3',
  medium: '4–6',
  high: '7–8',
  critical: '9–10',
};

/** What colours, patterns and marks of the lanes mean. Only marks that are there are explained. */
export function Legend({ colour, hasStated, hasUndecided, hasLives }: LegendProps): ReactElement {
  const palette = usePalette();
  const fills = fillsOf(colour, palette);
  return (
    <ul className="legend" aria-label="Legend of the lanes">
      {COLOUR_CLASSES[colour].map((name, index) => (
        <li key={name}>
          <Swatch fill={fills[index] ?? palette.density} /> {WORDS[name] ?? name}
        </li>
      ))}
      {hasLives && (
        <li>
          <i className="legend-life" aria-hidden="true" /> proven life (dashes: end not proven)
        </li>
      )}
      {hasStated && (
        <li>
          <i className="legend-stated" aria-hidden="true" /> stated, no record
        </li>
      )}
      {hasUndecided && (
        <li>
          <strong aria-hidden="true">≈</strong> order undecided
        </li>
      )}
    </ul>
  );
}

function Swatch({ fill }: { readonly fill: Fill }): ReactElement {
  const canvas = useRef<HTMLCanvasElement>(null);
  const size = useSize(canvas);
  const draw = useCallback(
    (context: CanvasRenderingContext2D) => {
      context.fillStyle = fill;
      context.fillRect(0, 0, size.width, size.height);
    },
    [fill, size],
  );
  useDrawing(canvas, size, draw);
  return <canvas ref={canvas} className="legend-swatch" aria-hidden="true" />;
}
