import type { ReactElement } from 'react';
import type { HostInfo } from '../../../main/bridge/contract.js';
import { chordText, isMacKeyboard } from '../../commands/chords.js';
import { COMMAND_IDS, commandOf } from '../../commands/command-table.js';
import { COMMAND_GROUPS } from '../../commands/command.js';
import { ATTACK } from '../../attack/attack.js';
import { Dialog } from '../../ui/dialog.js';

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
          <KeyList />
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

/** All keys by group, from the table of commands. */
function KeyList(): ReactElement {
  const isMac = isMacKeyboard();
  const groups = COMMAND_GROUPS.map((title) => ({
    title,
    commands: COMMAND_IDS.map(commandOf).filter(({ group, keys }) => group === title && keys !== undefined),
  })).filter(({ commands }) => commands.length > 0);
  return (
    <>
      {groups.map(({ title, commands }) => (
        <div key={title}>
          <h4>{title}</h4>
          <dl className="facts about-keys">
            {commands.map(({ words, keys = [], within }) => (
              <div className="about-key" key={words}>
                <dt>
                  {keys.map((chord) => (
                    <kbd key={chord}>{chordText(chord, isMac)}</kbd>
                  ))}
                </dt>
                <dd>
                  {words}
                  {within !== undefined && <span className="muted"> (in the {within})</span>}
                </dd>
              </div>
            ))}
          </dl>
        </div>
      ))}
    </>
  );
}
