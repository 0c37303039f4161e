import { useState, type ReactElement } from 'react';
import type { ExhibitBridge } from '../../../main/bridge/contract.js';
import { blobSha256 } from '../../query/blob-hash.js';
import { downloadBlob } from '../../session/download-blob.js';
import type { CaseSession } from '../../session/session.js';
import { attempt, reportDone } from '../../ui-state/attempt.js';
import { useUi } from '../../ui-state/ui-state.js';
import { useSnapshot } from '../../ui-state/use-snapshot.js';
import { Button } from '../../ui/button.js';
import { Segments } from '../../ui/choices.js';
import { Dialog } from '../../ui/dialog.js';
import { EvidenceText } from '../../ui/evidence-text.js';
import { Progress } from '../../ui/progress.js';
import { countedText } from '../../ui/quantities.js';
import { searchWords } from '../../ui/search-words.js';

const FORMATS = [
  { id: 'csv', label: 'CSV' },
  { id: 'ndjson', label: 'NDJSON' },
] as const;

const EXTENTS = [
  { id: 'shown', label: 'The shown columns' },
  { id: 'all', label: 'All columns' },
] as const;

export interface ExportDialogProps {
  readonly bridge: ExhibitBridge;
  readonly session: CaseSession;
  readonly onClose: () => void;
}

/** Saves the events that the search shows, hidden ones left out as on the screen, and journals what was saved with its hash. */
export function ExportDialog({ bridge, session, onClose }: ExportDialogProps): ReactElement {
  const { meta } = useSnapshot(session).state;
  const columns = useUi((state) => state.columns);
  const search = useUi((state) => state.search);
  const showsHidden = useUi((state) => state.showsHidden);
  const [format, setFormat] = useState<'csv' | 'ndjson'>('csv');
  const [extent, setExtent] = useState<'shown' | 'all'>('shown');
  const [isRunning, setRunning] = useState(false);
  const names = columns.map(({ field }) => field);

  const save = async (): Promise<void> => {
    setRunning(true);
    const isDone = await attempt('The events could not be exported', async () => {
      // Searched anew: what stands on the screen may be the answer to the search before.
      const found = await session.query.search('events-export', { ...search, leavesOutHidden: !showsHidden });
      if ('problem' in found) throw new Error(found.problem.message);
      const isNarrow = format === 'csv' && extent === 'shown';
      const blob = await session.query.export(found.id, format, isNarrow ? names : undefined);
      const path = await downloadBlob(bridge, blob, `${fileNamePart(meta.number)}-events.${format}`);
      if (path === null) return;
      reportDone(`${countedText(found.matched, 'event')} saved to ${path}`);
      await session.act({
        type: 'exported',
        what: `events as ${format.toUpperCase()}`,
        sha256: await blobSha256(blob),
        detail: `${searchWords(search, found)}; ${isNarrow ? `columns ${names.join(', ')}` : 'all columns'}`,
      });
    });
    setRunning(false);
    if (isDone) onClose();
  };

  return (
    <Dialog
      title="Export the events shown"
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button command="dialog.close" onPress={onClose}>
            Cancel
          </Button>
          <Button command="rows.export" tone="primary" isPending={isRunning} onPress={() => void save()}>
            Export
          </Button>
        </>
      }
    >
      <div className="stack">
        <p>
          {search.query === '' ? 'All events' : <EvidenceText text={search.query} isMono />}
          {search.range !== null && ' in the chosen time range'}
          {showsHidden ? ', hidden ones too' : ', hidden ones left out'}.
        </p>
        <Segments label="Format" choices={FORMATS} value={format} onChange={setFormat} />
        {format === 'csv' ? (
          <>
            <Segments label="Columns" choices={EXTENTS} value={extent} onChange={setExtent} />
            <p className="field-hint">
              {extent === 'shown' ? names.join(', ') : 'Every field of the field table'}; beside them always the time in
              UTC, its correction, and what finds the record again: exhibit, member, offset, line, record hash.
            </p>
          </>
        ) : (
          <p className="field-hint">One JSON object per event with all its fields, times in UTC, and its citation.</p>
        )}
        {isRunning && <Progress label="Reading the records and writing the file" part={null} />}
      </div>
    </Dialog>
  );
}

function fileNamePart(number: string): string {
  return number.replaceAll(/[^\p{Letter}\p{Number}._-]+/gu, '-');
}
