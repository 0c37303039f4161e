import { useEffect, useState, type ReactElement } from 'react';
import type { ExhibitBridge } from '../../../main/bridge/contract.js';
import { Button } from '../../ui/button.js';
import { Progress } from '../../ui/progress.js';
import { bytesText } from '../../ui/quantities.js';

/** How far writing or opening an archive has come, with Cancel. */
export function ArchiveProgress({
  bridge,
  label,
}: {
  readonly bridge: ExhibitBridge;
  readonly label: string;
}): ReactElement {
  const [at, setAt] = useState<{ readonly bytesDone: number; readonly bytesTotal: number } | null>(null);
  useEffect(() => bridge.on('archive.progress', setAt), [bridge]);
  const text = at === null ? label : `${label}: ${bytesText(at.bytesDone)} of ${bytesText(at.bytesTotal)}`;
  return (
    <div className="row">
      <div className="grow">
        <Progress label={text} part={at === null ? null : at.bytesDone / Math.max(1, at.bytesTotal)} />
      </div>
      <Button command="archive.cancel" onPress={() => void bridge.call('archive.cancel')}>
        Cancel
      </Button>
    </div>
  );
}
