import { visibleText } from '../../../parsers/model/visible-text.js';
import { formatUtc } from '../../../parsers/time/format.js';
import { orderNote } from '../../kill-chain/ordered-steps.js';
import { STOPPED } from '../acts.js';
import type { ReportModel, ReportStep } from '../model.js';
import { countText } from '../../ui/quantities.js';
import {
  arrowPath,
  LANE_SIZE,
  layoutPrint,
  LINE_HEIGHT,
  MARK_RADIUS,
  NOTE_SIZE,
  TITLE_SIZE,
  WIDTH,
  type PrintPage,
  type PrintRow,
  type PrintStep,
} from './kill-chain-print-layout.js';

/** The kill chain as a vector figure: time runs down, one column per workload, arrows from cause to effect. */
export function KillChainPrint({
  model,
  steps: drawn,
  title,
}: {
  readonly model: ReportModel;
  /** Those to draw, in order. */
  readonly steps: readonly ReportStep[];
  /** What they have in common; `''` for all of them. */
  readonly title: string;
}) {
  const pages = layoutPrint(drawn.map(printStep));
  const steps = new Map(drawn.map((step) => [step.mark, step]));
  const events = new Map(model.events.map((event) => [event.mark, event]));
  const isStopped = (mark: string): boolean =>
    STOPPED.includes(events.get(steps.get(mark)?.cites ?? '')?.detail.fields['exhibit.outcome'] ?? '');
  return pages.map((page, index) => (
    <figure key={page.rows[0]?.mark ?? index} className="kill-chain-figure">
      <svg viewBox={`0 0 ${WIDTH} ${page.height}`} role="img" aria-label={`Kill chain, ${page.rows.length} steps`}>
        <defs>
          <marker id={headId(page)} viewBox="0 0 8 8" refX="8" refY="4" markerWidth="6" markerHeight="6" orient="auto">
            <path d="M0 0L8 4L0 8z" fill="#0b4f6c" />
          </marker>
        </defs>
        {page.lanes.map(({ key, x, name }) => (
          <g key={key}>
            <line x1={x} x2={x} y1={page.top - 6} y2={page.height - 6} stroke="#c6ced6" strokeWidth="1" />
            {name.map((line, lineIndex) => (
              <text
                key={`${lineIndex} ${line}`}
                x={x}
                y={page.top - 14 - (name.length - 1 - lineIndex) * LINE_HEIGHT}
                fontSize={LANE_SIZE}
                textAnchor="middle"
                fontWeight={lineIndex === name.length - 1 ? 600 : 400}
                fill={lineIndex === name.length - 1 ? '#16202b' : '#55616e'}
              >
                {line}
              </text>
            ))}
          </g>
        ))}
        {page.rows.map((row) => (
          <Row key={row.mark} row={row} step={steps.get(row.mark)} />
        ))}
        {model.links.map((link) => {
          const path = arrowPath(page, link.from, link.to);
          return path === null ? null : (
            <path
              key={`${link.from} ${link.to} ${link.reason}`}
              d={path}
              fill="none"
              stroke="#0b4f6c"
              strokeWidth="1.1"
              markerEnd={`url(#${headId(page)})`}
            />
          );
        })}
        {page.rows.map((row) => (
          <Mark key={row.mark} row={row} step={steps.get(row.mark)} isStopped={isStopped(row.mark)} />
        ))}
      </svg>
      <figcaption>
        {title !== '' && `${title}. `}
        {captionOf(
          model,
          page,
          page.rows.some(({ mark }) => isStopped(mark)),
        )}
        {(pages.length > 1 || drawn.length < model.steps.length) &&
          ` ${page.rows.length} of ${model.steps.length} steps${pages.length > 1 ? `, part ${index + 1} of ${pages.length}` : ''}; links to other steps stand in the table of links.`}
      </figcaption>
    </figure>
  ));
}

function printStep(step: ReportStep): PrintStep {
  return {
    mark: step.mark,
    title: visibleText(step.title),
    lane: visibleText(step.lane),
    note: orderNote(step),
  };
}

/** How many pages a figure of these steps would take. */
export function printParts(steps: readonly ReportStep[]): number {
  return layoutPrint(steps.map(printStep)).length;
}

