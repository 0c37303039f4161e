import { visibleText } from '../../../parsers/model/visible-text.js';
import { formatUtc } from '../../../parsers/time/format.js';
import { STOPPED } from '../acts.js';
import type { LanesData, ReportModel } from '../model.js';
import { shortenTo } from './shorten.js';
import { countText } from '../../ui/quantities.js';
import { axisTicks } from './axis-ticks.js';

const WIDTH = 660;
const NAME_WIDTH = 190;
const CHART_WIDTH = WIDTH - NAME_WIDTH;
const LANE_HEIGHT = 30;
const BAR_HEIGHT = 15;
const TOP = 30;
const INK = '#16202b';
const QUIET = '#55616e';
const RULE = '#c6ced6';

/** Workloads as lanes over time, drawn to scale: how much was recorded when, what was stopped, where the steps are. */
export function LanesPrint({ model, lanes }: { readonly model: ReportModel; readonly lanes: LanesData }) {
  const { range } = lanes;
  const height = TOP + lanes.lanes.length * LANE_HEIGHT + 22;
  const xOf = (ms: number): number => NAME_WIDTH + ((ms - range.fromMs) / (range.toMs - range.fromMs)) * CHART_WIDTH;
  const ticks = axisTicks(range);
  const marks = stepMarks(model, lanes, xOf);
  return (
    <figure className="report-figure">
      <svg
        viewBox={`0 0 ${WIDTH} ${height}`}
        role="img"
        aria-label={`Workloads over time, ${lanes.lanes.length} lanes`}
      >
        <defs>
          <pattern id="stopped" width="3" height="3" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="3" height="3" fill="#fff" />
            <rect width="1.3" height="3" fill={INK} />
          </pattern>
        </defs>
        {ticks.map(({ ms, label, isDay }) => (
          <g key={ms}>
            <line x1={xOf(ms)} x2={xOf(ms)} y1={TOP - 4} y2={height - 20} stroke={RULE} strokeWidth={isDay ? 1 : 0.5} />
            <text x={xOf(ms)} y={TOP - 9} fontSize="7.2" textAnchor="middle" fill={QUIET} fontFamily="Noto Sans Mono">
              {label}
            </text>
          </g>
        ))}
        {lanes.lanes.map((lane, index) => {
          const base = TOP + index * LANE_HEIGHT + LANE_HEIGHT - 4;
          const most = Math.max(1, ...lane.counts);
          const step = CHART_WIDTH / lane.counts.length;
          return (
            <g key={lane.names[0]}>
              <text x="0" y={base - 6} fontSize="7.6" fontWeight="600" fill={INK}>
                {laneText(lane.names[0] ?? '')}
                {lane.names.length > 1 ? ` (${lane.names.length} names)` : ''}
              </text>
              <text x="0" y={base + 2.5} fontSize="6.6" fill={QUIET}>
                {`${countText(lane.count)} events, at most ${countText(most)} per column`}
              </text>
              <line x1={NAME_WIDTH} x2={WIDTH} y1={base} y2={base} stroke={RULE} strokeWidth="0.6" />
              {lane.counts.map((count, bin) => {
                if (count === 0) return null;
                const tall = Math.max(1, (count / most) * BAR_HEIGHT);
                const stopped = ((lane.stopped[bin] ?? 0) / count) * tall;
                const x = NAME_WIDTH + bin * step;
                return (
                  // oxlint-disable-next-line react/no-array-index-key -- columns of one fixed range
                  <g key={bin}>
                    <rect x={x} y={base - tall} width={step * 0.86} height={tall} fill="#8fa3b3" />
                    {stopped > 0 && (
                      <rect
                        x={x}
                        y={base - Math.max(stopped, 2)}
                        width={step * 0.86}
                        height={Math.max(stopped, 2)}
                        fill="url(#stopped)"
                        stroke={INK}
                        strokeWidth="0.4"
                      />
                    )}
                  </g>
                );
              })}
            </g>
          );
        })}
        {marks.map(({ mark, x, lane, row, isStopped }) => {
          const y = TOP + lane * LANE_HEIGHT + 7 + row * 4;
          return (
            <g key={mark}>
              {isStopped ? (
                <path d={`M${x},${y - 8}l8,8l-8,8l-8,-8z`} fill="#fff" stroke={INK} strokeWidth="1.1" />
              ) : (
                <circle cx={x} cy={y} r="6.6" fill="#fff" stroke={INK} strokeWidth="1.1" />
              )}
              <text x={x} y={y + 2.1} fontSize="6" fontWeight="700" textAnchor="middle" fill={INK}>
                {mark}
              </text>
            </g>
          );
        })}
        <Legend y={height - 8} />
      </svg>
      <figcaption>
        Illustrative aid. {countText(lanes.shown)} of {countText(lanes.inRange)} events of the span{' '}
        {formatUtc({ ms: lanes.range.fromMs, ns: 0 })} to {formatUtc({ ms: lanes.range.toMs, ns: 0 })} (UTC, to scale),
        in {lanes.lanes.length} of {countText(lanes.laneCount)} lanes: those of cited records
        {lanes.citedLanes > lanes.lanes.length && `, ${lanes.citedLanes - lanes.lanes.length} of them left out`}. No
        filter but that span. The height of a column is relative to the fullest of its lane.
      </figcaption>
    </figure>
  );
}

