import type { ReactElement } from 'react';
import type { ExhibitBridge } from '../../../main/bridge/contract.js';
import { bridgeCall } from '../../session/bridge-call.js';
import { attempt } from '../../ui-state/attempt.js';
import { ui, useUi } from '../../ui-state/ui-state.js';
import { IconButton } from '../../ui/button.js';
import type { ThemePreference } from '../../ui/theme.js';

const NEXT: Readonly<Record<ThemePreference, ThemePreference>> = { system: 'dark', dark: 'light', light: 'system' };
const ICON = { system: 'settings', dark: 'moon', light: 'sun' } as const;
const WORDS: Readonly<Record<ThemePreference, string>> = { system: 'as the desktop', dark: 'dark', light: 'light' };

/** Reads the theme this person chose on this machine. */
export async function loadTheme(bridge: ExhibitBridge): Promise<void> {
  const settings = await bridge.call('settings.read');
  const theme = settings.ok ? settings.value['theme'] : null;
  if (theme === 'system' || theme === 'dark' || theme === 'light') ui.set({ theme });
}

/** Steps through desktop, dark and light. */
export function ThemeButton({ bridge }: { readonly bridge: ExhibitBridge }): ReactElement {
  const theme = useUi((state) => state.theme);
  const next = NEXT[theme];
  const change = async (): Promise<void> => {
    ui.set({ theme: next });
    await attempt('The theme could not be remembered', async () => {
      const settings = await bridgeCall(bridge, 'settings.read');
      await bridgeCall(bridge, 'settings.write', { ...settings, theme: next });
    });
  };
  return (
    <IconButton
      label={`Theme: ${WORDS[theme]}. Change to ${WORDS[next]}`}
      icon={ICON[theme]}
      onPress={() => void change()}
    />
  );
}
