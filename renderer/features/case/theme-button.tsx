import type { ReactElement } from 'react';
import type { ExhibitBridge } from '../../../main/bridge/contract.js';
import { useCommands } from '../../ui-state/commands.js';
import { changeSettings } from '../../ui-state/change-settings.js';
import { useUi } from '../../ui-state/ui-state.js';
import { IconButton } from '../../ui/button.js';
import { THEME_PREFERENCES, type ThemePreference } from '../../ui/theme.js';

const ICON = {
  system: 'contrast',
  dark: 'moon',
  light: 'sun',
  'contrast-light': 'contrast',
  'contrast-dark': 'contrast',
} as const;
/** Themes by name. */
export const THEME_WORDS: Readonly<Record<ThemePreference, string>> = {
  system: 'as the system',
  light: 'light',
  dark: 'dark',
  'contrast-light': 'high contrast, light',
  'contrast-dark': 'high contrast, dark',
};

/** Steps through the themes: as the system, light, dark, and both in high contrast. */
export function ThemeButton({ bridge }: { readonly bridge: ExhibitBridge }): ReactElement {
  const { theme } = useUi((state) => state.settings);
  const next = THEME_PREFERENCES[(THEME_PREFERENCES.indexOf(theme) + 1) % THEME_PREFERENCES.length] ?? 'system';
  const change = (chosen: ThemePreference) => () => void changeSettings(bridge, { theme: chosen });
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
      label={`Theme: ${THEME_WORDS[theme]}. Change to ${THEME_WORDS[next]}`}
      icon={ICON[theme]}
      onPress={change(next)}
    />
  );
}
