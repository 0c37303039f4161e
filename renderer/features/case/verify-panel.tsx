import { useState, type ReactElement } from 'react';
import type { ExhibitBridge, HostInfo, PickedEvidence, PickToken } from '../../../main/bridge/contract.js';
import type { Verification, VerificationAnswer } from '../../../parsers/model/verification.js';
import { bridgeCall } from '../../session/bridge-call.js';
import { messageOf } from '../../ui-state/attempt.js';
import { useCommands } from '../../ui-state/commands.js';
import { Button } from '../../ui/button.js';
import { EvidenceText } from '../../ui/evidence-text.js';
import { TextField } from '../../ui/fields.js';
import { Badge, Notice } from '../../ui/messages.js';
import { Progress } from '../../ui/progress.js';

const WORDS = { yes: 'yes', no: 'no', 'cannot-tell': 'cannot tell' } as const;
const TONES = { yes: 'success', no: 'danger', 'cannot-tell': 'info' } as const;

/** A file that was picked in a dialog, or its typed path where the host has none. */
interface Choice {
  readonly picked: PickedEvidence | null;
  readonly path: string;
}

const NO_CHOICE: Choice = { picked: null, path: '' };
const isMade = ({ picked, path }: Choice): boolean => picked !== null || path.trim() !== '';

/** Checks a report or a disclosure: the questions of `exhibit verify`, one by one, against the case where one is open. */
export function VerifyPanel({
  bridge,
  host,
}: {
  readonly bridge: ExhibitBridge;
  readonly host: HostInfo;
}): ReactElement {
  const [file, setFile] = useState(NO_CHOICE);
  const [report, setReport] = useState(NO_CHOICE);
  const [fingerprint, setFingerprint] = useState('');
  const [isRunning, setRunning] = useState(false);
  const [done, setDone] = useState<Verification | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const isMissing = !isMade(file);
  const isCase = host.role === 'case';
  const common = { bridge, host, onProblem: (error: unknown) => setProblem(messageOf(error)) };

  const tokenOf = async ({ picked, path }: Choice): Promise<PickToken> =>
    (picked ?? (await bridgeCall(bridge, 'evidence.pickPath', path.trim()))).token;
  const verify = async (): Promise<void> => {
    setDone(null);
    setProblem(null);
    setRunning(true);
    try {
      const tokens = [await tokenOf(file), isMade(report) ? await tokenOf(report) : null] as const;
      // A pick is spent by being tried.
      setFile({ ...file, picked: null });
      setReport({ ...report, picked: null });
      setDone(await bridgeCall(bridge, 'report.verify', ...tokens, fingerprint));
    } catch (error) {
      setProblem(messageOf(error));
    } finally {
      setRunning(false);
    }
  };
  useCommands({ 'report.verify': isRunning || isMissing ? null : () => void verify() });

  return (
    <section className="panel" aria-labelledby="verify-title">
      <div className="panel-head">
        <h2 id="verify-title">Check a report or a disclosure</h2>
      </div>
      <div className="panel-body stack">
        <FileChoice {...common} what="the report or disclosure" choice={file} onChange={setFile} />
        <FileChoice
          {...common}
          what="a report that a disclosure is held against"
          choice={report}
          onChange={setReport}
        />
        <TextField
          label="Fingerprint of the key that you expect"
          value={fingerprint}
          onChange={setFingerprint}
          placeholder="not known"
          hint="SHA-256 of the signer's certificate, got in another way than with the file."
        />
        <div className="row">
          <Button command="report.verify" isDisabled={isRunning || isMissing} onPress={() => void verify()}>
            {isCase ? 'Check it against this case' : 'Check it'}
          </Button>
          <span className="field-hint">
            {isCase ? 'All evidence is hashed again.' : 'To hold it against its case, open the case: Report.'}
          </span>
        </div>
        {isRunning && <Progress label={isCase ? 'Reading it and the evidence' : 'Reading it'} part={null} />}
        {problem !== null && (
          <Notice tone="error" onDismiss={() => setProblem(null)}>
            <EvidenceText text={problem} />
          </Notice>
        )}
        {done !== null && <Answers verification={done} />}
      </div>
    </section>
  );
}

function FileChoice({
  bridge,
  host,
  what,
  choice,
  onChange,
  onProblem,
}: {
  readonly bridge: ExhibitBridge;
  readonly host: HostInfo;
  /** Named so in the field's label. */
  readonly what: string;
  readonly choice: Choice;
  readonly onChange: (choice: Choice) => void;
  readonly onProblem: (error: unknown) => void;
}): ReactElement {
  const choose = (): void =>
    void bridgeCall(bridge, 'evidence.pick', 'files').then((picked) => {
      if (picked !== null) onChange({ picked, path: '' });
    }, onProblem);
  if (!host.nativeDialogs)
    return (
      <TextField label={`Path of ${what}`} value={choice.path} onChange={(path) => onChange({ picked: null, path })} />
    );
  return (
    <div className="row">
      <Button command="report.choose-file" icon="file" onPress={choose}>
        Choose {what}…
      </Button>
      <EvidenceText text={choice.picked?.entries[0]?.name ?? ''} />
    </div>
  );
}

function Answers({ verification }: { readonly verification: Verification }): ReactElement {
  return (
    <>
      <p>
        SHA-256 <span className="mono">{(verification.disclosure ?? verification.report)?.sha256}</span>
      </p>
      <ul className="verify-answers" aria-label="What holds of it">
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
