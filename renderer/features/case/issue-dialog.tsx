import { useState, type ReactElement } from 'react';
import type { ExhibitBridge, HostInfo, KeyChoice } from '../../../main/bridge/contract.js';
import type { CaseMeta } from '../../../parsers/model/case.js';
import { bridgeCall } from '../../session/bridge-call.js';
import { messageOf } from '../../ui-state/attempt.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { EvidenceText } from '../../ui/evidence-text.js';
import { Notice } from '../../ui/messages.js';
import { KeyFields, NO_KEY_FILE, type KeyFile } from './key-fields.js';

/** Says what issuing means and with which key, before it is done. */
export function IssueDialog({
  bridge,
  host,
  meta,
  version,
  onClose,
  onIssue,
}: {
  readonly bridge: ExhibitBridge;
  readonly host: HostInfo;
  readonly meta: CaseMeta;
  readonly version: number;
  readonly onClose: () => void;
  readonly onIssue: () => void;
}): ReactElement {
  const [kind, setKind] = useState<KeyChoice['kind']>('own');
  const [file, setFile] = useState<KeyFile>(NO_KEY_FILE);
  const [problem, setProblem] = useState<string | null>(null);
  const isDemonstration = meta.kind === 'demonstration';
  const isFileMissing = kind === 'pkcs12' && file.picked === null && file.path.trim() === '';

  const issue = async (): Promise<void> => {
    setProblem(null);
    try {
      if (!isDemonstration) await chooseKey(bridge, kind, file);
      onClose();
      onIssue();
    } catch (error) {
      // A pick is spent by being tried.
      setFile({ ...file, picked: null });
      setProblem(messageOf(error));
    }
  };
  return (
    <Dialog
      title={`Issue version ${version}`}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button command="dialog.close" onPress={onClose}>
            Cancel
          </Button>
          <Button command="report.issue" tone="primary" isDisabled={isFileMissing} onPress={() => void issue()}>
            Issue it
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
        <p>
          All evidence is hashed again. The report is signed and kept in the case's reports folder for good; its hash
          goes into the journal. It can be withdrawn or superseded later, never changed or undone.
        </p>
        {isDemonstration ? (
          <p className="muted">
            A report of the demonstration is signed with the key of the demonstration: it proves nothing.
          </p>
        ) : (
          <KeyFields bridge={bridge} host={host} kind={kind} onKind={setKind} file={file} onFile={setFile} />
        )}
      </div>
    </Dialog>
  );
}

async function chooseKey(bridge: ExhibitBridge, kind: KeyChoice['kind'], file: KeyFile): Promise<void> {
  if (kind === 'own') {
    await bridgeCall(bridge, 'signing.choose', { kind });
    return;
  }
  const picked = file.picked ?? (await bridgeCall(bridge, 'evidence.pickPath', file.path.trim()));
  await bridgeCall(bridge, 'signing.choose', { kind, token: picked.token, passphrase: file.passphrase });
}
