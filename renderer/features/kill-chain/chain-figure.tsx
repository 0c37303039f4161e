import type { KeyboardEvent, ReactElement } from 'react';
import { visibleText } from '../../../parsers/model/visible-text.js';
import type { Link } from '../../../parsers/model/case.js';
import { cutText } from '../../ui/cut-text.js';
import { LANE_HEIGHT, layoutChain, NODE_HEIGHT, NODE_WIDTH, type ChainNode } from './chain-layout.js';
import { orderNote, type OrderedStep } from '../../kill-chain/ordered-steps.js';

export interface ChainFigureProps {
  readonly steps: readonly OrderedStep[];
  readonly links: readonly Link[];
  /** Ids of the steps chosen to be linked, cause first. */
  readonly chosen: readonly string[];
  readonly onChoose: (id: string) => void;
}

/** The chain as a figure: steps in order of time over the lanes of their workloads, arrows from cause to effect. */
export function ChainFigure({ steps, links, chosen, onChoose }: ChainFigureProps): ReactElement {
  const figure = layoutChain(
    steps.map(({ step, lane }) => ({ id: step.id, lane, title: visibleText(step.title) })),
    links,
  );
  const byId = new Map(steps.map((step) => [step.step.id, step]));
  return (
    <figure className="chain-scroll" aria-label="Kill chain">
      <svg height={figure.height} style={{ minWidth: figure.width }}>
        <defs>
          <marker
            id="chain-head"
            viewBox="0 0 8 8"
            refX="7"
            refY="4"
            markerWidth="7"
            markerHeight="7"
            orient="auto-start-reverse"
          >
            <path d="M0 0L8 4L0 8z" className="chain-head" />
          </marker>
        </defs>
        {figure.lanes.map(({ key, y }, index) => (
          <g key={key}>
            <rect
              className={index % 2 === 0 ? 'chain-lane' : 'chain-lane chain-lane-odd'}
              x={0}
              y={y}
              width="100%"
              height={LANE_HEIGHT}
            />
            <LaneName name={key} y={y} />
          </g>
        ))}
        {figure.arrows.map(({ id, path, isBackwards }) => (
          <path
            key={id}
            d={path}
            className={isBackwards ? 'chain-arrow chain-arrow-back' : 'chain-arrow'}
            markerEnd="url(#chain-head)"
          />
        ))}
        {figure.nodes.map((node) => (
          <StepNode
            key={node.id}
            node={node}
            ordered={byId.get(node.id)}
            place={chosen.indexOf(node.id)}
            onChoose={onChoose}
          />
        ))}
      </svg>
    </figure>
  );
}

/** Broken at the slashes of a workload's path, the last and most telling part in bold. */
function LaneName({ name, y }: { readonly name: string; readonly y: number }): ReactElement {
  const shown = visibleText(name === '' ? 'no workload named' : name);
  const slash = shown.lastIndexOf('/');
  const place = slash === -1 ? '' : shown.slice(0, slash);
  return (
    <text className="chain-lane-name" x={12} y={y + LANE_HEIGHT / 2}>
      <title>{shown}</title>
      <tspan className="chain-lane-main" x={12} dy={place === '' ? '0.35em' : '-0.2em'}>
        {cutText(shown.slice(slash + 1), 24)}
      </tspan>
      {place !== '' && (
        <tspan x={12} dy="1.35em">
          {cutText(place, 28)}
        </tspan>
      )}
    </text>
  );
}

interface StepNodeProps {
  readonly node: ChainNode;
  readonly ordered: OrderedStep | undefined;
  /** Place among the chosen steps, -1 where it is not. */
  readonly place: number;
  readonly onChoose: (id: string) => void;
}

/** Square corners and a double line for what persons state, a broken line with ≈ where the order is undecided. */
function StepNode({ node, ordered, place, onChoose }: StepNodeProps): ReactElement {
  const isChosen = place !== -1;
  const mark = ordered?.mark ?? '';
  const stated = ordered?.stated ?? null;
  const note = ordered === undefined ? null : orderNote(ordered);
  const className = [
    'chain-node',
    ...(isChosen ? ['chain-node-chosen'] : []),
    ...(stated === null ? [] : ['chain-node-stated']),
    ...(note === null ? [] : ['chain-node-undecided']),
  ].join(' ');
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    onChoose(node.id);
  };
  return (
    <g
      className={className}
      transform={`translate(${node.x},${node.y})`}
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a <button> cannot stand inside a drawing
      role="button"
      data-command="step.choose"
      tabIndex={0}
      aria-pressed={isChosen}
      aria-label={[
        `${mark} ${node.lines.join(' ')}`,
        stated === null ? '' : `, stated by ${visibleText(stated.author)}`,
        note === null ? '' : `, ${note}`,
        '. Choose for a link',
      ].join('')}
      onClick={() => onChoose(node.id)}
      onKeyDown={onKeyDown}
    >
      {note !== null && <title>{note}</title>}
      <rect width={NODE_WIDTH} height={NODE_HEIGHT} rx={stated === null ? 5 : 0} />
      {stated !== null && (
        <rect className="chain-node-inner" x={3} y={3} width={NODE_WIDTH - 6} height={NODE_HEIGHT - 6} />
      )}
      {note !== null && (
        <text className="chain-undecided" x={6} y={-4}>
          ≈ {note.startsWith('order undecided') ? 'order undecided' : 'order not known'}
        </text>
      )}
      <text x={8} y={node.lines.length === 1 ? 28 : 20}>
        <tspan className="chain-mark">{mark}</tspan>
        <tspan x={32}>{node.lines[0]}</tspan>
        {node.lines[1] !== undefined && (
          <tspan x={32} dy="1.25em">
            {node.lines[1]}
          </tspan>
        )}
      </text>
      {isChosen && (
        <text className="chain-role" x={NODE_WIDTH - 6} y={-4}>
          {place === 0 ? 'cause' : 'effect'}
        </text>
      )}
    </g>
  );
}
