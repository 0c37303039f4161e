import type { ReactElement } from 'react';
import type { ExhibitBridge } from '../../../main/bridge/contract.js';
import { bridgeCall } from '../../session/bridge-call.js';
import { withKey } from '../../commands/chords.js';
import type { CaseSession } from '../../session/session.js';
import { attempt } from '../../ui-state/attempt.js';
import { desk } from '../../ui-state/commands.js';
import { ui } from '../../ui-state/ui-state.js';
import { useSnapshot } from '../../ui-state/use-snapshot.js';
import { Button, IconButton } from '../../ui/button.js';
import { EvidenceText } from '../../ui/evidence-text.js';
import { Badge } from '../../ui/messages.js';
import { ThemeButton } from './theme-button.js';
import { ZoneSwitch } from './zone-switch.js';
import './case-bar.css';

export interface CaseBarProps {
  readonly bridge: ExhibitBridge;
  readonly session: CaseSession;
}

/** The bar over everything: which case this is, and the acts that belong to the whole of it. */
export function CaseBar({ bridge, session }: CaseBarProps): ReactElement {
  const { state, importing } = useSnapshot(session);
  const { meta } = state;
  const isDemonstration = meta.kind === 'demonstration';
  return (
    <header className="case-bar">
      <div className="case-name">
        <h1>
          <strong>
            <EvidenceText text={meta.number} />
          </strong>{' '}
          <span>
            <EvidenceText text={meta.title} />
          </span>
        </h1>
        {isDemonstration && <Badge tone="warning">DEMONSTRATION: invented evidence</Badge>}
      </div>
      <ZoneSwitch session={session} />
      <div className="case-bar-group">
        <IconButton
          command="case.undo"
          label={withKey('Undo', 'case.undo')}
          icon="undo"
          isDisabled={state.undoable.length === 0}
          onPress={() => undo(session)}
        />
        <IconButton
          command="case.redo"
          label={withKey('Redo', 'case.redo')}
          icon="redo"
          isDisabled={state.redoable.length === 0}
          onPress={() => redo(session)}
        />
      </div>
      <div className="case-bar-group">
        {!isDemonstration && (
          <Button
            command="evidence.import"
            icon="import"
            isDisabled={importing !== null}
            onPress={() => ui.set({ panel: 'import' })}
          >
            Import evidence
          </Button>
        )}
        <Button command="place.report" icon="report" onPress={() => ui.set({ place: 'report' })}>
          Report
        </Button>
      </div>
      <div className="case-bar-group">
        <IconButton
          command="palette.open"
          label={withKey('All commands', 'palette.open')}
          icon="command"
          onPress={() => desk.run('palette.open')}
        />
        <ThemeButton bridge={bridge} />
        <IconButton
          command="settings.open"
          label={withKey('Settings', 'settings.open')}
          icon="settings"
          onPress={() => desk.run('settings.open')}
        />
        <IconButton
          command="help.open"
          label={withKey('Help and about', 'help.open')}
          icon="help"
          onPress={() => desk.run('help.open')}
        />
        <IconButton command="case.close" label="Close the case" icon="close" onPress={() => closeCase(bridge)} />
      </div>
    </header>
  );
}

/** Leaves the case for the start window. */
export function closeCase(bridge: ExhibitBridge): void {
  void attempt('The case could not be closed', () => bridgeCall(bridge, 'case.close'));
}

/** Takes back the last act. */
export function undo(session: CaseSession): void {
  void attempt('The last act could not be undone', () => session.undo());
}

/** Does again what was undone last. */
export function redo(session: CaseSession): void {
  void attempt('The act could not be done again', () => session.redo());
}
