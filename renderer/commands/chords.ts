/** Names of key presses: how the table of commands writes them, how an event is named, how a person reads them. */
import { COMMAND_IDS, commandOf, type CommandId } from './command-table.js';

/** The name of what was pressed, as `Command.keys` writes it. */
export function chordOf(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>): string {
  const modifiers = [
    ...(event.ctrlKey || event.metaKey ? ['mod'] : []),
    ...(event.altKey ? ['alt'] : []),
    ...(event.shiftKey && /^(?:[a-z]|f\d+)$/i.test(event.key) ? ['shift'] : []),
  ];
  return [...modifiers, event.key === ' ' ? 'space' : event.key.toLowerCase()].join('+');
}

const NAMES: Readonly<Record<string, string>> = {
  mod: 'Ctrl',
  alt: 'Alt',
  shift: 'Shift',
  arrowleft: 'Left',
  arrowright: 'Right',
  arrowup: 'Up',
  arrowdown: 'Down',
  pageup: 'Page up',
  pagedown: 'Page down',
  home: 'Home',
  end: 'End',
  enter: 'Enter',
  escape: 'Esc',
  space: 'Space',
};

/** The keys of a chord as they are printed on the keyboard: `mod+shift+z` gives `Ctrl`, `Shift`, `Z`. */
export function keysOfChord(chord: string, isMac: boolean): readonly string[] {
  return chord.split('+').map((key) => {
    if (key === 'mod' && isMac) return '⌘';
    return NAMES[key] ?? key.toUpperCase();
  });
}

/** A chord in one word: `Ctrl+Shift+Z`. */
export function chordText(chord: string, isMac: boolean): string {
  return keysOfChord(chord, isMac).join('+');
}

/** True on a Mac, where Command takes the part of Ctrl. */
export function isMacKeyboard(): boolean {
  return typeof navigator !== 'undefined' && /mac/i.test(navigator.userAgent);
}

/** Words with the first key of their command behind them: `Undo (Ctrl+Z)`. */
export function withKey(words: string, id: CommandId): string {
  const chord = commandOf(id).keys?.[0];
  return chord === undefined ? words : `${words} (${chordText(chord, isMacKeyboard())})`;
}

/** The command that a chord means anywhere in the window. */
export const COMMAND_OF_CHORD: ReadonlyMap<string, CommandId> = new Map(
  COMMAND_IDS.filter((id) => commandOf(id).on !== 'focus').flatMap((id) =>
    (commandOf(id).keys ?? []).map((chord) => [chord, id] as const),
  ),
);
