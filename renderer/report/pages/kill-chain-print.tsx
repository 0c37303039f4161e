import { visibleText } from '../../../parsers/model/visible-text.js';
import { formatUtc } from '../../../parsers/time/format.js';
import type { CitedEvent, ReportModel, ReportStep } from '../model.js';
import { arrowPath, layoutPrint, MARK_RADIUS, WIDTH, type PrintRow } from './kill-chain-print-layout.js';

/** The kill chain as a vector figure: time runs down, one column per workload, arrows from cause to effect. */
export function KillChainPrint({ model }: { readonly model: ReportModel }) {
  const events = new Map(model.events.map((event) => [event.mark, event]));
  const pages = layoutPrint(
    model.steps.map((step) => ({ mark: step.mark, title: visibleText(step.title), lane: laneOf(step, events) })),
  );
  const steps = new Map(model.steps.map((step) => [step.mark, step]));
  return pages.map((page, index) => (
    <figure key={page.rows[0]?.mark ?? index} className="kill-chain-figure">
      <svg viewBox={`0 0 ${WIDTH} ${page.height}`} role="img" aria-label={`Kill chain, ${page.rows.length} steps`}>
        <defs>
          <marker
            id={`head-${index}`}
            viewBox="0 0 8 8"
            refX="8"
            refY="4"
            markerWidth="6"
            markerHeight="6"
            orient="auto"
          >
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
                y={page.top - 14 - (name.length - 1 - lineIndex) * 9.5}
                fontSize="7.6"
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
          <Row key={row.mark} row={row} step={steps.get(row.mark)} events={events} />
        ))}
        {model.links.map((link) => {
          const path = arrowPath(page, link.from, link.to);
          return path === null ? null : (
            <path
              key={`${link.from} ${link.to}`}
              d={path}
              fill="none"
              stroke="#0b4f6c"
              strokeWidth="1.1"
              markerEnd={`url(#head-${index})`}
            />
          );
        })}
        {page.rows.map((row) => (
          <g key={row.mark}>
            <circle cx={row.x} cy={row.y} r={MARK_RADIUS} fill="#fff" stroke="#16202b" strokeWidth="1.4" />
            <text x={row.x} y={row.y + 2.9} fontSize="8.2" fontWeight="700" textAnchor="middle">
              {row.mark}
            </text>
          </g>
        ))}
      </svg>
      <figcaption>
        Illustrative aid. Steps chosen by the examiner ({model.steps.length} of{' '}
        {model.counts.events.toLocaleString('en-GB')} events) in order of time, which runs down and is not to scale;
        times in UTC; one column per workload as the records name it; arrows are the examiner's links, cause to effect.
        Source: the table below.
        {pages.length > 1 && ` Part ${index + 1} of ${pages.length}; links between parts stand in the table of links.`}
      </figcaption>
    </figure>
  ));
}

function Row({
  row,
  step,
  events,
}: {
  readonly row: PrintRow;
  readonly step: ReportStep | undefined;
  readonly events: ReadonlyMap<string, CitedEvent>;
}) {
  const time = step === undefined ? null : (events.get(step.cites)?.detail.time ?? null);
  return (
    <g>
      <line
        x1="0"
        x2={row.x - MARK_RADIUS}
        y1={row.y}
        y2={row.y}
        stroke="#dfe5ea"
        strokeWidth="0.8"
        strokeDasharray="2 3"
      />
      <rect x="0" y={row.y - 15} width={row.textWidth} height="31" fill="#fff" />
      <text x="0" y={row.y - 5} fontSize="7.4" fill="#55616e" fontFamily="Noto Sans Mono">
        {time === null ? 'no place on the time line' : formatUtc(time)}
        {step?.orderUndecided === true ? ' · order undecided' : ''}
      </text>
      {row.lines.map((line, index) => (
        <text key={line} x="0" y={row.y + 5 + index * 9.5} fontSize="8.4" fontWeight="600">
          {line}
        </text>
      ))}
    </g>
  );
}

function laneOf(step: ReportStep, events: ReadonlyMap<string, CitedEvent>): string {
  return visibleText(events.get(step.cites)?.detail.fields['exhibit.lane'] ?? '');
}
