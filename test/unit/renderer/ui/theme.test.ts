import { expect, test } from 'vitest';
import { resolveTheme } from '../../../../renderer/ui/theme.js';

const desktop = { forcedColors: false, dark: false, moreContrast: false };

test.each([
  [resolveTheme('system', desktop), 'light'],
  [resolveTheme('system', { ...desktop, dark: true }), 'dark'],
  [resolveTheme('system', { ...desktop, moreContrast: true }), 'contrast-light'],
  [resolveTheme('system', { ...desktop, dark: true, moreContrast: true }), 'contrast-dark'],
  [resolveTheme('dark', { ...desktop, moreContrast: true }), 'dark'],
  [resolveTheme('contrast-light', { ...desktop, dark: true }), 'contrast-light'],
  [resolveTheme('dark', { ...desktop, forcedColors: true }), 'forced'],
])('%s', (theme, expected) => {
  expect(theme).toBe(expected);
});
