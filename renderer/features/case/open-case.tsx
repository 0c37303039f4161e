import { useEffect, useRef, useState, type ReactElement } from 'react';
import type { ExhibitBridge, HostInfo, RecentCase } from '../../../main/bridge/contract.js';
import { partsOf } from '../../../parsers/time/instant.js';
import { bridgeCall } from '../../session/bridge-call.js';
import { useCommands } from '../../ui-state/commands.js';
import { Button } from '../../ui/button.js';
import { EvidenceText } from '../../ui/evidence-text.js';
import { TextField } from '../../ui/fields.js';
import { focusFirstField } from '../../ui/focus.js';
import { Badge } from '../../ui/messages.js';
import { TimeText } from '../../ui/time-text.js';

export interface OpenCaseProps {
  readonly bridge: ExhibitBridge;
  readonly host: HostInfo;
  readonly run: (what: string, action: () => Promise<unknown>) => Promise<void>;
  readonly isBusy: boolean;
}

/** Opens a case that exists: by dialog, by path, or from the list of the last ones. */
export function OpenCase({ bridge, host, run, isBusy }: OpenCaseProps): ReactElement {
  const [path, setPath] = useState('');
  const open = (folder: string): void => {
    void run('The case could not be opened', () => bridgeCall(bridge, 'case.open', folder));
  };
  const choose = (): void => {
    void run('The case could not be opened', async () => {
      const folder = await bridgeCall(bridge, 'case.pickFolder');
      if (folder !== null) await bridgeCall(bridge, 'case.open', folder);
    });
  };
  const formRef = useRef<HTMLFormElement>(null);
  useCommands({ 'case.open': host.nativeDialogs ? choose : () => focusFirstField(formRef.current) });
  return (
    <div className="stack">
      {host.nativeDialogs ? (
        <div>
          <Button command="case.open" icon="folder" onPress={choose} isDisabled={isBusy}>
            Open a case folder…
          </Button>
        </div>
      ) : (
        <form
          ref={formRef}
          className="row-end"
          aria-label="Open a case"
          onSubmit={(event) => {
            event.preventDefault();
            if (path.trim() !== '') open(path.trim());
          }}
        >
          <div className="grow">
            <TextField
              label="Path of the case folder"
              value={path}
              onChange={setPath}
              placeholder="~/Exhibit/2026-0142"
            />
          </div>
          <Button command="case.open" type="submit" icon="folder" isDisabled={isBusy || path.trim() === ''}>
            Open
          </Button>
        </form>
      )}
      <RecentCases bridge={bridge} open={open} isBusy={isBusy} />
    </div>
  );
}

function RecentCases({
  bridge,
  open,
  isBusy,
}: {
  readonly bridge: ExhibitBridge;
  readonly open: (folder: string) => void;
  readonly isBusy: boolean;
}): ReactElement {
  const [cases, setCases] = useState<readonly RecentCase[]>([]);
  useEffect(() => {
    void bridge.call('case.recent').then((result) => {
      if (result.ok) setCases(result.value);
    });
  }, [bridge]);
  if (cases.length === 0) return <p className="muted">Cases that you open appear here.</p>;
  return (
    <ul className="recent" aria-label="Recent cases">
      {cases.map((recent) => (
        <li key={recent.folder}>
          <Button
            command="case.open-recent"
            className="recent-case"
            tone="quiet"
            onPress={() => open(recent.folder)}
            isDisabled={isBusy || !recent.exists}
          >
            <span className="recent-name">
              <strong>
                <EvidenceText text={recent.number} />
              </strong>{' '}
              <EvidenceText text={recent.title} />
              {recent.kind === 'demonstration' && <Badge tone="warning">demonstration</Badge>}
              {!recent.exists && <Badge tone="danger">folder is gone</Badge>}
            </span>
            <span className="recent-place muted">
              <TimeText time={partsOf(Date.parse(recent.openedAt))} resolution="min" zone="UTC" />,{' '}
              <EvidenceText text={recent.folder} />
            </span>
          </Button>
        </li>
      ))}
    </ul>
  );
}
