import { useState, type ReactElement } from 'react';
import type { ExhibitBridge, HostInfo, PickedEvidence } from '../../../main/bridge/contract.js';
import type { Verification, VerificationAnswer } from '../../../parsers/model/verification.js';
import { bridgeCall } from '../../session/bridge-call.js';
import { attempt } from '../../ui-state/attempt.js';
import { useCommands } from '../../ui-state/commands.js';
import { Button } from '../../ui/button.js';
import { EvidenceText } from '../../ui/evidence-text.js';
import { TextField } from '../../ui/fields.js';
import { Badge } from '../../ui/messages.js';
import { Progress } from '../../ui/progress.js';

const WORDS = { yes: 'yes', no: 'no', 'cannot-tell': 'cannot tell' } as const;
const TONES = { yes: 'success', no: 'danger', 'cannot-tell': 'info' } as const;

/** Checks a report against the open case: the questions of `exhibit verify`, one by one. */
export function VerifyPanel({
  bridge,
  host,
}: {
  readonly bridge: ExhibitBridge;
  readonly host: HostInfo;
}): ReactElement {
  const [picked, setPicked] = useState<PickedEvidence | null>(null);
  const [path, setPath] = useState('');
  const [fingerprint, setFingerprint] = useState('');
  const [isRunning, setRunning] = useState(false);
  const [done, setDone] = useState<Verification | null>(null);
  const isMissing = picked === null && path.trim() === '';

  const choose = (): void =>
    void attempt('The report could not be chosen', async () => {
      setPicked((await bridgeCall(bridge, 'evidence.pick', 'files')) ?? picked);
    });
  const verify = async (): Promise<void> => {
    setDone(null);
    setRunning(true);
    await attempt('The report could not be checked', async () => {
      const pick = picked ?? (await bridgeCall(bridge, 'evidence.pickPath', path.trim()));
      // A pick is spent by being tried.
      setPicked(null);
      setDone(await bridgeCall(bridge, 'report.verify', pick.token, fingerprint));
    });
    setRunning(false);
  };
  useCommands({ 'report.verify': isRunning || isMissing ? null : () => void verify() });

  return (
    <section className="panel" aria-labelledby="verify-title">
      <div className="panel-head">
        <h2 id="verify-title">Check a report</h2>
      </div>
      <div className="panel-body stack">
        {host.nativeDialogs ? (
          <div className="row">
            <Button command="report.verify" icon="file" onPress={choose}>
              Choose the report…
            </Button>
            <EvidenceText text={picked?.entries[0]?.name ?? 'PDF'} />
          </div>
        ) : (
          <TextField label="Path of the report (PDF)" value={path} onChange={setPath} />
        )}
        <TextField
          label="Fingerprint of the key that you expect"
          value={fingerprint}
          onChange={setFingerprint}
          placeholder="not known"
          hint="SHA-256 of the signer's certificate, got in another way than with the file."
        />
        <div className="row">
          <Button command="report.verify" isDisabled={isRunning || isMissing} onPress={() => void verify()}>
            Check it against this case
          </Button>
          <span className="field-hint">All evidence is hashed again.</span>
        </div>
        {isRunning && <Progress label="Reading report and evidence" part={null} />}
        {done !== null && <Answers verification={done} />}
      </div>
    </section>
  );
}

function Answers({ verification }: { readonly verification: Verification }): ReactElement {
  return (
    <>
      <p>
        SHA-256 <span className="mono">{verification.report?.sha256}</span>
      </p>
      <ul className="verify-answers" aria-label="What holds of the report">
        {verification.answers.map((answer) => (
          <AnswerItem key={answer.id} answer={answer} />
        ))}
      </ul>
    </>
  );
}

function AnswerItem({
  answer: { question, answer, because, wouldTell },
}: {
  readonly answer: VerificationAnswer;
}): ReactElement {
  return (
    <li>
      <Badge tone={TONES[answer]}>{WORDS[answer]}</Badge>
      <div>
        <strong>{question}</strong>
        <p className="muted">
          <EvidenceText text={wouldTell === null ? because : `${because} ${wouldTell}`} />
        </p>
      </div>
    </li>
  );
}
