import { useEffect, type ReactElement } from 'react';
import type { ExhibitBridge, HostInfo } from '../main/bridge/contract.js';
import { AboutDialog } from './features/case/about-dialog.js';
import { CommandPalette } from './features/palette/command-palette.js';
import { SettingsDialog } from './features/settings/settings-dialog.js';
import { useCommandKeys, useCommands } from './ui-state/commands.js';
import { ui, useUi } from './ui-state/ui-state.js';
import { focusArea } from './ui/areas.js';
import { keepFocus } from './ui/focus-keeper.js';

/** What every window has: its keys, and the dialogs that belong to no case. */
export function WindowDialogs({
  bridge,
  host,
}: {
  readonly bridge: ExhibitBridge;
  readonly host: HostInfo;
}): ReactElement {
  const panel = useUi((state) => state.panel);
  useCommandKeys();
  useEffect(keepFocus, []);
  useCommands({
    'area.next': () => focusArea(1),
    'area.before': () => focusArea(-1),
    'palette.open': () => ui.set({ panel: 'palette' }),
    'settings.open': () => ui.set({ panel: 'settings' }),
    'help.open': () => ui.set({ panel: 'help' }),
  });
  const close = (): void => ui.set({ panel: 'none' });
  return (
    <>
      {panel === 'palette' && <CommandPalette onClose={close} />}
      {panel === 'settings' && <SettingsDialog bridge={bridge} host={host} onClose={close} />}
      {panel === 'help' && <AboutDialog host={host} onClose={close} />}
    </>
  );
}
