import { useState, type ReactElement } from 'react';
import type { BridgeCalls, ExhibitBridge } from '../../../main/bridge/contract.js';
import { bridgeCall } from '../../session/bridge-call.js';
import type { CaseSession } from '../../session/session.js';
import { messageOf } from '../../ui-state/attempt.js';
import { useCommands } from '../../ui-state/commands.js';
import { Button } from '../../ui/button.js';
import { Segments } from '../../ui/choices.js';
import { EvidenceText } from '../../ui/evidence-text.js';
import { TextField } from '../../ui/fields.js';
import { Notice } from '../../ui/messages.js';
import { bytesText } from '../../ui/quantities.js';
import { ArchiveProgress } from './archive-progress.js';
import { MissingEvidence } from './missing-evidence.js';
import { WrittenNotice } from './written-notice.js';

/** The whole case as one file, and evidence that is not where the case looks for it. */
export function ArchivePanel({
  bridge,
  session,
}: {
  readonly bridge: ExhibitBridge;
  readonly session: CaseSession;
}): ReactElement {
  const [contents, setContents] = useState<'with' | 'without'>('with');
  const [path, setPath] = useState('');
  const [isRunning, setRunning] = useState(false);
  const [done, setDone] = useState<BridgeCalls['archive.write']['result']>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const write = async (): Promise<void> => {
    setRunning(true);
    setDone(null);
    setProblem(null);
    const typed = path.trim() === '' ? null : path.trim();
    try {
      setDone(await bridgeCall(bridge, 'archive.write', contents === 'with', typed));
      await session.readOn();
    } catch (error) {
      setProblem(messageOf(error));
    } finally {
      setRunning(false);
    }
  };
  useCommands({ 'archive.write': isRunning ? null : () => void write() });
  return (
    <section className="panel" aria-labelledby="archive-title">
      <div className="panel-head">
        <h2 id="archive-title">Archive of the case</h2>
      </div>
      <div className="panel-body stack">
        <p className="field-hint">
          One file with journal, reports and evidence, to keep or to hand to a colleague, who opens it from the start
          window. It holds everything that was ever said of the case: for the other party, use a disclosure instead.
        </p>
        <Segments
          label="Archive"
          value={contents}
          onChange={setContents}
          choices={[
            { id: 'with', label: 'With evidence' },
            { id: 'without', label: 'Without evidence' },
          ]}
        />
        {!session.host.nativeDialogs && (
          <TextField
            label="Path of the archive"
            value={path}
            onChange={setPath}
            placeholder={`${session.folder}.exhibit`}
            hint="Leave it empty for a file beside the case's folder."
          />
        )}
        <div>
          <Button command="archive.write" isDisabled={isRunning} onPress={() => void write()}>
            Write the archive
          </Button>
        </div>
        {isRunning && <ArchiveProgress bridge={bridge} label="Writing the archive" />}
        {problem !== null && (
          <Notice tone="error" onDismiss={() => setProblem(null)}>
            <EvidenceText text={problem} />
          </Notice>
        )}
        {done !== null && <WrittenNotice what={bytesText(done.bytes)} written={done} />}
        <MissingEvidence bridge={bridge} session={session} />
      </div>
    </section>
  );
}
