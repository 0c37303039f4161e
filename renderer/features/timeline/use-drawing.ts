import { useEffect, type RefObject } from 'react';
import type { Size } from '../../ui/use-size.js';

/** Draws on a canvas in the next frame whenever `draw` changes; coordinates are CSS pixels, lines are sharp on any screen. */
export function useDrawing(
  canvas: RefObject<HTMLCanvasElement | null>,
  size: Size,
  draw: (context: CanvasRenderingContext2D) => void,
): void {
  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      const target = canvas.current;
      const context = target?.getContext('2d') ?? null;
      if (target === null || context === null) return;
      const width = Math.round(size.width * size.ratio);
      const height = Math.round(size.height * size.ratio);
      if (target.width !== width || target.height !== height) {
        target.width = width;
        target.height = height;
      }
      context.setTransform(size.ratio, 0, 0, size.ratio, 0, 0);
      context.clearRect(0, 0, size.width, size.height);
      draw(context);
    });
    return () => cancelAnimationFrame(frame);
  }, [canvas, size, draw]);
}