/** Arrow heads are defined once per figure. */
function headId(page: PrintPage): string {
  return `head-${page.rows[0]?.mark ?? ''}`;
}

function captionOf(model: ReportModel, page: PrintPage, holdsStopped: boolean): string {
  const shown = new Set(page.rows.map(({ mark }) => mark));
  const steps = model.steps.filter(({ mark }) => shown.has(mark));
  return [
    `Illustrative aid. Steps chosen by the examiner (${model.steps.length} steps; ${countText(model.counts.events)} events in the case)`,
    ' in order of time, which runs down and is not to scale; times in UTC; one column per workload, under the name that the record of its first step uses;',
    " arrows are the examiner's links, cause to effect.",
    ' A circle is an event of a record.',
    holdsStopped ? ' A diamond is an event of a record whose outcome is stopped or failed.' : '',
    steps.some(({ stated }) => stated !== null)
      ? ' A square is an event that somebody stated; no record holds it.'
      : '',
    steps.some((step) => orderNote(step) !== null)
      ? ' A broken outline with ≈: the evidence does not decide the order; the drawn one follows the written times.'
      : '',
    page.rows.some(({ isShortened }) => isShortened) ? ' Titles that end in … stand in full in the table.' : '',
    ' Source: the table below.',
  ].join('');
}

interface RowProps {
  readonly row: PrintRow;
  readonly step: ReportStep | undefined;
}

function Row({ row, step }: RowProps) {
  const time = step?.claim?.time ?? null;
  const titleLine = row.firstLine + (1 + row.note.length) * LINE_HEIGHT;
  return (
    <g>
      <line
        x1={row.textWidth + 2}
        x2={row.x - MARK_RADIUS}
        y1={row.y}
        y2={row.y}
        stroke="#dfe5ea"
        strokeWidth="0.8"
        strokeDasharray="2 3"
      />
      <text x="0" y={row.firstLine} fontSize={NOTE_SIZE} fill="#55616e" fontFamily="Noto Sans Mono">
        {time === null ? (step?.stated?.time.slice(0, 36) ?? 'time not known') : formatUtc(time)}
        {step?.stated == null ? '' : ' (stated)'}
      </text>
      {row.note.map((line, index) => (
        <text key={line} x="0" y={row.firstLine + (1 + index) * LINE_HEIGHT} fontSize={NOTE_SIZE} fontStyle="italic">
          {index === 0 ? `≈ ${line}` : line}
        </text>
      ))}
      {row.title.map((line, index) => (
        <text key={`${index} ${line}`} x="0" y={titleLine + index * LINE_HEIGHT} fontSize={TITLE_SIZE} fontWeight="600">
          {line}
        </text>
      ))}
    </g>
  );
}

/** A circle for an event of the evidence, a diamond where it was stopped, a square for a stated one; broken where the order is undecided. */
function Mark({ row, step, isStopped }: RowProps & { readonly isStopped: boolean }) {
  const isUndecided = step !== undefined && orderNote(step) !== null;
  const outline = { fill: '#fff', stroke: '#16202b', strokeWidth: 1.4, ...(isUndecided && { strokeDasharray: '3 2' }) };
  return (
    <g>
      {step?.stated == null && isStopped && (
        <path
          d={`M${row.x},${row.y - MARK_RADIUS - 2}l${MARK_RADIUS + 2},${MARK_RADIUS + 2}l${-MARK_RADIUS - 2},${MARK_RADIUS + 2}l${-MARK_RADIUS - 2},${-MARK_RADIUS - 2}z`}
          {...outline}
        />
      )}
      {step?.stated == null && !isStopped && <circle cx={row.x} cy={row.y} r={MARK_RADIUS} {...outline} />}
      {step?.stated != null && (
        <rect
          x={row.x - MARK_RADIUS + 1}
          y={row.y - MARK_RADIUS + 1}
          width={2 * MARK_RADIUS - 2}
          height={2 * MARK_RADIUS - 2}
          {...outline}
        />
      )}
      <text x={row.x} y={row.y + 2.9} fontSize="8.2" fontWeight="700" textAnchor="middle">
        {row.mark}
      </text>
      {isUndecided && (
        <text x={row.x - MARK_RADIUS - 2} y={row.y - 5} fontSize="9" fontWeight="700" textAnchor="end">
          ≈
        </text>
      )}
    </g>
  );
}
