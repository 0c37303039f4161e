import { useState, type ReactElement } from 'react';
import type { ExhibitBridge, HostInfo, PickedEvidence } from '../../../main/bridge/contract.js';
import type { Intake } from '../../../parsers/model/case.js';
import { isUnstated, trimmedIntake, UNSTATED_INTAKE } from '../../../parsers/model/intake.js';
import { compareHashList } from '../../session/compare-hash-list.js';
import { bridgeCall } from '../../session/bridge-call.js';
import type { CaseSession } from '../../session/session.js';
import { attempt, messageOf } from '../../ui-state/attempt.js';
import { ui } from '../../ui-state/ui-state.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { EvidenceText } from '../../ui/evidence-text.js';
import { TextField } from '../../ui/fields.js';
import { Icon } from '../../ui/icons.js';
import { Notice } from '../../ui/messages.js';
import { bytesText } from '../../ui/quantities.js';
import { Segments } from '../../ui/choices.js';
import { IntakeFields } from './intake-fields.js';

export interface ImportDialogProps {
  readonly bridge: ExhibitBridge;
  readonly host: HostInfo;
  readonly session: CaseSession;
  /** What was dropped on the window, or null where the person chooses here. */
  readonly dropped: PickedEvidence | null;
  readonly onClose: () => void;
}

type Use = 'evidence' | 'hash-list';

/** What collectors call their hash lists. */
const HASH_LIST_NAME = /(?:sha\d*|md5|check)sums?(?:\.txt)?$|\.(?:sha256|sha1|md5)$|hash_?(?:es|list|executables)/i;

/** Asks what to add and, once per drop, where it comes from; then starts the import. */
export function ImportDialog({ bridge, host, session, dropped, onClose }: ImportDialogProps): ReactElement {
  const [chosen, setChosen] = useState<PickedEvidence | null>(null);
  const [origin, setOrigin] = useState('');
  const [storage, setStorage] = useState<'copy' | 'reference'>('copy');
  const [problem, setProblem] = useState<string | null>(null);
  const [intake, setIntake] = useState(UNSTATED_INTAKE);
  const [typedUse, setUse] = useState<Use | null>(null);
  const picked = chosen ?? dropped;
  const only = picked?.entries.length === 1 && picked.entries[0]?.kind === 'file' ? picked.entries[0] : null;
  const use = only === null ? 'evidence' : (typedUse ?? (HASH_LIST_NAME.test(only.name) ? 'hash-list' : 'evidence'));

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
    if (use === 'hash-list') {
      void attempt('The hash list could not be compared', async () => {
        await compareHashList(bridge, session, picked.token);
        ui.set({ place: 'ledger' });
      });
      return;
    }
    const options = { origin: origin.trim(), storage };
    void attempt('The evidence could not be imported', () =>
      session.importEvidence(
        picked.token,
        isUnstated(intake) ? options : { ...options, intake: trimmedIntake(intake) },
      ),
    );
  };

  return (
    <Dialog
      title="Import evidence"
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button command="dialog.close" onPress={onClose}>
            Cancel
          </Button>
          <Button command="evidence.import" tone="primary" isDisabled={picked === null} onPress={start}>
            {use === 'hash-list' ? 'Compare' : storage === 'copy' ? 'Copy and import' : 'Import'}
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
        {only !== null && (
          <Segments
            label="This file is"
            value={use}
            onChange={setUse}
            choices={[
              { id: 'evidence', label: 'Evidence' },
              { id: 'hash-list', label: "A collector's hash list" },
            ]}
          />
        )}
        {use === 'hash-list' ? (
          <p className="field-hint">
            It is held against every exhibit of the case: match, mismatch, not listed, listed but absent. The result is
            journalled and stands in ledger and report; the list itself is no evidence.
          </p>
        ) : (
          <Provenance
            origin={origin}
            onOrigin={setOrigin}
            intake={intake}
            onIntake={setIntake}
            storage={storage}
            onStorage={setStorage}
          />
        )}
      </div>
    </Dialog>
  );
}

interface ProvenanceProps {
  readonly origin: string;
  readonly onOrigin: (origin: string) => void;
  readonly intake: Intake;
  readonly onIntake: (intake: Intake) => void;
  readonly storage: 'copy' | 'reference';
  readonly onStorage: (storage: 'copy' | 'reference') => void;
}

function Provenance({ origin, onOrigin, intake, onIntake, storage, onStorage }: ProvenanceProps): ReactElement {
  return (
    <>
      <TextField
        label="Where does this come from?"
        value={origin}
        onChange={onOrigin}
        rows={2}
        placeholder="Export of the audit log of cluster pay-1 by R. Okafor, 2026-03-02, handed over on a USB stick"
        hint="System, who collected it, when and how. Said once for everything in this drop; it stands in the journal and the report."
      />
      <details className="intake-more">
        <summary>
          Custody in parts: who collected it, with what, seal, authority… (for each exhibit of this drop)
        </summary>
        <IntakeFields intake={intake} onChange={onIntake} />
      </details>
      <Segments
        label="Evidence files"
        value={storage}
        onChange={onStorage}
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
    </>
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
          <Button
            command="evidence.import"
            icon="file"
            onPress={() => void pick(() => bridgeCall(bridge, 'evidence.pick', 'files'))}
          >
            Choose files…
          </Button>
          <Button
            command="evidence.import"
            icon="folder"
            onPress={() => void pick(() => bridgeCall(bridge, 'evidence.pick', 'folder'))}
          >
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
            <TextField
              label="Path of a file or folder"
              value={path}
              onChange={setPath}
              placeholder="/media/usb/bundle.tar.gz"
              hint="The whole path, from the root."
            />
          </div>
          <Button command="evidence.import" type="submit" isDisabled={path.trim() === ''}>
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
          <Button command="evidence.import" tone="quiet" onPress={onClear}>
            Choose something else
          </Button>
        )}
      </div>
    </div>
  );
}
