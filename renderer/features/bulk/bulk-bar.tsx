import { useState, type ReactElement } from 'react';
import type { Search, SearchResult } from '../../query/spec.js';
import { withKey } from '../../commands/chords.js';
import type { CaseSession } from '../../session/session.js';
import { useCommands } from '../../ui-state/commands.js';
import { ui, useUi } from '../../ui-state/ui-state.js';
import { useSnapshot } from '../../ui-state/use-snapshot.js';
import { Button, ToggleButton } from '../../ui/button.js';
import { countedText } from '../../ui/quantities.js';
import { BulkDialog } from './bulk-dialog.js';
import { UnhideButton } from './hidden-note.js';
import './bulk.css';

export interface BulkBarProps {
  readonly session: CaseSession;
  readonly search: Search;
  /** What is shown; null while a newer search runs. */
  readonly result: SearchResult | null;
}

/** Acts on all events that are shown, and what such acts hide. */
export function BulkBar({ session, search, result }: BulkBarProps): ReactElement {
  const { marks } = useSnapshot(session).state;
  const showsHidden = useUi((state) => state.showsHidden);
  const [isOpen, setOpen] = useState(false);
  const hiding = marks.filter(({ change }) => change.kind === 'hide').length;
  useCommands({
    'rows.mark': result === null ? null : () => setOpen(true),
    'rows.hidden': hiding === 0 ? null : () => ui.set({ showsHidden: !showsHidden }),
  });
  return (
    <>
      <Button command="rows.mark" tone="quiet" icon="note" isDisabled={result === null} onPress={() => setOpen(true)}>
        {withKey('Mark all shown', 'rows.mark')}
      </Button>
      {hiding > 0 && (
        <ToggleButton command="rows.hidden" isSelected={showsHidden} onChange={(isOn) => ui.set({ showsHidden: isOn })}>
          {showsHidden
            ? `Hidden ones are shown (${countedText(hiding, 'act')})`
            : `${countedText(result?.hidden ?? 0, 'event')} hidden by ${countedText(hiding, 'act')}`}
        </ToggleButton>
      )}
      {hiding > 0 && <UnhideButton session={session} />}
      {isOpen && result !== null && (
        <BulkDialog session={session} search={search} result={result} onClose={() => setOpen(false)} />
      )}
    </>
  );
}
