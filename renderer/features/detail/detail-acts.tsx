import { useCallback, useEffect, useRef, useState, type ReactElement } from 'react';
import type { EventDetail } from '../../query/spec.js';
import { withKey } from '../../commands/chords.js';
import { useCommands } from '../../ui-state/commands.js';
import { Button } from '../../ui/button.js';
import { citation } from './citation.js';
import type { OnPivot } from './fields-table.js';

type Act = 'ways' | 'cite';

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
  const waiting = useRef<Act | null>(null);
  useEffect(() => {
    if (!isSelected || waiting.current === null) return;
    const act = { ways: openMenu, cite: copy }[waiting.current];
    waiting.current = null;
    act();
  }, [isSelected, openMenu, copy]);
  const press = (key: Act) => () => {
    if (!isSelected) waiting.current = key;
    else if (key === 'ways') openMenu();
    else copy();
  };
  useCommands({ 'event.ways': press('ways'), 'event.cite': press('cite') });
  return (
    <div ref={row} className="row">
      <Button command="event.ways" tone="normal" icon="arrow" onPress={openMenu}>
        {withKey('Go on from here', 'event.ways')}
      </Button>
      <Button command="event.cite" tone="quiet" icon="copy" onPress={copy}>
        {withKey('Copy as citation', 'event.cite')}
      </Button>
      {copied?.id === detail.id && (
        <output className="muted">
          {copied.isDone ? 'Copied' : 'Not allowed here: copy it from “Way home” below'}
        </output>
      )}
    </div>
  );
}
