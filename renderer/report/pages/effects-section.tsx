import { STOPPED } from '../acts.js';
import type { CitedEvent, ReportModel } from '../model.js';
import { Cites } from './cites.js';
import { countText } from '../../ui/quantities.js';
import { EventTime } from './event-time.js';
import { PrintedText } from './printed-text.js';

/** What the control did and what came of the act are two things: told apart here, record by record. */
export function EffectsSection({ model }: { readonly model: ReportModel }) {
  const effectOf = ({ annotation }: CitedEvent) => annotation?.effect?.state ?? null;
  const outcomeOf = ({ detail }: CitedEvent) => detail.fields['exhibit.outcome'] ?? 'unknown';
  const shown = model.events.filter((event) => effectOf(event) === 'achieved');
  const refuted = model.events.filter((event) => effectOf(event) === 'not achieved');
  const open = model.events.filter((event) => effectOf(event) === null);
  const stopped = open.filter((event) => STOPPED.includes(outcomeOf(event)));
  const unknown = open.length - stopped.length;
  return (
    <>
      <p>
        "Allowed" and "detected" say what a control did, not that the act succeeded. An act's effect is shown only where
        the examiner says so or a second record does. Of {countText(model.events.length)} cited records{' '}
        {countText(shown.length)} have their effect shown, {countText(refuted.length)} are shown to have had none,{' '}
        {countText(stopped.length)} were stopped or failed, and of {countText(unknown)} the effect is unknown.
      </p>
      <h2>Acts whose effect is shown</h2>
      <Acts events={shown} model={model} last="Shown by" none="No act's effect is shown in this version." />
      <h2>Attempts stopped or failed</h2>
      <Acts events={stopped} model={model} last="Outcome" none="No cited record states that an attempt was stopped." />
      {refuted.length > 0 && (
        <>
          <h2>Acts shown to have had no effect</h2>
          <Acts events={refuted} model={model} last="Shown by" none="" />
        </>
      )}
    </>
  );
}

/** A table of more rows would only repeat the attachments. */
const LISTED = 200;

function Acts({
  events,
  model,
  last,
  none,
}: {
  readonly events: readonly CitedEvent[];
  readonly model: ReportModel;
  readonly last: 'Shown by' | 'Outcome';
  readonly none: string;
}) {
  if (events.length === 0) return <p>{none}</p>;
  const listed = events.slice(0, LISTED);
  return (
    <>
      <table className="acts">
        <thead>
          <tr>
            <th scope="col">Record</th>
            <th scope="col">Time</th>
            <th scope="col">What the record states</th>
            <th scope="col">{last}</th>
          </tr>
        </thead>
        <tbody>
          {listed.map((event) => (
            <tr key={event.mark}>
              <th scope="row">
                <Cites marks={[event.mark]} />
              </th>
              <td>
                <EventTime detail={event.detail} zone={model.meta.displayZone} />
              </td>
              <td>
                <PrintedText text={event.detail.message} />
              </td>
              <td>
                {last === 'Outcome' ? (
                  <PrintedText text={event.act.outcome} />
                ) : (
                  <Cites marks={event.effectCites} none="the examiner's word" />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {listed.length < events.length && (
        <p>{countText(events.length - listed.length)} more stand in cited-records.csv.</p>
      )}
    </>
  );
}
