import { useState, type ReactElement } from 'react';
import type { CaseSession } from '../../session/session.js';
import { useCommands } from '../../ui-state/commands.js';
import { useSnapshot } from '../../ui-state/use-snapshot.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { countedText } from '../../ui/quantities.js';
import { MarkList } from './mark-list.js';

/** Hidden events of counts that hold them, with the acts that hid them and the way to take those back. */
export function HiddenNote({
  session,
  hidden,
}: {
  readonly session: CaseSession;
  /** Hidden events among those counted. */
  readonly hidden: number;
}): ReactElement | null {
  const { marks } = useSnapshot(session).state;
  const acts = marks.filter(({ change }) => change.kind === 'hide').length;
  if (hidden === 0) return null;
  return (
    <>
      <span>
        {countedText(hidden, 'event')} hidden by {countedText(acts, 'act')} included
      </span>
      <UnhideButton session={session} />
    </>
  );
}

/** Opens the acts that hide events, to take them off. */
export function UnhideButton({ session }: { readonly session: CaseSession }): ReactElement {
  const [isOpen, setOpen] = useState(false);
  const close = (): void => setOpen(false);
  useCommands({ 'rows.unhide': () => setOpen(true) });
  return (
    <>
      <Button command="rows.unhide" tone="quiet" icon="hidden" onPress={() => setOpen(true)}>
        Unhide
      </Button>
      {isOpen && (
        <Dialog title="Acts that hide events" isOpen onClose={close}>
          <MarkList session={session} kind="hide" onClose={close} />
        </Dialog>
      )}
    </>
  );
}
