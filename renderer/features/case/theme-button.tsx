import type { ReactElement } from 'react';
import type { ExhibitBridge } from '../../../main/bridge/contract.js';
import { bridgeCall } from '../../session/bridge-call.js';
import { attempt } from '../../ui-state/attempt.js';
import { useCommands } from '../../ui-state/commands.js';
import { ui, useUi } from '../../ui-state/ui-state.js';
import { IconButton } from '../../ui/button.js';
import { THEME_PREFERENCES, type ThemePreference } from '../../ui/theme.js';

const ICON = {
  system: 'settings',
  dark: 'moon',
  light: 'sun',
  'contrast-light': 'sun',
  'contrast-dark': 'moon',
} as const;
const WORDS: Readonly<Record<ThemePreference, string>> = {
  system: 'as the system',
  light: 'light',
  dark: 'dark',
  'contrast-light': 'high contrast, light',
  'contrast-dark': 'high contrast, dark',
};

/** Reads the theme this person chose on this machine. */
export async function loadTheme(bridge: ExhibitBridge): Promise<void> {
  const settings = await bridge.call('settings.read');
  const saved = settings.ok ? settings.value['theme'] : null;
  const theme = THEME_PREFERENCES.find((preference) => preference === saved);
  if (theme !== undefined) ui.set({ theme });
}

/** Steps through the themes: as the system, light, dark, and both in high contrast. */
export function ThemeButton({ bridge }: { readonly bridge: ExhibitBridge }): ReactElement {
  const theme = useUi((state) => state.theme);
  const next = THEME_PREFERENCES[(THEME_PREFERENCES.indexOf(theme) + 1) % THEME_PREFERENCES.length] ?? 'system';
  const change = (chosen: ThemePreference) => () => {
    ui.set({ theme: chosen });
    void attempt('The theme could not be remembered', async () => {
      const settings = await bridgeCall(bridge, 'settings.read');
      await bridgeCall(bridge, 'settings.write', { ...settings, theme: chosen });
    });
  };
  useCommands({
    'theme.next': change(next),
    'theme.system': change('system'),
    'theme.light': change('light'),
    'theme.dark': change('dark'),
    'theme.contrast-light': change('contrast-light'),
    'theme.contrast-dark': change('contrast-dark'),
  });
  return (
    <IconButton
      command="theme.next"
      label={`Theme: ${WORDS[theme]}. Change to ${WORDS[next]}`}
      icon={ICON[theme]}
      onPress={change(next)}
    />
  );
}
