import { expect, test } from 'vitest';
import { shortcutOf } from '../../../../renderer/ui/use-shortcuts.js';

const pressed = (
  key: string,
  modifiers: Partial<Pick<KeyboardEvent, 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>> = {},
) => shortcutOf({ key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...modifiers });

test.each([
  [pressed('n'), 'n'],
  [pressed('z', { ctrlKey: true }), 'mod+z'],
  [pressed('Z', { metaKey: true, shiftKey: true }), 'mod+shift+z'],
  [pressed('?', { shiftKey: true }), '?'],
  [pressed('n', { altKey: true }), 'alt+n'],
])('%s', (name, expected) => {
  expect(name).toBe(expected);
});
