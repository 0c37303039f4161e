/** What the person asked for; `system` follows the desktop. */
export type ThemePreference = 'system' | 'dark' | 'light';

const dark = '(prefers-color-scheme: dark)';

/**
 * Puts the theme on `<html data-theme>` and keeps following the desktop while the preference is `system`.
 *
 * @returns stops following
 */
export function applyTheme(preference: ThemePreference): () => void {
  const query = matchMedia(dark);
  const apply = (): void => {
    const isDark = preference === 'system' ? query.matches : preference === 'dark';
    document.documentElement.dataset['theme'] = isDark ? 'dark' : 'light';
  };
  apply();
  query.addEventListener('change', apply);
  return () => query.removeEventListener('change', apply);
}
