import { useEffect, useState, type ReactElement } from 'react';
import type { ExhibitBridge, PickedEvidence } from '../../../main/bridge/contract.js';
import { bridgeCall } from '../../session/bridge-call.js';
import type { CaseSession } from '../../session/session.js';
import { messageOf, reportProblem } from '../../ui-state/attempt.js';
import { useSnapshot } from '../../ui-state/use-snapshot.js';
import { Button } from '../../ui/button.js';
import { EvidenceText } from '../../ui/evidence-text.js';
import { TextField } from '../../ui/fields.js';
import { Notice } from '../../ui/messages.js';
import { countedText } from '../../ui/quantities.js';

/** Exhibits whose evidence is not in its place, and a way to point at it; nothing where all is there. */
export function MissingEvidence({
  bridge,
  session,
}: {
  readonly bridge: ExhibitBridge;
  readonly session: CaseSession;
}): ReactElement | null {
  const { receipts } = useSnapshot(session).state;
  const [missing, setMissing] = useState<readonly string[]>([]);
  const [path, setPath] = useState('');
  const [isLooking, setLooking] = useState(false);
  useEffect(() => {
    let isGone = false;
    void bridge.call('evidence.missing').then((result) => {
      if (result.ok && !isGone) setMissing(result.value);
    });
    return () => {
      isGone = true;
    };
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- an exhibit received or removed changes the answer
  }, [bridge, receipts]);
  if (missing.length === 0) return null;

  const look = async (ask: () => Promise<PickedEvidence | null>): Promise<void> => {
    setLooking(true);
    try {
      const picked = await ask();
      if (picked !== null) setMissing(await session.relink(picked.token));
    } catch (error) {
      reportProblem(`The evidence could not be taken: ${messageOf(error)}`);
    } finally {
      setLooking(false);
    }
  };
  return (
    <div className="stack">
      <h3>Evidence that is not here</h3>
      <Notice tone="warning">
        The evidence of {countedText(missing.length, 'exhibit')} is not where the case looks for it. Point at the files,
        or at a folder that holds them under whatever names: what has the same bytes is taken.
      </Notice>
      <ul aria-label="Exhibits without evidence">
        {receipts
          .filter(({ number }) => missing.includes(number))
          .map(({ number, name, sha256 }) => (
            <li key={number}>
              <strong>{number}</strong> <EvidenceText text={name} />{' '}
              <span className="mono muted">{sha256.slice(0, 16)}…</span>
            </li>
          ))}
      </ul>
      {session.host.nativeDialogs ? (
        <div className="row">
          <Button
            command="evidence.relink"
            icon="folder"
            isDisabled={isLooking}
            onPress={() => void look(() => bridgeCall(bridge, 'evidence.pick', 'folder'))}
          >
            Look in a folder…
          </Button>
          <Button
            command="evidence.relink"
            icon="file"
            isDisabled={isLooking}
            onPress={() => void look(() => bridgeCall(bridge, 'evidence.pick', 'files'))}
          >
            Look at files…
          </Button>
        </div>
      ) : (
        <form
          className="row-end"
          aria-label="Look for the evidence"
          onSubmit={(event) => {
            event.preventDefault();
            void look(() => bridgeCall(bridge, 'evidence.pickPath', path.trim()));
          }}
        >
          <div className="grow">
            <TextField label="Path of a file or folder to look in" value={path} onChange={setPath} />
          </div>
          <Button command="evidence.relink" type="submit" isDisabled={isLooking || path.trim() === ''}>
            Look there
          </Button>
        </form>
      )}
    </div>
  );
}
