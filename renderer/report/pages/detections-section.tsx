import { formatUtc } from '../../../parsers/time/format.js';
import type { ReportModel } from '../model.js';
import { EvidenceText } from '../../ui/evidence-text.js';
import { countText } from '../../ui/quantities.js';

/** What rules of the sources flagged. Nobody concludes anything here. */
export function DetectionsSection({ model }: { readonly model: ReportModel }) {
  const { rules, ruleCount, events } = model.ruleHits;
  if (ruleCount === 0) return <p>No record of the evidence names a rule.</p>;
  return (
    <>
      <p>
        {countText(events)} of {countText(model.counts.events)} events name a rule of the sensor or product that wrote
        them; {countText(ruleCount)} rules in all. A rule's hit says that a pattern fitted. It is no finding, proves no
        intent, and where nothing is listed no rule looked.
      </p>
      <table className="rules">
        <thead>
          <tr>
            <th scope="col">Rule, as the source names it</th>
            <th scope="col">Format</th>
            <th scope="col" className="figure">
              Events
            </th>
            <th scope="col" className="figure">
              Workloads
            </th>
            <th scope="col">First and last (UTC)</th>
          </tr>
        </thead>
        <tbody>
          {rules.map(({ rule, format, count, workloads, first, last }) => (
            <tr key={`${format} ${rule}`}>
              <th scope="row">
                <EvidenceText text={rule} />
              </th>
              <td>{format}</td>
              <td className="figure nowrap">{countText(count)}</td>
              <td className="figure nowrap">{countText(workloads)}</td>
              <td>
                <span className="instant">{first === null ? 'no place on the time line' : formatUtc(first)}</span>
                {last !== null && count > 1 && <span className="instant">{formatUtc(last)}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {rules.length < ruleCount && (
        <p>{countText(ruleCount - rules.length)} more rules with fewer events are not listed.</p>
      )}
    </>
  );
}
