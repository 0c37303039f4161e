import { useMemo, type ReactElement } from 'react';
import type { EventId } from '../../../parsers/model/ids.js';
import { isOutdated } from '../../query/outdated.js';
import type { EventDetail, EventRow, QueryClient } from '../../query/spec.js';
import { withKey } from '../../commands/chords.js';
import { useCommands } from '../../ui-state/commands.js';
import { Button } from '../../ui/button.js';
import { EvidenceText } from '../../ui/evidence-text.js';
import { hiddenText } from '../../ui/hidden-text.js';
import { countedText, countText } from '../../ui/quantities.js';
import { TimeText } from '../../ui/time-text.js';
import { useLatest, type LatestAnswer } from '../../ui/use-latest.js';
import { clause, narrowToAny } from '../query/compose.js';

type Client = Pick<QueryClient, 'search' | 'rows' | 'position' | 'laneNames'>;

/** Records of an act that are listed. */
const LISTED = 50;

export interface Neighbours {
  /** Place in the lane from 1, and how many events it has. */
  readonly position: number;
  readonly count: number;
  /** Hidden events among `count`, in words. */
  readonly hidden: string;
  readonly previous: EventId | null;
  readonly next: EventId | null;
}

export interface RelatedProps {
  readonly client: Client;
  readonly detail: EventDetail;
  /** Changes whenever events or adjustments did. */
  readonly dataVersion: number;
  readonly zone: string;
  readonly onSelect: (id: EventId) => void;
}

/** Before and after in the same lane, whatever the query; keys [ and ]. */
export function NeighbourButtons({
  client,
  detail,
  dataVersion,
  onSelect,
}: Omit<RelatedProps, 'zone'>): ReactElement | null {
  const { answered } = useQuestion(detail, dataVersion, (asked) => neighboursOf(client, asked));
  const neighbours = answered?.question.detail.id === detail.id ? answered.answer : null;
  const previous = neighbours?.previous ?? null;
  const next = neighbours?.next ?? null;
  useCommands({
    'event.before': previous === null ? null : () => onSelect(previous),
    'event.after': next === null ? null : () => onSelect(next),
  });
  if (detail.fields['exhibit.lane'] === undefined) return null;
  return (
    <div className="row">
      <Button
        command="event.before"
        tone="quiet"
        icon="back"
        isDisabled={previous === null}
        onPress={() => previous !== null && onSelect(previous)}
      >
        {withKey('Before in the lane', 'event.before')}
      </Button>
      <Button
        command="event.after"
        tone="quiet"
        icon="arrow"
        isDisabled={next === null}
        onPress={() => next !== null && onSelect(next)}
      >
        {withKey('After', 'event.after')}
      </Button>
      {neighbours !== null && (
        <span className="muted number">
          {countText(neighbours.position)} of {countText(neighbours.count)} in the lane
          {neighbours.hidden === '' ? '' : ` (${neighbours.hidden})`}
        </span>
      )}
    </div>
  );
}

/** Other records that carry the producer's key of the same act: the stages of a request, deliveries of it. */
export function SameAct({ client, detail, dataVersion, zone, onSelect }: RelatedProps): ReactElement | null {
  const { answered } = useQuestion(detail, dataVersion, (asked) => recordsOfAct(client, asked));
  const act = detail.fields['exhibit.act'];
  if (act === undefined) return null;
  const found = answered?.question.detail.id === detail.id ? answered.answer : null;
  const others = found?.rows.filter(({ id }) => id !== detail.id) ?? [];
  return (
    <>
      <p className="muted">
        {found === null
          ? 'looking for them…'
          : others.length === 0
            ? 'No other event carries its key '
            : `${countedText(found.count - 1, 'other event')} with the key `}
        {found !== null && <EvidenceText text={act} isMono />}
      </p>
      <ul className="same-act">
        {others.map((row) => (
          <li key={row.id}>
            <button data-command="record.show" type="button" className="value-button" onClick={() => onSelect(row.id)}>
              <TimeText time={row.time} resolution={row.resolution} zone={zone} form="compact" />{' '}
              {row.fields['exhibit.stage'] !== undefined && (
                <strong>
                  <EvidenceText text={row.fields['exhibit.stage']} />{' '}
                </strong>
              )}
              <EvidenceText text={row.message.slice(0, 300)} />
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

interface Question {
  readonly detail: EventDetail;
  readonly dataVersion: number;
}

function useQuestion<A>(
  detail: EventDetail,
  dataVersion: number,
  ask: (detail: EventDetail) => Promise<A>,
): LatestAnswer<Question, A> {
  const question = useMemo(() => ({ detail, dataVersion }), [detail, dataVersion]);
  return useLatest(question, (asked) => ask(asked.detail), isOutdated);
}

async function neighboursOf(client: Client, { id, fields }: EventDetail): Promise<Neighbours | null> {
  const lane = fields['exhibit.lane'];
  const found =
    lane === undefined
      ? null
      : await client.search('detail-lane', {
          query: narrowToAny('', 'exhibit.lane', await client.laneNames(lane)),
          range: null,
        });
  if (found === null || 'problem' in found) return null;
  const at = await client.position(found.id, id);
  if (at < 0) return null;
  const from = Math.max(at - 1, 0);
  const near = await client.rows(found.id, from, Math.min(3, found.matched - from));
  const own = at - from;
  return {
    position: at + 1,
    count: found.matched,
    hidden: hiddenText(found),
    previous: near[own - 1]?.id ?? null,
    next: near[own + 1]?.id ?? null,
  };
}

async function recordsOfAct(
  client: Client,
  { fields }: EventDetail,
): Promise<{ readonly rows: readonly EventRow[]; readonly count: number } | null> {
  const act = fields['exhibit.act'];
  const found =
    act === undefined
      ? null
      : await client.search('detail-act', { query: clause('exhibit.act', act, 'only'), range: null });
  if (found === null || 'problem' in found) return null;
  return { rows: await client.rows(found.id, 0, Math.min(found.matched, LISTED)), count: found.matched };
}
