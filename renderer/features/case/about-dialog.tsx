import type { ReactElement } from 'react';
import type { HostInfo } from '../../../main/bridge/contract.js';
import { ATTACK } from '../../attack/attack.js';
import { Dialog } from '../../ui/dialog.js';

const KEYS: readonly (readonly [keys: readonly string[], meaning: string])[] = [
  [['/'], 'go to the query line'],
  [['s'], 'searches: saved, stated in the report, the last ones'],
  [['g'], 'events in groups, or one by one'],
  [['↑', '↓'], 'previous, next event of the grid'],
  [['n'], 'note on the selected event'],
  [['k'], 'put the selected event into the kill chain'],
  [['r'], 'mark the selected event for the report, or take the mark away'],
  [['Ctrl', 'Enter'], 'save the note that is being written'],
  [['Ctrl', 'Z'], 'undo the last act'],
  [['Ctrl', 'Shift', 'Z'], 'redo it'],
  [['p'], 'ways on from the selected event, or from the lane one stands on'],
  [['c'], 'copy the citation of the selected event'],
  [['[', ']'], 'event before, after in the same lane'],
  [['Alt', '←'], 'back to where you were; with → forward again'],
  [['1', '…', '6'], 'overview, time line, ledger, kill chain, report, case'],
  [['?'], 'this help'],
];

/** Keys, versions and the notices that have to be shown. */
export function AboutDialog({
  host,
  onClose,
}: {
  readonly host: HostInfo;
  readonly onClose: () => void;
}): ReactElement {
  return (
    <Dialog title="Help and about" isOpen onClose={onClose} isWide>
      <div className="about">
        <section>
          <h3>Keys</h3>
          <dl className="facts">
            {KEYS.map(([keys, meaning]) => (
              <div className="about-key" key={meaning}>
                <dt>
                  {keys.map((key) => (
                    <kbd key={key}>{key}</kbd>
                  ))}
                </dt>
                <dd>{meaning}</dd>
              </div>
            ))}
          </dl>
        </section>
        <section className="stack">
          <h3>Exhibit {host.exhibitVersion}</h3>
          <dl className="facts">
            <dt>Engine</dt>
            <dd>
              {host.host} on {host.platform}
            </dd>
            <dt>Network</dt>
            <dd>None. Exhibit has no connection to anything outside this machine.</dd>
            <dt>Licence</dt>
            <dd>Apache-2.0</dd>
          </dl>
          <h3>MITRE ATT&CK</h3>
          <p>{ATTACK.notice}</p>
          <p className="muted">Bundled copy: {ATTACK.version}</p>
        </section>
      </div>
    </Dialog>
  );
}
