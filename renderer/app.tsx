import { useEffect, useLayoutEffect, useState, type ReactElement } from 'react';
import type { ExhibitBridge, HostInfo } from '../main/bridge/contract.js';
import { CaseWindow } from './case-window.js';
import { ErrorBoundary } from './error-boundary.js';
import { StartWindow } from './features/case/start-window.js';
import { bridgeCall } from './session/bridge-call.js';
import { openCaseSession } from './session/case-session.js';
import type { CaseSession } from './session/session.js';
import { attempt, messageOf } from './ui-state/attempt.js';
import { loadSettings } from './ui-state/change-settings.js';
import { applySizes } from './ui-state/settings.js';
import { useUi } from './ui-state/ui-state.js';
import { Button } from './ui/button.js';
import { EvidenceText } from './ui/evidence-text.js';
import { Notice } from './ui/messages.js';
import { Progress } from './ui/progress.js';
import { applyTheme } from './ui/theme.js';
import { WindowDialogs } from './window-dialogs.js';

export interface AppProps {
  readonly bridge: ExhibitBridge;
  readonly host: HostInfo;
}

/** The window: start, or a case. */
export function App({ bridge, host }: AppProps): ReactElement {
  const settings = useUi((state) => state.settings);
  useLayoutEffect(() => applyTheme(settings.theme), [settings.theme]);
  useLayoutEffect(() => applySizes(settings), [settings]);
  useEffect(() => {
    void loadSettings(bridge);
  }, [bridge]);
  return (
    <ErrorBoundary what="Exhibit">
      {host.role === 'case' ? <OpenedCase bridge={bridge} host={host} /> : <StartWindow bridge={bridge} host={host} />}
      <WindowDialogs bridge={bridge} host={host} />
    </ErrorBoundary>
  );
}

type Opening =
  | { readonly kind: 'opening' }
  | { readonly kind: 'open'; readonly session: CaseSession }
  | { readonly kind: 'failed'; readonly message: string };

function OpenedCase({ bridge, host }: AppProps): ReactElement {
  const [opening, setOpening] = useState<Opening>({ kind: 'opening' });
  useEffect(() => {
    let isLeft = false;
    let opened: CaseSession | null = null;
    openCaseSession(bridge).then(
      (session) => {
        opened = session;
        if (isLeft) session.close();
        else setOpening({ kind: 'open', session });
      },
      (error: unknown) => setOpening({ kind: 'failed', message: messageOf(error) }),
    );
    return () => {
      isLeft = true;
      opened?.close();
    };
  }, [bridge]);
  if (opening.kind === 'open') return <CaseWindow bridge={bridge} host={host} session={opening.session} />;
  if (opening.kind === 'opening') {
    return (
      <div className="opening">
        <Progress label="Opening the case: reading its journal and loading its events" part={null} />
      </div>
    );
  }
  return (
    <div className="fault">
      <Notice tone="error">
        <strong>The case could not be opened.</strong> <EvidenceText text={opening.message} />
      </Notice>
      <Button
        command="case.close"
        onPress={() => void attempt('The start window could not be shown', () => bridgeCall(bridge, 'case.close'))}
      >
        Back to the start
      </Button>
    </div>
  );
}
