import type { ReactElement } from 'react';
import type { FieldName } from '../../../parsers/model/fields.js';
import type { EventId } from '../../../parsers/model/ids.js';
import type { EventRow, TimeRange } from '../../query/spec.js';
import { EvidenceText } from '../../ui/evidence-text.js';
import { countText, durationText } from '../../ui/quantities.js';
import { TimeText } from '../../ui/time-text.js';
import { seenRuns } from './coverage.js';
import { lengthOf, type Track } from './read-overview.js';

export interface CoverageTableProps {
  readonly tracks: readonly Track[];
  readonly span: TimeRange | null;
  readonly zone: string;
  readonly onOpen: (field: FieldName, value: string) => void;
  /** Shows one event among all of its track. */
  readonly onRecord: (track: Track, id: EventId) => void;
}

/** How far each source, cluster, node and account reaches, and where it is silent. */
export function CoverageTable({ tracks, span, zone, onOpen, onRecord }: CoverageTableProps): ReactElement | null {
  if (span === null) return null;
  return (
    <section aria-label="Coverage" className="coverage">
      <h3>Where records were seen</h3>
      <p className="muted">
        Hatched: no records, cause unknown. A source that reports only what its rules hit (Falco, alerts) shows presence
        only; its silence proves nothing.
      </p>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard has to reach it */}
      <div className="table-scroll" tabIndex={0} role="group" aria-label="Coverage table">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Source</th>
              <th scope="col" className="number">
                Events
              </th>
              <th scope="col">First record</th>
              <th scope="col">Last record</th>
              <th scope="col">Went quiet longest after</th>
              <th scope="col" className="coverage-column">
                Seen
              </th>
            </tr>
          </thead>
          <tbody>
            {tracks.map((track) => (
              <tr key={`${track.field} ${track.value}`}>
                <th scope="row">
                  <button
                    data-command="value.only"
                    type="button"
                    className="overview-link"
                    onClick={() => onOpen(track.field, track.value)}
                  >
                    <span className="muted">{track.title}</span> <EvidenceText text={track.value} />
                  </button>
                </th>
                <td className="number">{countText(track.count)}</td>
                <td>
                  <Moment row={track.first} zone={zone} onShow={(id) => onRecord(track, id)} />
                </td>
                <td>
                  <Moment row={track.last} zone={zone} onShow={(id) => onRecord(track, id)} />
                </td>
                <td>
                  <Quiet track={track} zone={zone} onShow={(id) => onRecord(track, id)} />
                </td>
                <td>
                  <Strip track={track} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Moment({
  row,
  zone,
  onShow,
}: {
  readonly row: EventRow | null;
  readonly zone: string;
  readonly onShow: (id: EventId) => void;
}): ReactElement {
  if (row === null) return <span className="muted">no time</span>;
  return (
    <button
      data-command="record.show"
      type="button"
      className="overview-link"
      title="Shows this record"
      onClick={() => onShow(row.id)}
    >
      <TimeText time={row.time} resolution="s" zone={zone} form="compact" />
    </button>
  );
}

function Quiet({
  track,
  zone,
  onShow,
}: {
  readonly track: Track;
  readonly zone: string;
  readonly onShow: (id: EventId) => void;
}): ReactElement {
  const { silence } = track;
  if (silence === null) return <span className="muted">never</span>;
  return (
    <button
      data-command="record.show"
      type="button"
      className="overview-link"
      title="Shows the last record before it"
      onClick={() => onShow(silence.before.id)}
    >
      <TimeText time={silence.before.time} resolution="s" zone={zone} form="compact" />{' '}
      <span className="muted">for {silenceText(lengthOf(silence))}</span>
    </button>
  );
}

/** To the second up to ten minutes: a silence is compared with others. */
function silenceText(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return seconds < 600 ? `${seconds} s` : durationText(seconds);
}

/** The strip over the span of the case: filled where records are, hatched where none are. */
function Strip({ track }: { readonly track: Track }): ReactElement {
  const bins = track.counts.length;
  const runs = seenRuns(track.counts);
  const seen = runs.reduce((sum, { from, to }) => sum + to - from, 0);
  return (
    <svg
      className="coverage-strip"
      viewBox={`0 0 ${bins} 10`}
      preserveAspectRatio="none"
      role="img"
      aria-label={`Records in ${seen} of ${bins} parts of the time; none in the others, cause unknown`}
    >
      <rect className="coverage-none" width={bins} height="10" />
      {runs.map(({ from, to }) => (
        <rect key={from} className="coverage-seen" x={from} width={to - from} height="10" />
      ))}
    </svg>
  );
}
