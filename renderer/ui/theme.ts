/** What the person asked for; `system` follows the desktop. */
export const THEME_PREFERENCES = ['system', 'light', 'dark', 'contrast-light', 'contrast-dark'] as const;
export type ThemePreference = (typeof THEME_PREFERENCES)[number];

/** What `<html data-theme>` says. `forced`: the desktop replaces all colours by a few of its own. */
export type Theme = Exclude<ThemePreference, 'system'> | 'forced';

export interface DesktopWishes {
  readonly forcedColors: boolean;
  readonly dark: boolean;
  readonly moreContrast: boolean;
}

/** The theme for a preference on a desktop. Colours that the desktop forces win over everything. */
export function resolveTheme(preference: ThemePreference, { forcedColors, dark, moreContrast }: DesktopWishes): Theme {
  if (forcedColors) return 'forced';
  if (preference !== 'system') return preference;
  if (moreContrast) return dark ? 'contrast-dark' : 'contrast-light';
  return dark ? 'dark' : 'light';
}

const QUERIES = {
  forcedColors: '(forced-colors: active)',
  dark: '(prefers-color-scheme: dark)',
  moreContrast: '(prefers-contrast: more)',
} as const satisfies Readonly<Record<keyof DesktopWishes, string>>;

/**
 * Puts the theme on `<html data-theme>` and keeps following the desktop.
 *
 * @returns stops following
 */
export function applyTheme(preference: ThemePreference): () => void {
  const queries = Object.values(QUERIES).map((query) => matchMedia(query));
  const wishes = (name: keyof DesktopWishes): boolean => matchMedia(QUERIES[name]).matches;
  const apply = (): void => {
    document.documentElement.dataset['theme'] = resolveTheme(preference, {
      forcedColors: wishes('forcedColors'),
      dark: wishes('dark'),
      moreContrast: wishes('moreContrast'),
    });
  };
  apply();
  for (const query of queries) query.addEventListener('change', apply);
  return () => {
    for (const query of queries) query.removeEventListener('change', apply);
  };
}
