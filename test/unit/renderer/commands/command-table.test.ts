import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { chordOf, chordText, COMMAND_OF_CHORD, withKey } from '../../../../renderer/commands/chords.js';
import { COMMAND_IDS, commandOf } from '../../../../renderer/commands/command-table.js';
import { COMMAND_GROUPS } from '../../../../renderer/commands/command.js';

const named = COMMAND_IDS.map((id) => ({ id, ...commandOf(id) }));

describe('the table of commands', () => {
  it('gives a chord of the window to one command only', () => {
    const chords = named.filter(({ on }) => on !== 'focus').flatMap(({ keys = [] }) => keys);
    expect(chords.filter((chord, index) => chords.indexOf(chord) !== index)).toEqual([]);
    expect(COMMAND_OF_CHORD.size).toBe(chords.length);
  });

  it('gives a chord within a widget to one command only', () => {
    const chords = named.flatMap(({ keys = [], within }) =>
      within === undefined ? [] : keys.map((chord) => `${within}: ${chord}`),
    );
    expect(chords.filter((chord, index) => chords.indexOf(chord) !== index)).toEqual([]);
  });

  it('names the widget wherever the widget reads the keys, and only there', () => {
    expect(named.filter(({ on, within }) => (on === 'focus') !== (within !== undefined))).toEqual([]);
  });

  it('says each thing once, in a group that is listed', () => {
    const words = named.map((command) => command.words);
    expect(words.filter((text, index) => words.indexOf(text) !== index)).toEqual([]);
    expect(named.filter(({ group }) => !COMMAND_GROUPS.includes(group))).toEqual([]);
  });

  it('writes chords as presses are named', () => {
    const parts = /^(?:mod\+|alt\+|shift\+)*(?:[^\s+A-Z]|\+|f\d+|[a-z]{3,})$/;
    expect(named.flatMap(({ keys = [] }) => keys).filter((chord) => !parts.test(chord))).toEqual([]);
  });

  it('is offered or carried by a button, each command', () => {
    const text = sources('renderer')
      .map((file) => readFileSync(file, 'utf8'))
      .join('\n');
    const places = /`place\.\$\{id\}`/.test(text);
    const unused = named
      .filter(({ id, on }) => on !== 'focus' && !text.includes(`'${id}'`) && !text.includes(`"${id}"`))
      .filter(({ id }) => !(places && id.startsWith('place.')));
    expect(unused.map(({ id }) => id)).toEqual([]);
  });
});

/** Sources of a folder, the table itself left out. */
function sources(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && entry.name !== 'command-table.ts')
    .map((entry) => join(entry.parentPath, entry.name));
}

const pressed = (
  key: string,
  modifiers: Partial<Pick<KeyboardEvent, 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>> = {},
) => chordOf({ key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...modifiers });

test.each([
  [pressed('n'), 'n'],
  [pressed('z', { ctrlKey: true }), 'mod+z'],
  [pressed('Z', { metaKey: true, shiftKey: true }), 'mod+shift+z'],
  [pressed('?', { shiftKey: true }), '?'],
  [pressed('F6', { shiftKey: true }), 'shift+f6'],
  [pressed('n', { altKey: true }), 'alt+n'],
  [pressed(' ', { ctrlKey: true }), 'mod+space'],
])('%s', (name, expected) => {
  expect(name).toBe(expected);
});

test('chords are written as on the keyboard', () => {
  expect(chordText('mod+shift+z', false)).toBe('Ctrl+Shift+Z');
  expect(chordText('mod+k', true)).toBe('⌘+K');
  expect(chordText('alt+arrowleft', false)).toBe('Alt+Left');
  expect(withKey('Mark all shown', 'rows.mark')).toBe('Mark all shown (B)');
  expect(withKey('Close', 'case.close')).toBe('Close');
});
