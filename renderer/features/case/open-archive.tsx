import { useState, type ReactElement } from 'react';
import { bridgeCall } from '../../session/bridge-call.js';
import { useCommands } from '../../ui-state/commands.js';
import { Button } from '../../ui/button.js';
import { TextField } from '../../ui/fields.js';
import { ArchiveProgress } from './archive-progress.js';
import type { OpenCaseProps } from './open-case.js';

/** Makes a case folder of an archive, beside the other cases, and opens it. */
export function OpenArchive({ bridge, host, run, isBusy }: OpenCaseProps): ReactElement {
  const [path, setPath] = useState('');
  const [isOpening, setOpening] = useState(false);
  const open = (typed: string | null): void => {
    setOpening(true);
    void run('The archive could not be opened', () => bridgeCall(bridge, 'archive.open', typed, null)).finally(() =>
      setOpening(false),
    );
  };
  useCommands({ 'archive.open': host.nativeDialogs && !isBusy ? () => open(null) : null });
  return (
    <div className="stack">
      {host.nativeDialogs ? (
        <div>
          <Button command="archive.open" icon="import" isDisabled={isBusy} onPress={() => open(null)}>
            Open an archive…
          </Button>
        </div>
      ) : (
        <form
          className="row-end"
          aria-label="Open an archive"
          onSubmit={(event) => {
            event.preventDefault();
            if (path.trim() !== '') open(path.trim());
          }}
        >
          <div className="grow">
            <TextField
              label="Path of an archive"
              value={path}
              onChange={setPath}
              placeholder="~/Downloads/2026-0142.exhibit"
            />
          </div>
          <Button command="archive.open" type="submit" icon="import" isDisabled={isBusy || path.trim() === ''}>
            Open the archive
          </Button>
        </form>
      )}
      {isOpening && <ArchiveProgress bridge={bridge} label="Opening the archive" />}
    </div>
  );
}
