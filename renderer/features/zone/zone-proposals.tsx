import type { ReactElement } from 'react';
import { formatInZone } from '../../../parsers/time/format.js';
import { ToggleButton } from '../../ui/button.js';
import type { ZoneProposal } from './proposals.js';

export interface ZoneProposalsProps {
  readonly proposals: readonly ZoneProposal[];
  readonly chosen: string | null;
  readonly onChoose: (zone: string | null) => void;
}

/** Zones that come into question, each with what speaks for it; none is chosen for the examiner. */
export function ZoneProposals({ proposals, chosen, onChoose }: ZoneProposalsProps): ReactElement {
  return (
    <table className="table zone-proposals">
      <caption className="visually-hidden">Zones that come into question</caption>
      <thead>
        <tr>
          <th scope="col">Zone</th>
          <th scope="col">If written in it (UTC)</th>
          <th scope="col">Covered by other sources</th>
          <th scope="col">Why it is proposed</th>
        </tr>
      </thead>
      <tbody>
        {proposals.map(({ zone, reasons, span, covered }) => (
          <tr key={zone}>
            <th scope="row">
              <ToggleButton
                command="clock.choose"
                isSelected={chosen === zone}
                onChange={(isChosen) => onChoose(isChosen ? zone : null)}
              >
                {zone}
              </ToggleButton>
            </th>
            <td className="mono">
              {utc(span.fromMs)}
              <br />
              {utc(span.toMs)}
            </td>
            <td className="number">{covered === null ? 'nothing to compare' : `${Math.round(covered * 100)} %`}</td>
            <td>{reasons.join(' ')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function utc(ms: number): string {
  return formatInZone({ ms, ns: 0 }, 'UTC', 's').text;
}
