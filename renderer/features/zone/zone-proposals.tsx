import type { ReactElement } from 'react';
import { partsOf } from '../../../parsers/time/instant.js';
import { ToggleButton } from '../../ui/button.js';
import { TimeText } from '../../ui/time-text.js';
import type { ZoneProposal } from './proposals.js';

export interface ZoneProposalsProps {
  readonly proposals: readonly ZoneProposal[];
  /** Zone of the window's views. */
  readonly shownIn: string;
  readonly chosen: string | null;
  readonly onChoose: (zone: string | null) => void;
}

/** Zones that come into question, each with what speaks for it; none is chosen for the examiner. */
export function ZoneProposals({ proposals, shownIn, chosen, onChoose }: ZoneProposalsProps): ReactElement {
  return (
    <table className="table zone-proposals">
      <caption className="visually-hidden">Zones that come into question</caption>
      <thead>
        <tr>
          <th scope="col">Zone</th>
          <th scope="col">If written in it</th>
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
              <TimeText time={partsOf(span.fromMs)} resolution="s" zone={shownIn} />
              <br />
              <TimeText time={partsOf(span.toMs)} resolution="s" zone={shownIn} />
            </td>
            <td className="number">{covered === null ? 'nothing to compare' : `${Math.round(covered * 100)} %`}</td>
            <td>{reasons.join(' ')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
