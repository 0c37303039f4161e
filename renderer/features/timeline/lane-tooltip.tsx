import type { ReactElement } from 'react';
import { formatInZone } from '../../../parsers/time/format.js';
import type { Resolution } from '../../../parsers/model/time.js';
import { partsOf } from '../../../parsers/time/instant.js';
import type { Lifetime, LifeProof } from '../../query/spec.js';
import { EvidenceText } from '../../ui/evidence-text.js';
import { countedText } from '../../ui/quantities.js';
import type { Mark } from './marks.js';
import type { Probe } from './probe.js';
import { lengthText, spanOf } from './range.js';

export interface LaneTooltipProps {
  readonly name: string;
  readonly place: string;
  /** Null where the row's density is not there yet, or it has none. */
  readonly probe: Probe | null;
  /** Moment under the pointer, ms with fractions. */
  readonly moment: number;
  /** Lives of the lane at this moment. */
  readonly lives: readonly Lifetime[];
  /** The mark under the pointer. */
  readonly mark: Mark | null;
  readonly zone: string;
  /** CSS pixels in the lanes' box. */
  readonly x: number;
  readonly y: number;
  /** True where it must open to the left or upwards to stay in sight. */
  readonly isLeft: boolean;
  readonly isAbove: boolean;
}

/** More lives than this would hide what they speak of. */
const MOST_LIVES = 3;

/** What the pointer is on: lane, moment in both zones, how many events, which lives, and what proves them. */
export function LaneTooltip(props: LaneTooltipProps): ReactElement {
  const { name, place, probe, moment, lives, mark, zone, x, y, isLeft, isAbove } = props;
  const span = probe === null ? Infinity : spanOf(probe.range);
  const resolution: Resolution = span < 0.01 ? 'ns' : span < 10 ? 'us' : span < 10_000 ? 'ms' : 's';
  const at = partsOf(probe !== null && probe.events > 0 ? probe.range.fromMs : moment);
  const local = formatInZone(at, zone, resolution);
  const utc = formatInZone(at, 'UTC', resolution);
  return (
    <div
      className="tooltip lane-tooltip"
      aria-hidden="true"
      data-left={isLeft || undefined}
      data-above={isAbove || undefined}
      style={{ left: x, top: y }}
    >
      <strong>
        <EvidenceText text={name} />
      </strong>
      {place !== '' && (
        <span className="muted">
          <EvidenceText text={place} />
        </span>
      )}
      <span className="mono">
        {local.text} {local.zone}
      </span>
      {local.zone !== utc.zone && (
        <span className="mono muted">
          {utc.text} {utc.zone}
        </span>
      )}
      {probe !== null && (
        <span>
          {probe.events === 0
            ? 'no events here'
            : `${countedText(probe.events, 'event')} in ${lengthText(span)}: ${probe.classes
                .map(({ name: word, events }) => `${events} ${word}`)
                .join(', ')}`}
        </span>
      )}
      {lives.slice(0, MOST_LIVES).map((life) => (
        <LifeLine key={`${life.starts[0]?.event ?? ''} ${life.ends[0]?.event ?? ''}`} life={life} zone={zone} />
      ))}
      {mark !== null && <MarkLine mark={mark} />}
    </div>
  );
}

function LifeLine({ life, zone }: { readonly life: Lifetime; readonly zone: string }): ReactElement {
  const moment = (proofs: readonly LifeProof[], which: number): string => {
    const proof = proofs.at(which);
    if (proof === undefined) return 'no record proves it';
    const { text, zone: name } = formatInZone(proof.time, zone, proof.resolution);
    return `${text} ${name} (${countedText(proofs.length, 'record')})`;
  };
  return (
    <span>
      {life.subject} <EvidenceText text={life.name} /> — start: {moment(life.starts, 0)}; end: {moment(life.ends, -1)}
    </span>
  );
}

function MarkLine({ mark }: { readonly mark: Mark }): ReactElement {
  return (
    <span className="lane-tooltip-mark">
      {mark.step !== null && <strong>{mark.step} </strong>}
      <EvidenceText text={mark.text} />
      {mark.orderNote !== null && <em> ≈ {mark.orderNote}</em>}
      {mark.stated !== null && (
        <>
          {' '}
          (stated by <EvidenceText text={mark.stated.author} />, <EvidenceText text={mark.stated.source} />)
        </>
      )}
    </span>
  );
}
