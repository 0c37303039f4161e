import { useMemo, useState, type ReactElement, type ReactNode } from 'react';
import type { EventId } from '../../../parsers/model/ids.js';
import type { ExhibitLedger } from '../../../parsers/model/ledger.js';
import { isOutdated } from '../../query/outdated.js';
import type { EventRow, TimeRange } from '../../query/spec.js';
import { EvidenceText } from '../../ui/evidence-text.js';
import { Icon } from '../../ui/icons.js';
import { countedText, countText, durationText } from '../../ui/quantities.js';
import { TimeText } from '../../ui/time-text.js';
import { useLatest } from '../../ui/use-latest.js';
import { seenRuns } from './coverage.js';
import {
  lengthOf,
  MEMBERS_LISTED,
  readMembers,
  type ExhibitTrack,
  type OverviewClient,
  type OverviewData,
  type QueryFor,
  type Track,
} from './read-overview.js';

interface TrackActs {
  readonly zone: string;
  readonly onOpen: (query: string) => void;
  /** Shows one event among all of its track. */
  readonly onRecord: (track: Track, id: EventId) => void;
}

export interface CoverageTableProps extends TrackActs {
  readonly client: OverviewClient;
  readonly queryFor: QueryFor;
  readonly data: OverviewData;
  /** Of the ledger: what exhibits and members are called. */
  readonly exhibits: readonly ExhibitLedger[];
}

const COLUMNS = 6;

/** How far each exhibit with its members, each cluster, node and account reaches, and where it is silent. */
export function CoverageTable({ client, queryFor, data, exhibits, ...acts }: CoverageTableProps): ReactElement {
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
            {data.exhibits.map((track) => (
              <ExhibitRows
                key={track.value}
                client={client}
                queryFor={queryFor}
                track={track}
                span={data.all.span}
                ledger={exhibits.find(({ number }) => number === track.value) ?? null}
                {...acts}
              />
            ))}
            <MoreRow shown={data.exhibits.length} of={data.exhibitCount} what="exhibit" />
            {data.tracks.flatMap(({ title, tracks, distinct }) => [
              ...tracks.map((track) => (
                <TrackRow key={`${title} ${track.value}`} track={track} {...acts}>
                  <span className="muted">{title}</span> <EvidenceText text={track.value} />
                </TrackRow>
              )),
              <MoreRow key={title} shown={tracks.length} of={distinct} what={title} />,
            ])}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** Says that not all are listed. */
function MoreRow({
  shown,
  of,
  what,
}: {
  readonly shown: number;
  readonly of: number;
  readonly what: string;
}): ReactElement | null {
  if (shown >= of) return null;
  return (
    <tr>
      <td colSpan={COLUMNS} className="muted">
        {countText(shown)} of {countedText(of, what)} listed; group the events by it for all of them
      </td>
    </tr>
  );
}

interface ExhibitRowsProps extends TrackActs {
  readonly client: OverviewClient;
  readonly queryFor: QueryFor;
  readonly track: ExhibitTrack;
  readonly span: TimeRange | null;
  readonly ledger: ExhibitLedger | null;
}

/** An exhibit and its members; many of them are folded until they are asked for. */
function ExhibitRows({ client, queryFor, track, span, ledger, ...acts }: ExhibitRowsProps): ReactElement {
  const [isOpen, setOpen] = useState(track.members !== null);
  return (
    <>
      <TrackRow
        track={track}
        {...acts}
        fold={
          track.memberCount === 0 ? null : (
            <button
              data-command="overview.members"
              type="button"
              className="overview-link coverage-fold"
              aria-expanded={isOpen}
              onClick={() => setOpen(!isOpen)}
            >
              <span className={isOpen ? 'coverage-arrow coverage-arrow-open' : 'coverage-arrow'}>
                <Icon name="chevronRight" size={12} />
              </span>
              {countedText(track.memberCount, 'member')}
            </button>
          )
        }
      >
        {track.value} <EvidenceText text={ledger?.name ?? ''} /> <Format ledger={ledger} member="" />
      </TrackRow>
      {isOpen && <Members client={client} queryFor={queryFor} track={track} span={span} ledger={ledger} {...acts} />}
    </>
  );
}

function Members({ client, queryFor, track, span, ledger, ...acts }: ExhibitRowsProps): ReactElement {
  const question = useMemo(() => (track.members === null ? { exhibit: track.value } : null), [track]);
  const { answered, failure } = useLatest(
    question,
    ({ exhibit }) => readMembers(client, queryFor, exhibit, span),
    isOutdated,
  );
  const members = track.members ?? answered?.answer ?? null;
  if (members === null) {
    return (
      <tr>
        <td colSpan={COLUMNS} className="muted">
          {failure ?? 'Reading the members…'}
        </td>
      </tr>
    );
  }
  return (
    <>
      {members.map((member) => (
        <TrackRow key={member.value} track={member} isMember {...acts}>
          <EvidenceText text={member.value} isMono /> <Format ledger={ledger} member={member.value} />
        </TrackRow>
      ))}
      <MoreRow shown={Math.min(members.length, MEMBERS_LISTED)} of={track.memberCount} what="member" />
    </>
  );
}

/** The format that the ledger says a member is of; archives have none of their own. */
function Format({ ledger, member }: { readonly ledger: ExhibitLedger | null; readonly member: string }) {
  const format = ledger?.members.find(({ path }) => path === member)?.format ?? 'archive';
  return format === 'archive' ? null : <span className="muted">{format}</span>;
}

function TrackRow({
  track,
  zone,
  onOpen,
  onRecord,
  isMember = false,
  fold = null,
  children,
}: TrackActs & {
  readonly track: Track;
  readonly isMember?: boolean;
  readonly fold?: ReactNode;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <tr>
      <th scope="row" className={isMember ? 'coverage-member' : undefined}>
        <button data-command="value.only" type="button" className="overview-link" onClick={() => onOpen(track.query)}>
          {children}
        </button>
        {fold}
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
