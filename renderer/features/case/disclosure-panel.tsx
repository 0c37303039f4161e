import { useState, type ReactElement } from 'react';
import type { BridgeCalls, ExhibitBridge } from '../../../main/bridge/contract.js';
import { DISCLOSURE_PARTS, DISCLOSURE_WORDS, type DisclosurePart } from '../../../parsers/model/disclosure.js';
import { bridgeCall } from '../../session/bridge-call.js';
import type { CaseSession } from '../../session/session.js';
import { messageOf } from '../../ui-state/attempt.js';
import { useCommands } from '../../ui-state/commands.js';
import { Button } from '../../ui/button.js';
import { EvidenceText } from '../../ui/evidence-text.js';
import { Checkbox, TextField } from '../../ui/fields.js';
import { Notice } from '../../ui/messages.js';
import { Progress } from '../../ui/progress.js';
import { bytesText, countedText, countText } from '../../ui/quantities.js';
import { WrittenNotice } from './written-notice.js';

type Preview = BridgeCalls['disclosure.preview']['result'];

/** What is handed to the other party beside the report: chosen, looked at, then written. */
export function DisclosurePanel({
  bridge,
  session,
}: {
  readonly bridge: ExhibitBridge;
  readonly session: CaseSession;
}): ReactElement {
  const [parts, setParts] = useState<readonly DisclosurePart[]>(
    DISCLOSURE_PARTS.filter((part) => part !== 'notes' && part !== 'journal'),
  );
  const [path, setPath] = useState('');
  const [preview, setPreview] = useState<Preview | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [done, setDone] = useState<BridgeCalls['disclosure.write']['result']>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const run = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true);
    setProblem(null);
    setDone(null);
    try {
      await work();
    } catch (error) {
      setProblem(messageOf(error));
    } finally {
      setBusy(false);
    }
  };
  const look = (): void =>
    void run(async () => {
      setPreview(await bridgeCall(bridge, 'disclosure.preview', parts));
    });
  const write = (): void =>
    void run(async () => {
      const typed = path.trim() === '' ? null : path.trim();
      setDone(await bridgeCall(bridge, 'disclosure.write', parts, typed));
      await session.readOn();
      setPreview(null);
    });
  useCommands({ 'disclosure.preview': isBusy ? null : look });
  return (
    <section className="panel" aria-labelledby="disclosure-title">
      <div className="panel-head">
        <h2 id="disclosure-title">Disclosure</h2>
      </div>
      <div className="panel-body stack">
        <p className="field-hint">
          Exhibits, ledger and the journal's hashes are always in it; what else leaves is your choice. Secrets are
          masked. The journal records what left.
        </p>
        {DISCLOSURE_PARTS.map((part) => (
          <Checkbox
            key={part}
            isSelected={parts.includes(part)}
            onChange={(isOn) => {
              setParts(DISCLOSURE_PARTS.filter((one) => (one === part ? isOn : parts.includes(one))));
              // What is written is what was looked at.
              setPreview(null);
            }}
          >
            {DISCLOSURE_WORDS[part]}
          </Checkbox>
        ))}
        <div>
          <Button command="disclosure.preview" isDisabled={isBusy} onPress={look}>
            Preview what leaves
          </Button>
        </div>
        {isBusy && <Progress label="One moment…" part={null} />}
        {problem !== null && (
          <Notice tone="error" onDismiss={() => setProblem(null)}>
            <EvidenceText text={problem} />
          </Notice>
        )}
        {preview !== null && (
          <>
            <Files preview={preview} />
            {!session.host.nativeDialogs && (
              <TextField
                label="Path of the disclosure"
                value={path}
                onChange={setPath}
                placeholder={`${session.folder} disclosure.tar`}
                hint="Leave it empty for a file beside the case's folder."
              />
            )}
            <div>
              <Button command="disclosure.write" tone="primary" isDisabled={isBusy} onPress={write}>
                Write the disclosure
              </Button>
            </div>
          </>
        )}
        {done !== null && <WrittenNotice what={bytesText(done.bytes)} written={done} />}
      </div>
    </section>
  );
}

function Files({ preview: { files, withheld } }: { readonly preview: Preview }): ReactElement {
  return (
    <>
      <ul className="disclosed" aria-label="Files of the disclosure">
        {files.map(({ path, items, bytes, beginning }) => (
          <li key={path}>
            <details>
              <summary>
                <span className="mono">{path}</span>{' '}
                <span className="muted">
                  {countText(items)} {items === 1 ? 'entry' : 'entries'}, {bytesText(bytes)}
                </span>
              </summary>
              {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard has to reach it */}
              <pre className="raw-record" tabIndex={0} aria-label={`Beginning of ${path}`}>
                <EvidenceText text={beginning} isMono />
              </pre>
            </details>
          </li>
        ))}
      </ul>
      <p className="muted">
        Of the journal {countedText(withheld.lines, 'line')} given as hash alone
        {withheld.secrets > 0 && `, ${countText(withheld.secrets)} of them because they hold a secret`}.
      </p>
    </>
  );
}
