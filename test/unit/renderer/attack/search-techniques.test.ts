import { describe, expect, test } from 'vitest';
import { ATTACK, tacticByShortname, techniqueById, techniqueLabel } from '../../../../renderer/attack/attack.js';
import { searchTechniques } from '../../../../renderer/attack/search-techniques.js';

describe('the bundled ATT&CK', () => {
  test('holds what its version says', () => {
    expect(ATTACK.version).toContain(`${ATTACK.tactics.length} tactics, ${ATTACK.techniques.length} techniques`);
    expect(ATTACK.notice).toContain('The MITRE Corporation');
  });

  test('every technique serves tactics that exist', () => {
    const unknown = ATTACK.techniques.flatMap(({ id, tactics }) =>
      tactics.length === 0 ? [id] : tactics.filter((tactic) => tacticByShortname(tactic) === null),
    );
    expect(unknown).toEqual([]);
  });

  test('names a sub-technique with its parent, and an unknown id by itself', () => {
    expect(techniqueLabel('T1611')).toBe('T1611 Escape to Host');
    expect(techniqueLabel('T1552.005')).toBe('T1552.005 Unsecured Credentials: Cloud Instance Metadata API');
    expect(techniqueLabel('T9999')).toBe('T9999');
    expect(techniqueById('T9999')).toBeNull();
  });
});

const ids = (text: string, tactic: string | null = null): readonly string[] =>
  searchTechniques(text, tactic, 20).map(({ id }) => id);

describe('search by typing', () => {
  test.each([
    ['t1611', 'T1611'],
    ['escape', 'T1611'],
    ['esc host', 'T1611'],
    ['metadata', 'T1552.005'],
    ['container admin', 'T1609'],
    ['deploy cont', 'T1610'],
  ])('%s finds %s first', (text, id) => {
    expect(ids(text)[0]).toBe(id);
  });

  test('an id before those that begin with it', () => {
    expect(ids('T1552').slice(0, 2)).toEqual(['T1552', 'T1552.001']);
  });

  test('keeps to the tactic', () => {
    const found = searchTechniques('', 'privilege-escalation', 1000);
    expect(found.length).toBeGreaterThan(10);
    expect(found.every(({ id }) => techniqueById(id)?.tactics.includes('privilege-escalation'))).toBe(true);
    expect(ids('metadata', 'privilege-escalation')).toEqual([]);
  });

  test('without text, techniques of containers come first', () => {
    const first = techniqueById(ids('', 'execution')[0] ?? '');
    expect(first?.platforms).toContain('Containers');
  });

  test('answers nothing to what nothing answers', () => {
    expect(ids('zzz')).toEqual([]);
    expect(ids('!!!')).toEqual([]);
  });
});