function Legend({ y }: { readonly y: number }) {
  return (
    <g fontSize="7" fill={QUIET}>
      <rect x={NAME_WIDTH} y={y - 7} width="9" height="8" fill="#8fa3b3" />
      <text x={NAME_WIDTH + 13} y={y}>
        events recorded
      </text>
      <rect x={NAME_WIDTH + 90} y={y - 7} width="9" height="8" fill="url(#stopped)" stroke={INK} strokeWidth="0.4" />
      <text x={NAME_WIDTH + 103} y={y}>
        of them stopped or failed
      </text>
      <circle cx={NAME_WIDTH + 212} cy={y - 3} r="4.5" fill="#fff" stroke={INK} />
      <text x={NAME_WIDTH + 221} y={y}>
        step
      </text>
      <path d={`M${NAME_WIDTH + 253},${y - 8.5}l5.5,5.5l-5.5,5.5l-5.5,-5.5z`} fill="#fff" stroke={INK} />
      <text x={NAME_WIDTH + 261} y={y}>
        step that was stopped or failed
      </text>
    </g>
  );
}

interface StepMark {
  readonly mark: string;
  readonly x: number;
  readonly lane: number;
  /** Moved down where an earlier mark would be covered. */
  readonly row: number;
  readonly isStopped: boolean;
}

function stepMarks(model: ReportModel, lanes: LanesData, xOf: (ms: number) => number): readonly StepMark[] {
  const events = new Map(model.events.map((event) => [event.mark, event]));
  const placed: StepMark[] = [];
  for (const { mark, cites } of model.steps) {
    const detail = events.get(cites ?? '')?.detail;
    const lane = lanes.lanes.findIndex(({ names }) => names.includes(detail?.fields['exhibit.lane'] ?? ''));
    if (detail?.time == null || lane < 0) continue;
    const x = xOf(detail.time.ms + detail.time.ns / 1e6);
    const near = placed.filter((other) => other.lane === lane && Math.abs(other.x - x) < 13).length;
    const isStopped = STOPPED.includes(detail.fields['exhibit.outcome'] ?? '');
    placed.push({ mark, x: x + near * 2, lane, row: near, isStopped });
  }
  return placed;
}

/** The last, most telling parts of a lane's path. */
function laneText(key: string): string {
  if (key === '') return 'no workload named';
  const parts = visibleText(key)
    .split('/')
    .filter((part) => part !== '' && part !== '-');
  return shortenTo(parts.slice(-2).join('/'), 44);
}
