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
      <table className="time-sources">
        <thead>
          <tr>
            <th scope="col">Source</th>
            <th scope="col">First and last time (UTC)</th>
            <th scope="col">Zone</th>
            <th scope="col">Adjustment</th>
          </tr>
        </thead>
        <tbody>
          {model.timeSources.map((source) => (
            <tr key={`${source.exhibit} ${source.format} ${source.members[0] ?? ''}`}>
              <th scope="row">
                {source.exhibit} {source.format}
                <small>
                  {source.members.length === 1 ? (
                    <EvidenceText text={source.members[0] ?? ''} />
                  ) : (
                    <>
                      {source.members.length} members, the first <EvidenceText text={source.members[0] ?? ''} />
                    </>
                  )}
                </small>
              </th>
              <td>
                <span className="instant">{source.first ?? 'none'}</span>
                <span className="instant">{source.last ?? 'none'}</span>
              </td>
              <td>{source.zone}</td>
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
