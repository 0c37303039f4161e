import { intervalOf, type TimeClaim } from '../../../parsers/model/order.js';
import { nsText } from '../../../parsers/time/duration.js';
import { statedTime } from '../../../parsers/time/stated-time.js';
import { MILESTONE_TITLES } from '../milestone-titles.js';
import type { CitedEvent, ReportMilestone, ReportModel } from '../model.js';
import { EvidenceText } from '../../ui/evidence-text.js';
import { Cites } from './cites.js';
import { EventTime } from './event-time.js';
import { PrintedText } from './printed-text.js';

/** Times a court asks for first, each with what shows it, and the spans between them. */
export function MilestonesSection({ model }: { readonly model: ReportModel }) {
  const events = new Map(model.events.map((event) => [event.mark, event]));
  return (
    <>
      <p>
        Each time below is the one of the record it cites, or stands on the word of the person named. What nothing shows
        is not determined: no date is guessed.
      </p>
      <table className="milestones">
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">When</th>
            <th scope="col">Shown by</th>
          </tr>
        </thead>
        <tbody>
          {model.milestones.map((milestone) => (
            <tr key={milestone.name}>
              <th scope="row">{MILESTONE_TITLES[milestone.name]}</th>
              <Shown milestone={milestone} cited={events.get(milestone.cites ?? '')} zone={model.meta.displayZone} />
            </tr>
          ))}
        </tbody>
      </table>
      <h2>Spans between them</h2>
      <table className="spans">
        <thead>
          <tr>
            <th scope="col">From</th>
            <th scope="col">To</th>
            <th scope="col">Span</th>
            <th scope="col">Records</th>
          </tr>
        </thead>
        <tbody>
          {model.milestones.slice(1).map((to, index) => {
            const from = model.milestones[index];
            return from === undefined ? null : <Span key={to.name} from={from} to={to} events={events} />;
          })}
        </tbody>
      </table>
    </>
  );
}

function Shown({
  milestone,
  cited,
  zone,
}: {
  readonly milestone: ReportMilestone;
  readonly cited: CitedEvent | undefined;
  readonly zone: string;
}) {
  const { statement } = milestone;
  if (cited !== undefined) {
    return (
      <>
        <td>
          <EventTime detail={cited.detail} zone={zone} />
        </td>
        <td>
          <Cites marks={[cited.mark]} /> states: <PrintedText text={cited.detail.message} />
        </td>
      </>
    );
  }
  if (statement === null) {
    return (
      <>
        <td className="unstated">not determined</td>
        <td>nothing in the case shows it</td>
      </>
    );
  }
  return (
    <>
      <td>
        <EvidenceText text={statement.time} /> <EvidenceText text={statement.zone} /> <small>(as stated)</small>
      </td>
      <td>
        Stated by <EvidenceText text={statement.author} />: <EvidenceText text={statement.text} /> (
        <EvidenceText text={statement.source} />)
      </td>
    </>
  );
}

function Span({
  from,
  to,
  events,
}: {
  readonly from: ReportMilestone;
  readonly to: ReportMilestone;
  readonly events: ReadonlyMap<string, CitedEvent>;
}) {
  const marks = [...new Set([from, to].flatMap(({ cites }) => cites ?? []))];
  return (
    <tr>
      <td>{MILESTONE_TITLES[from.name]}</td>
      <td>{MILESTONE_TITLES[to.name]}</td>
      <td>{spanText(claimOf(from, events), claimOf(to, events))}</td>
      <td>
        <Cites marks={marks} none="on statements only" />
      </td>
    </tr>
  );
}

/** When it was, as far as record or statement tells. */
function claimOf(milestone: ReportMilestone, events: ReadonlyMap<string, CitedEvent>): TimeClaim | null {
  const detail = events.get(milestone.cites ?? '')?.detail;
  if (detail?.time != null) {
    return { time: detail.time, resolution: detail.resolution, uncertaintyNs: detail.uncertaintyNs };
  }
  return milestone.statement === null ? null : statedTime(milestone.statement);
}

const NS_PER_SECOND = 1_000_000_000n;

/** From the one to the other as finely as both are known; a stated time is on somebody's word. */
function spanText(from: TimeClaim | null, to: TimeClaim | null): string {
  if (from === null || to === null) return 'not determined';
  const [first, last] = [intervalOf(from), intervalOf(to)];
  const least = last.from - first.to;
  const most = last.to - first.from;
  if (most - least <= NS_PER_SECOND) return nsText(last.from - first.from, last.from < first.from);
  // Outwards to whole seconds: finer would say more than is known.
  const down = least - (((least % NS_PER_SECOND) + NS_PER_SECOND) % NS_PER_SECOND);
  const up = most + (((-most % NS_PER_SECOND) + NS_PER_SECOND) % NS_PER_SECOND);
  return `between ${nsText(down, down < 0n)} and ${nsText(up, up < 0n)}`;
}
