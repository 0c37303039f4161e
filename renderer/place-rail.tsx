import type { ReactElement } from 'react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import type { CommandId } from './commands/command-table.js';
import type { CaseSession } from './session/session.js';
import { ui, useUi, type Place } from './ui-state/ui-state.js';
import { TrailButtons } from './trail-buttons.js';
import { useSnapshot } from './ui-state/use-snapshot.js';
import { Icon, type IconName } from './ui/icons.js';
import { countText } from './ui/quantities.js';

/** Places of the case window in the order of the work; their keys are 1 to 6. */
export const PLACES: readonly { readonly id: Place; readonly label: string; readonly icon: IconName }[] = [
  { id: 'overview', label: 'Overview', icon: 'overview' },
  { id: 'timeline', label: 'Time line', icon: 'timeline' },
  { id: 'ledger', label: 'Ledger', icon: 'ledger' },
  { id: 'kill-chain', label: 'Kill chain', icon: 'chain' },
  { id: 'report', label: 'Report', icon: 'report' },
  { id: 'case', label: 'Case', icon: 'folder' },
];

/** Goes from place to place. */
export function PlaceRail({ session }: { readonly session: CaseSession }): ReactElement {
  const place = useUi((state) => state.place);
  const { state } = useSnapshot(session);
  const counts: { readonly [id in Place]?: number } = { ledger: state.imported.size, 'kill-chain': state.steps.length };
  return (
    <nav className="rail" aria-label="Places">
      <TrailButtons />
      <ToggleButtonGroup
        className="rail-list"
        aria-label="Places"
        orientation="vertical"
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[place]}
        onSelectionChange={(keys) => {
          const chosen = PLACES.find(({ id }) => keys.has(id));
          if (chosen !== undefined) ui.set({ place: chosen.id });
        }}
      >
        {PLACES.map(({ id, label, icon }) => (
          <ToggleButton key={id} id={id} className="rail-item" data-command={`place.${id}` satisfies CommandId}>
            <Icon name={icon} size={18} />
            <span>{label}</span>
            {(counts[id] ?? 0) > 0 && <span className="rail-count">{countText(counts[id] ?? 0)}</span>}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </nav>
  );
}
