import type { ReactElement } from 'react';
import type { CaseState } from '../../../parsers/model/case.js';
import { ui } from '../../ui-state/ui-state.js';
import { EvidenceText } from '../../ui/evidence-text.js';
import { Badge } from '../../ui/messages.js';
import { countText } from '../../ui/quantities.js';
import { openPoints, type OpenPoint } from './open-points.js';

/** Points drawn; the ledger has all. */
const SHOWN = 12;

const WORDS: Readonly<Record<OpenPoint['kind'], string>> = {
  zone: 'zone open',
  rejected: 'rejected',
  'cut-off': 'cut off?',
  undated: 'undated',
};

/** What is open before a count can be trusted; each leads to the ledger, where it is answered or explained. */
export function OpenPoints({
  state,
  unplaced,
}: {
  readonly state: CaseState;
  readonly unplaced: number;
}): ReactElement {
  const points = openPoints(state);
  return (
    <section aria-label="Open points">
      <h3>
        Open points <span className="muted">{countText(points.length)}</span>
      </h3>
      {points.length === 0 && (
        <p className="muted">
          No zone question, no rejected or undated record, no export at a usual row limit
          {unplaced === 0 ? '.' : `; ${countText(unplaced)} events have no place on the time line.`}
        </p>
      )}
      <ul className="open-points">
        {points.slice(0, SHOWN).map((point) => (
          <li key={`${point.kind} ${point.exhibit} ${point.member}`}>
            <button
              data-command="place.ledger"
              type="button"
              className="overview-link"
              title="Shows it in the ledger"
              onClick={() => ui.set({ place: 'ledger' })}
            >
              <Badge tone="warning">{WORDS[point.kind]}</Badge> {countText(point.records)}{' '}
              <EvidenceText text={point.says} />{' '}
              <span className="muted">
                {point.exhibit} <EvidenceText text={point.member} />
              </span>
            </button>
          </li>
        ))}
      </ul>
      {points.length > SHOWN && (
        <button
          data-command="place.ledger"
          type="button"
          className="overview-link"
          onClick={() => ui.set({ place: 'ledger' })}
        >
          {countText(points.length - SHOWN)} more in the ledger
        </button>
      )}
    </section>
  );
}
