import { useState, type ReactElement } from 'react';
import type { CaseSession } from '../../session/session.js';
import { attempt } from '../../ui-state/attempt.js';
import { useCommands } from '../../ui-state/commands.js';
import { ui, useUi } from '../../ui-state/ui-state.js';
import { useSnapshot } from '../../ui-state/use-snapshot.js';
import { Button, IconButton } from '../../ui/button.js';
import { Segments } from '../../ui/choices.js';
import { Dialog } from '../../ui/dialog.js';
import { ZoneField } from '../../ui/zone-field.js';

/** Switches every view between UTC and the zone of the case, and sets the latter. */
export function ZoneSwitch({ session }: { readonly session: CaseSession }): ReactElement {
  const { displayZone } = useSnapshot(session).state.meta;
  const zone = useUi((state) => state.zone);
  const [isAsking, setAsking] = useState(false);
  useCommands({ 'case.zone': () => setAsking(true) });
  return (
    <div className="zone-switch">
      {displayZone === 'UTC' ? (
        <Button command="case.zone" onPress={() => setAsking(true)} icon="clock">
          UTC
        </Button>
      ) : (
        <>
          <Segments
            label="Times shown in"
            isLabelHidden
            value={zone}
            onChange={(chosen) => ui.set({ zone: chosen })}
            choices={[
              { id: 'UTC', label: 'UTC' },
              { id: displayZone, label: displayZone },
            ]}
          />
          <IconButton
            command="case.zone"
            label="Choose another zone for this case"
            icon="clock"
            onPress={() => setAsking(true)}
          />
        </>
      )}
      {isAsking && <ZoneDialog session={session} onClose={() => setAsking(false)} />}
    </div>
  );
}

function ZoneDialog({
  session,
  onClose,
}: {
  readonly session: CaseSession;
  readonly onClose: () => void;
}): ReactElement {
  const { displayZone } = useSnapshot(session).state.meta;
  const [zone, setZone] = useState(displayZone);
  const save = async (): Promise<void> => {
    const isDone = await attempt('The zone could not be changed', async () => {
      if (zone !== displayZone) await session.act({ type: 'case-described', changes: { displayZone: zone } });
      ui.set({ zone });
    });
    if (isDone) onClose();
  };
  return (
    <Dialog
      title="Display zone of the case"
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button command="dialog.close" onPress={onClose}>
            Cancel
          </Button>
          <Button command="case.zone" tone="primary" onPress={() => void save()}>
            Show times in {zone}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p className="muted">
          Every view and the report print times in this zone with UTC beside them. It changes how times are written,
          never what the evidence states.
        </p>
        <ZoneField label="Zone" value={zone} onChange={setZone} />
      </div>
    </Dialog>
  );
}
