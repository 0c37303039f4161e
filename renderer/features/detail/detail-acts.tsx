import { useCallback, useMemo, useRef, useState, type ReactElement } from 'react';
import type { EventDetail } from '../../query/spec.js';
import { Button } from '../../ui/button.js';
import { useShortcuts } from '../../ui/use-shortcuts.js';
import { citation } from './citation.js';
import type { OnPivot } from './fields-table.js';

/** What one does with an event a hundred times: go on from it (P), cite it (C). */
export function DetailActs({
  detail,
  onPivot,
}: {
  readonly detail: EventDetail;
  readonly onPivot: OnPivot;
}): ReactElement {
  const row = useRef<HTMLDivElement>(null);
  const [copied, setCopied] = useState<{ readonly id: string; readonly isDone: boolean } | null>(null);
  const copy = useCallback((): void => {
    navigator.clipboard.writeText(citation(detail)).then(
      () => setCopied({ id: detail.id, isDone: true }),
      () => setCopied({ id: detail.id, isDone: false }),
    );
  }, [detail]);
  const openMenu = useCallback((): void => {
    const box = row.current?.getBoundingClientRect();
    onPivot(null, box?.left ?? 0, box?.bottom ?? 0);
  }, [onPivot]);
  useShortcuts(useMemo(() => ({ p: openMenu, c: copy }), [openMenu, copy]));
  return (
    <div ref={row} className="row">
      <Button tone="normal" icon="arrow" onPress={openMenu}>
        Go on from here (P)
      </Button>
      <Button tone="quiet" icon="copy" onPress={copy}>
        Copy as citation (C)
      </Button>
      {copied?.id === detail.id && (
        <output className="muted">
          {copied.isDone ? 'Copied' : 'Not allowed here: copy it from “Way home” below'}
        </output>
      )}
    </div>
  );
}
