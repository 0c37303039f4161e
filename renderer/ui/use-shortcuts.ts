import { useEffect } from 'react';

/** Acts by key: `n`, `mod+z`, `mod+shift+z`; `mod` is Ctrl, on a Mac Command. */
export type Shortcuts = Readonly<Record<string, () => void>>;

const TYPING = 'input, textarea, select, [contenteditable="true"], [role="listbox"], [role="menu"]';

/** The name under which `Shortcuts` lists what was pressed. */
export function shortcutOf(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>): string {
  const modifiers = [
    ...(event.ctrlKey || event.metaKey ? ['mod'] : []),
    ...(event.altKey ? ['alt'] : []),
    ...(event.shiftKey && /^[a-z]$/i.test(event.key) ? ['shift'] : []),
  ];
  return [...modifiers, event.key.toLowerCase()].join('+');
}

/** Listens for keys anywhere in the window, except while the person types or a dialog stands open. */
export function useShortcuts(shortcuts: Shortcuts): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const { target } = event;
      if (event.defaultPrevented || (target instanceof Element && target.closest(TYPING) !== null)) return;
      if (document.querySelector('[role="dialog"], [role="alertdialog"]') !== null) return;
      const act = shortcuts[shortcutOf(event)];
      if (act === undefined) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [shortcuts]);
}
