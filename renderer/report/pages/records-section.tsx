import { countText } from '../../ui/quantities.js';
import type { ReportModel } from '../model.js';
import { printedWith } from '../printed-with.js';
import { recordParts, type RecordsPart } from '../record-parts.js';
import { CitedRecords } from './cited-records.js';

/** Every cited record with its place, hash and the command that prints its bytes; where they are many, where they are printed. */
export function RecordsSection({ model }: { readonly model: ReportModel }) {
  const { cited, events, printed } = model.counts;
  const parts = recordParts(model);
  return (
    <>
      <p>
        This annex summarises voluminous logs: {countText(cited)} of {countText(events)} events are cited
        {printed === cited
          ? ''
          : `, ${countText(printed)} of them, those that steps, links, findings, milestones and effects rest on, in full, the others in one row each; all are attached, with their text and command, in cited-records.ndjson`}
        . The originals, or their copies, can be examined and copied in the case's <code>evidence</code> folder. Each
        record can be found in its exhibit by the command printed with it, run in that exhibit's folder among the case's
        evidence (JS/1 lies in JS-1); its output has the hash printed beside it.
      </p>
      {parts.length > 0 ? (
        <WhereParts parts={parts} />
      ) : (
        <CitedRecords events={model.events} printedWith={printedWith(model.events)} zone={model.meta.displayZone} />
      )}
    </>
  );
}

function WhereParts({ parts }: { readonly parts: readonly RecordsPart[] }) {
  return (
    <>
      <p>They are printed at the end of this file in {parts.length} parts, each with page numbers of its own:</p>
      <table>
        <thead>
          <tr>
            <th scope="col">Part</th>
            <th scope="col">Records</th>
            <th scope="col">First</th>
            <th scope="col">Last</th>
            <th scope="col">Printed</th>
          </tr>
        </thead>
        <tbody>
          {parts.map(({ id, name, events }) => (
            <tr key={id}>
              <td>
                <a href={`#${id}`}>{name}</a>
              </td>
              <td>{countText(events.length)}</td>
              <td>{events[0]?.mark}</td>
              <td>{events.at(-1)?.mark}</td>
              <td>{howPrinted(events)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function howPrinted(events: RecordsPart['events']): string {
  const inFull = events.filter((event) => event.inFull).length;
  if (inFull === 0) return 'in one row each';
  return inFull === events.length ? 'in full' : `${countText(inFull)} in full, the others in one row each`;
}
