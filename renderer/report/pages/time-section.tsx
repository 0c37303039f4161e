import type { ReportModel } from '../model.js';
import { EvidenceText } from '../../ui/evidence-text.js';

/** Reference scale, display zone, and what each source's times rest on. */
export function TimeSection({ model }: { readonly model: ReportModel }) {
  return (
    <>
      <p>
        All times are kept to the nanosecond and ordered on the UTC scale. Beside UTC the case's display zone,{' '}
        {model.meta.displayZone}, is printed; summer time follows the engine's zone table. Times are printed as finely
        as the record wrote them. Where the intervals of two events overlap, their order is undecided and printed so.
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">Source</th>
            <th scope="col">Format</th>
            <th scope="col">First (UTC)</th>
            <th scope="col">Last (UTC)</th>
            <th scope="col">Zone</th>
            <th scope="col">Adjustment</th>
          </tr>
        </thead>
        <tbody>
          {model.timeSources.map((source) => (
            <tr key={`${source.exhibit} ${source.member}`}>
              <th scope="row">
                {source.exhibit} <EvidenceText text={source.member} />
              </th>
              <td>{source.format}</td>
              <td className="nowrap">{source.first ?? 'none'}</td>
              <td className="nowrap">{source.last ?? 'none'}</td>
              <td>{source.zoneNeeded ? 'not stated' : 'stated by record or format'}</td>
              <td>
                <EvidenceText text={source.adjustment} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
