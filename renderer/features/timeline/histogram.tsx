import { useCallback, useId, useMemo, useRef, type ReactElement } from 'react';
import { isOutdated } from '../../query/outdated.js';
import type { QueryClient, SearchResult, TimeRange } from '../../query/spec.js';
import { countedText, countText } from '../../ui/quantities.js';
import { useLatest } from '../../ui/use-latest.js';
import { useSize } from '../../ui/use-size.js';
import { Brush } from './brush.js';
import { barsOf, highestOf } from './density.js';
import { usePalette } from './palette.js';
import { TimeAxis, useTicks } from './time-axis.js';
import { useDrawing } from './use-drawing.js';

/** CSS pixels per bar. */
const BAR = 3;

export interface HistogramProps {
  readonly client: Pick<QueryClient, 'histogram'>;
  /** Result without time range. */
  readonly result: SearchResult;
  readonly bounds: TimeRange;
  readonly view: TimeRange;
  readonly zone: string;
  readonly onView: (view: TimeRange) => void;
}

/** Matching events over the whole span, with the brush that chooses the time range. */
export function Histogram({ client, result, bounds, view, zone, onView }: HistogramProps): ReactElement {
  const plot = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const size = useSize(plot);
  const palette = usePalette();
  const summaryId = useId();
  const bins = Math.max(1, Math.floor(size.width / BAR));
  const question = useMemo(
    () => (size.width === 0 ? null : { id: result.id, bounds, bins }),
    [result.id, bounds, bins, size.width],
  );
  const { answered, failure } = useLatest(
    question,
    (asked) => client.histogram(asked.id, asked.bounds, asked.bins),
    isOutdated,
  );
  const histogram = answered?.answer ?? null;
  const highest = useMemo(() => (histogram === null ? 0 : highestOf([histogram.counts])), [histogram]);
  const shownTicks = useTicks(bounds, zone, size.width);

  const draw = useCallback(
    (context: CanvasRenderingContext2D) => {
      context.fillStyle = palette.line;
      for (const { place } of shownTicks) context.fillRect(Math.round(place * size.width), 0, 1, size.height);
      if (histogram === null) return;
      context.fillStyle = palette.density;
      for (const bar of barsOf(histogram.counts, histogram.range, bounds, size.width, highest)) {
        const height = Math.max(2, bar.size * (size.height - 2));
        context.fillRect(bar.x, size.height - height, Math.max(bar.width - 0.5, 1), height);
      }
    },
    [histogram, highest, bounds, palette, size, shownTicks],
  );
  useDrawing(canvas, size, draw);

  return (
    <section aria-label="Events over time" aria-describedby={summaryId}>
      <div className="timeline-row histogram">
        <div className="timeline-gutter timeline-caption">
          <span>Matching events</span>
          <span className="muted">log scale, up to {countText(highest)} a bar</span>
        </div>
        <div className="timeline-plot" ref={plot}>
          <canvas ref={canvas} aria-hidden="true" />
          <Brush bounds={bounds} view={view} zone={zone} onView={onView} />
        </div>
      </div>
      <TimeAxis range={bounds} zone={zone} ticks={shownTicks} />
      <p className="visually-hidden" id={summaryId}>
        {countedText(result.matched - result.unplaced, 'dated event')}; the busiest of {bins} bars holds{' '}
        {countText(highest)}. The two sliders choose the time range.
      </p>
      {failure !== null && (
        <p className="timeline-failure" role="alert">
          {failure}
        </p>
      )}
    </section>
  );
}
