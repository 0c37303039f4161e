import { useCallback, useState, type ReactElement } from 'react';
import type { ExhibitBridge, HostInfo } from '../../../main/bridge/contract.js';
import { bridgeCall } from '../../session/bridge-call.js';
import { messageOf } from '../../ui-state/attempt.js';
import { withKey } from '../../commands/chords.js';
import { desk, useCommands } from '../../ui-state/commands.js';
import { Button } from '../../ui/button.js';
import { EvidenceText } from '../../ui/evidence-text.js';
import { Icon } from '../../ui/icons.js';
import { Notice } from '../../ui/messages.js';
import { Progress } from '../../ui/progress.js';
import { NewCaseForm } from './new-case-form.js';
import { ThemeButton } from './theme-button.js';
import { OpenArchive } from './open-archive.js';
import { OpenCase } from './open-case.js';
import { VerifyPanel } from './verify-panel.js';
import './case-panel.css';
import './start-window.css';

export interface StartWindowProps {
  readonly bridge: ExhibitBridge;
  readonly host: HostInfo;
}

const WINDOW_COMMANDS = [
  { id: 'palette.open', words: 'All commands' },
  { id: 'settings.open', words: 'Settings' },
  { id: 'help.open', words: 'Help' },
] as const;

/** The first window: make a case, open one, look at the demonstration, or check a report. */
export function StartWindow({ bridge, host }: StartWindowProps): ReactElement {
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);

  const run = useCallback(async (what: string, action: () => Promise<unknown>) => {
    setBusy(true);
    setProblem(null);
    try {
      await action();
    } catch (error) {
      setProblem(`${what}: ${messageOf(error)}`);
    } finally {
      setBusy(false);
    }
  }, []);

  const openDemonstration = (): void =>
    void run('The demonstration could not be opened', () => bridgeCall(bridge, 'case.openDemonstration'));
  useCommands({ 'case.open-demonstration': isBusy ? null : openDemonstration });

  return (
    <main className="start">
      <header className="start-head">
        <h1>Exhibit</h1>
        <p className="muted">What is left of dead containers, on one time line. Nothing leaves this machine.</p>
      </header>
      {problem !== null && (
        <Notice tone="error" onDismiss={() => setProblem(null)}>
          <EvidenceText text={problem} />
        </Notice>
      )}
      {isBusy && <Progress label="One moment…" part={null} />}
      <div className="start-columns">
        <section className="panel" aria-labelledby="start-new">
          <div className="panel-head">
            <h2 id="start-new">New case</h2>
          </div>
          <div className="panel-body">
            <NewCaseForm bridge={bridge} host={host} run={run} isBusy={isBusy} />
          </div>
        </section>
        <div className="stack">
          <section className="panel" aria-labelledby="start-open">
            <div className="panel-head">
              <h2 id="start-open">Open a case</h2>
            </div>
            <div className="panel-body stack">
              <OpenCase bridge={bridge} host={host} run={run} isBusy={isBusy} />
              <OpenArchive bridge={bridge} host={host} run={run} isBusy={isBusy} />
            </div>
          </section>
          <section className="panel" aria-labelledby="start-demo">
            <div className="panel-head">
              <h2 id="start-demo">Have a look first</h2>
            </div>
            <div className="panel-body stack">
              <p className="muted">
                An invented intrusion over several containers and two nodes, among thousands of ordinary events.
              </p>
              <div>
                <Button command="case.open-demonstration" isDisabled={isBusy} onPress={openDemonstration}>
                  Open the demonstration case
                </Button>
              </div>
            </div>
          </section>
          <p className="start-hint muted">
            <Icon name="import" /> Evidence is added once a case is open: drop files or a folder on its window.
          </p>
          <VerifyPanel bridge={bridge} host={host} />
        </div>
      </div>
      <footer className="start-foot muted">
        <span>
          Exhibit {host.exhibitVersion} on {host.host}, {host.platform}
        </span>
        <span className="row">
          <ThemeButton bridge={bridge} />
          {WINDOW_COMMANDS.map(({ id, words }) => (
            <Button key={id} command={id} tone="quiet" onPress={() => desk.run(id)}>
              {withKey(words, id)}
            </Button>
          ))}
        </span>
      </footer>
    </main>
  );
}
