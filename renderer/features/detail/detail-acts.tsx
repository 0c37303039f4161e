import { useCallback, useEffect, useMemo, useRef, useState, type ReactElement } from 'react';
import type { EventDetail } from '../../query/spec.js';
import { Button } from '../../ui/button.js';
import { useShortcuts } from '../../ui/use-shortcuts.js';
import { citation } from './citation.js';
import type { OnPivot } from './fields-table.js';

const KEYS = ['p', 'c'] as const;

/** What one does with an event a hundred times: go on from it (P), cite it (C). */
export function DetailActs({
  detail,
  isSelected,
  onPivot,
}: {
  readonly detail: EventDetail;
  /** False while another event is selected and not read yet: a key means that one. */
  readonly isSelected: boolean;
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
  const waiting = useRef<(typeof KEYS)[number] | null>(null);
  useEffect(() => {
    if (!isSelected || waiting.current === null) return;
    const act = { p: openMenu, c: copy }[waiting.current];
    waiting.current = null;
    act();
  }, [isSelected, openMenu, copy]);
  useShortcuts(
    useMemo(() => {
      const press = (key: (typeof KEYS)[number]) => () => {
        if (!isSelected) waiting.current = key;
        else if (key === 'p') openMenu();
        else copy();
      };
      return Object.fromEntries(KEYS.map((key) => [key, press(key)]));
    }, [isSelected, openMenu, copy]),
  );
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
