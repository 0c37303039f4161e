import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { movedSection, switchedSection } from '../../../../renderer/features/case/report-plan.js';
import { arrange, plannedSections, SECTIONS } from '../../../../renderer/report/sections.js';
import { STANDARD_PLAN } from '../../../../parsers/model/report-plan.js';

const IDS: readonly string[] = SECTIONS.map(({ id }) => id);

describe('sections of a report', () => {
  it('stand in the usual order with numbers and letters', () => {
    const sections = plannedSections(STANDARD_PLAN);
    expect(sections.map(({ id }) => id)).toEqual(IDS);
    expect(sections[0]).toMatchObject({ id: 'summary', number: '1' });
    expect(sections.find(({ isAnnex }) => isAnnex)).toMatchObject({ id: 'records', number: 'A' });
  });

  it('leave out optional ones only', () => {
    const off = plannedSections({ ...STANDARD_PLAN, off: ['glossary', 'records', 'kill-chain'] }).map(({ id }) => id);
    expect(off).not.toContain('glossary');
    expect(off).not.toContain('kill-chain');
    expect(off).toContain('records');
    const back = switchedSection(switchedSection(STANDARD_PLAN, 'glossary', false), 'glossary', true);
    expect(back.off).toEqual([]);
  });

  it('move by one place and back', () => {
    const moved = movedSection(STANDARD_PLAN, 'exhibits', -1);
    expect(arrange(moved.order).map(({ id }) => id)[1]).toBe('exhibits');
    expect(arrange(movedSection(moved, 'exhibits', 1).order).map(({ id }) => id)).toEqual(IDS);
    expect(movedSection(STANDARD_PLAN, 'summary', -1)).toBe(STANDARD_PLAN);
  });
});

test('every plan prints each section once, obligatory ones always, annexes last', () => {
  const names = fc.array(fc.oneof(fc.constantFrom(...IDS), fc.string()), { maxLength: 40 });
  fc.assert(
    fc.property(names, names, (order, off) => {
      const sections = plannedSections({ order, off, grouping: 'time' });
      expect(new Set(sections.map(({ id }) => id)).size).toBe(sections.length);
      expect(
        arrange(order)
          .map(({ id }): string => id)
          .toSorted(),
      ).toEqual(IDS.toSorted());
      for (const { id, isObligatory } of SECTIONS) {
        expect(sections.some((section) => section.id === id)).toBe(isObligatory || !off.includes(id));
      }
      const firstAnnex = sections.findIndex(({ isAnnex }) => isAnnex);
      expect(sections.slice(firstAnnex).every(({ isAnnex }) => isAnnex)).toBe(true);
    }),
  );
});
