import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SECTIONS } from '../../../../renderer/report/sections.js';
import { checklistPlaces, readChecklist } from '../../../support/court-checklist.js';

const CHECKLIST = readFileSync(new URL('../../../../docs/court-checklist.md', import.meta.url), 'utf8');
const BESIDE = ['cover', 'every page', 'a person fills in', 'not yet'];

describe('the court checklist', () => {
  const items = readChecklist(CHECKLIST);

  it('maps each of the 62 items once', () => {
    expect(items.map(({ item }) => item)).toEqual(Array.from({ length: 62 }, (_, index) => index + 1));
  });

  it('names sections that exist, and a reason for what is not yet there', () => {
    const known: readonly string[] = [...SECTIONS.map(({ id }) => id), ...BESIDE];
    expect(checklistPlaces(items).filter((place) => !known.includes(place))).toEqual([]);
    expect(
      items.filter(({ places, how }) => places.length === 0 || (places.includes('not yet') && how === '')),
    ).toEqual([]);
  });

  it('maps something to every section but what only serves the reader', () => {
    const places = checklistPlaces(items);
    expect(SECTIONS.map(({ id }) => id).filter((id) => !places.includes(id))).toEqual(['milestones', 'detections']);
  });

  it('lists the sections as they are', () => {
    for (const { id, title, isObligatory, isAnnex } of SECTIONS) {
      const flags = `${isObligatory ? 'obligatory' : 'optional'}${isAnnex ? ', annex' : ''}`;
      expect(CHECKLIST).toContain(`| ${id} | ${title} | ${flags} |`);
    }
  });
});
