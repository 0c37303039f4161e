import type { ReactElement } from 'react';
import type { EventId } from '../../../parsers/model/ids.js';
import type { Lifetime, LifeProof } from '../../query/spec.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { EvidenceText } from '../../ui/evidence-text.js';
import { countedText } from '../../ui/quantities.js';
import { TimeText } from '../../ui/time-text.js';
import type { LeafRow } from './lane-tree.js';

export interface LaneDetailProps {
  readonly row: LeafRow;
  readonly name: string;
  readonly lives: readonly Lifetime[];
  readonly zone: string;
  readonly onSelect: (id: EventId) => void;
  readonly onOnly: () => void;
  readonly onClose: () => void;
}

/** What is known of a lane: its names and places, why it is one lane, and which records prove its starts and ends. */
export function LaneDetail({ row, name, lives, zone, onSelect, onOnly, onClose }: LaneDetailProps): ReactElement {
  const { lane } = row;
  const show = (id: EventId): void => {
    onClose();
    onSelect(id);
  };
  return (
    <Dialog
      title={`Lane ${name}`}
      isOpen
      onClose={onClose}
      actions={
        <Button command="lane.only" onPress={onOnly}>
          Only events of this lane
        </Button>
      }
    >
      <div className="stack">
        <dl className="facts">
          <dt>Name in the records</dt>
          <dd>{lane.key === '' ? 'none' : <EvidenceText text={lane.key} />}</dd>
          {Object.entries(lane.place).map(([level, value]) => (
            <div key={level} className="lane-detail-level">
              <dt>{level}</dt>
              <dd>
                {value === null ? (
                  <span className="muted">not stated</span>
                ) : value === 'several' ? (
                  'several: the records do not agree on one'
                ) : (
                  <EvidenceText text={value.value} />
                )}
              </dd>
            </div>
          ))}
          <dt>Matching events</dt>
          <dd>{countedText(lane.count, 'event')}</dd>
          {lane.first !== null && (
            <>
              <dt>First, last</dt>
              <dd>
                <TimeText time={lane.first} resolution="ms" zone={zone} form="compact" />
                <br />
                <TimeText time={lane.last} resolution="ms" zone={zone} form="compact" />
              </dd>
            </>
          )}
        </dl>
        {lane.joined.length > 0 && (
          <section>
            <h3>Also named</h3>
            <ul className="lane-detail-list">
              {lane.joined.map(({ key, reason }) => (
                <li key={key}>
                  <EvidenceText text={key} /> <span className="muted">— one lane, because </span>
                  <EvidenceText text={reason} />
                </li>
              ))}
            </ul>
          </section>
        )}
        <section>
          <h3>Lifetimes</h3>
          {lives.length === 0 ? (
            <p className="muted">No record of the case proves when it began or ended.</p>
          ) : (
            <ol className="lane-detail-list">
              {lives.map((life) => (
                <Life key={keyOf(life)} life={life} zone={zone} onShow={show} />
              ))}
            </ol>
          )}
        </section>
      </div>
    </Dialog>
  );
}

function keyOf({ lane, starts, ends }: Lifetime): string {
  return `${lane} ${starts[0]?.event ?? ''} ${ends[0]?.event ?? ''}`;
}

function Life({
  life: { subject, name, starts, ends },
  zone,
  onShow,
}: {
  readonly life: Lifetime;
  readonly zone: string;
  readonly onShow: (id: EventId) => void;
}): ReactElement {
  return (
    <li>
      <strong>
        {subject} <EvidenceText text={name} />
      </strong>
      <Proofs title="start" proofs={starts} zone={zone} onShow={onShow} />
      <Proofs title="end" proofs={ends} zone={zone} onShow={onShow} />
    </li>
  );
}

function Proofs({
  title,
  proofs,
  zone,
  onShow,
}: {
  readonly title: 'start' | 'end';
  readonly proofs: readonly LifeProof[];
  readonly zone: string;
  readonly onShow: (id: EventId) => void;
}): ReactElement {
  if (proofs.length === 0) return <p className="muted">{title}: no record proves it</p>;
  return (
    <>
      {proofs.map(({ event, time, resolution, message }) => (
        <p key={event}>
          {title}: <TimeText time={time} resolution={resolution} zone={zone} form="compact" />{' '}
          <Button command="lane.detail" tone="quiet" onPress={() => onShow(event)}>
            Show the record
          </Button>
          <br />
          <span className="muted">
            <EvidenceText text={message} />
          </span>
        </p>
      ))}
    </>
  );
}
