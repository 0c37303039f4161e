import { useState, type ReactElement } from 'react';
import type { ExhibitBridge, HostInfo, PickedEvidence } from '../../../main/bridge/contract.js';
import { bridgeCall } from '../../session/bridge-call.js';
import type { CaseSession } from '../../session/session.js';
import { attempt, messageOf } from '../../ui-state/attempt.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { EvidenceText } from '../../ui/evidence-text.js';
import { TextField } from '../../ui/fields.js';
import { Icon } from '../../ui/icons.js';
import { Notice } from '../../ui/messages.js';
import { bytesText } from '../../ui/quantities.js';
import { Segments } from '../../ui/choices.js';

export interface ImportDialogProps {
  readonly bridge: ExhibitBridge;
  readonly host: HostInfo;
  readonly session: CaseSession;
  /** What was dropped on the window, or null where the person chooses here. */
  readonly dropped: PickedEvidence | null;
  readonly onClose: () => void;
}

/** Asks what to add and, once per drop, where it comes from; then starts the import. */
export function ImportDialog({ bridge, host, session, dropped, onClose }: ImportDialogProps): ReactElement {
  const [chosen, setChosen] = useState<PickedEvidence | null>(null);
  const [origin, setOrigin] = useState('');
  const [storage, setStorage] = useState<'copy' | 'reference'>('copy');
  const [problem, setProblem] = useState<string | null>(null);
  const picked = chosen ?? dropped;

  const pick = async (ask: () => Promise<PickedEvidence | null>): Promise<void> => {
    setProblem(null);
    try {
      const answer = await ask();
      if (answer !== null) setChosen(answer);
    } catch (error) {
      setProblem(messageOf(error));
    }
  };

  const start = (): void => {
    if (picked === null) return;
    onClose();
    void attempt('The evidence could not be imported', () =>
      session.importEvidence(picked.token, { origin: origin.trim(), storage }),
    );
  };

  return (
    <Dialog
      title="Import evidence"
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button tone="primary" isDisabled={picked === null} onPress={start}>
            {storage === 'copy' ? 'Copy and import' : 'Import'}
          </Button>
        </>
      }
    >
      <div className="stack">
        {problem !== null && (
          <Notice tone="error">
            <EvidenceText text={problem} />
          </Notice>
        )}
        {picked === null ? (
          <PickEvidence bridge={bridge} host={host} pick={pick} />
        ) : (
          <PickedList picked={picked} onClear={dropped === null ? () => setChosen(null) : null} />
        )}
        <TextField
          label="Where does this come from?"
          value={origin}
          onChange={setOrigin}
          rows={2}
          placeholder="Export of the audit log of cluster pay-1 by R. Okafor, 2026-03-02, handed over on a USB stick"
          hint="System, who collected it, when and how. Said once for everything in this drop; it stands in the journal and the report."
        />
        <Segments
          label="Evidence files"
          value={storage}
          onChange={setStorage}
          choices={[
            { id: 'copy', label: 'Copy into the case' },
            { id: 'reference', label: 'Leave where they are' },
          ]}
        />
        <p className="field-hint">
          {storage === 'copy'
            ? 'The copy is hashed and stays with the case. The original is only read.'
            : 'Only path, size and hash are kept. If the file moves or changes, the case cannot be read again from it.'}
        </p>
      </div>
    </Dialog>
  );
}

interface PickEvidenceProps {
  readonly bridge: ExhibitBridge;
  readonly host: HostInfo;
  readonly pick: (ask: () => Promise<PickedEvidence | null>) => Promise<void>;
}

function PickEvidence({ bridge, host, pick }: PickEvidenceProps): ReactElement {
  const [path, setPath] = useState('');
  return (
    <div className="pick">
      <Icon name="import" size={24} />
      <p>Drop archives, logs, dumps, reports or a folder anywhere on this window, or</p>
      {host.nativeDialogs ? (
        <div className="row">
          <Button icon="file" onPress={() => void pick(() => bridgeCall(bridge, 'evidence.pick', 'files'))}>
            Choose files…
          </Button>
          <Button icon="folder" onPress={() => void pick(() => bridgeCall(bridge, 'evidence.pick', 'folder'))}>
            Choose a folder…
          </Button>
        </div>
      ) : (
        <form
          className="row-end pick-path"
          onSubmit={(event) => {
            event.preventDefault();
            if (path.trim() !== '') void pick(() => bridgeCall(bridge, 'evidence.pickPath', path.trim()));
          }}
        >
          <div className="grow">
            <TextField label="Path of a file or folder" value={path} onChange={setPath} />
          </div>
          <Button type="submit" isDisabled={path.trim() === ''}>
            Take it
          </Button>
        </form>
      )}
    </div>
  );
}

function PickedList({
  picked,
  onClear,
}: {
  readonly picked: PickedEvidence;
  readonly onClear: (() => void) | null;
}): ReactElement {
  const total = picked.entries.reduce((sum, entry) => sum + entry.bytes, 0);
  return (
    <div className="picked">
      <ul aria-label="Chosen evidence">
        {picked.entries.map((entry) => (
          <li key={`${entry.kind}/${entry.name}`}>
            <Icon name={entry.kind === 'folder' ? 'folder' : 'file'} />
            <EvidenceText text={entry.name} />
            <span className="muted">{bytesText(entry.bytes)}</span>
          </li>
        ))}
      </ul>
      <div className="row muted">
        <span className="grow">
          {picked.entries.length === 1 ? 'One exhibit' : `${picked.entries.length} exhibits`}, {bytesText(total)}
        </span>
        {onClear !== null && (
          <Button tone="quiet" onPress={onClear}>
            Choose something else
          </Button>
        )}
      </div>
    </div>
  );
}
