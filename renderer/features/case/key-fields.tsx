import type { ReactElement } from 'react';
import { Input, Label, TextField as AriaTextField } from 'react-aria-components';
import type { ExhibitBridge, HostInfo, KeyChoice, PickedEvidence } from '../../../main/bridge/contract.js';
import { bridgeCall } from '../../session/bridge-call.js';
import { attempt } from '../../ui-state/attempt.js';
import { Button } from '../../ui/button.js';
import { Segments } from '../../ui/choices.js';
import { EvidenceText } from '../../ui/evidence-text.js';
import { TextField } from '../../ui/fields.js';

/** A key file as chosen in a dialog, or typed where the host has none. */
export interface KeyFile {
  readonly picked: PickedEvidence | null;
  readonly path: string;
  readonly passphrase: string;
}

export const NO_KEY_FILE: KeyFile = { picked: null, path: '', passphrase: '' };

/** With which key a report is signed. */
export function KeyFields({
  bridge,
  host,
  kind,
  onKind,
  file,
  onFile,
}: {
  readonly bridge: ExhibitBridge;
  readonly host: HostInfo;
  readonly kind: KeyChoice['kind'];
  readonly onKind: (kind: KeyChoice['kind']) => void;
  readonly file: KeyFile;
  readonly onFile: (file: KeyFile) => void;
}): ReactElement {
  const choose = (): void =>
    void attempt('The key file could not be chosen', async () => {
      const picked = await bridgeCall(bridge, 'evidence.pick', 'files');
      if (picked !== null) onFile({ ...file, picked });
    });
  return (
    <>
      <Segments
        label="Signed with"
        value={kind}
        onChange={onKind}
        choices={[
          { id: 'own', label: 'A key that Exhibit keeps for you' },
          { id: 'pkcs12', label: 'A key file of yours' },
        ]}
      />
      {kind === 'own' ? (
        <p className="field-hint">
          Made on first use for the examiner as the case names him. Nobody checked that name: give the certificate's
          fingerprint to the reader in another way than with the file.
        </p>
      ) : (
        <>
          {host.nativeDialogs ? (
            <div className="row">
              <Button command="report.issue" icon="file" onPress={choose}>
                Choose the file…
              </Button>
              <EvidenceText text={file.picked?.entries[0]?.name ?? 'PKCS#12 (.p12, .pfx)'} />
            </div>
          ) : (
            <TextField
              label="Path of the key file (PKCS#12: .p12, .pfx)"
              value={file.path}
              onChange={(path) => onFile({ ...file, path })}
            />
          )}
          <AriaTextField
            className="field"
            type="password"
            value={file.passphrase}
            onChange={(passphrase) => onFile({ ...file, passphrase })}
          >
            <Label className="field-label">Passphrase of the key file</Label>
            <Input className="input" autoComplete="off" />
          </AriaTextField>
        </>
      )}
    </>
  );
}
