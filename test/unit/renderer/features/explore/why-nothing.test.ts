import { describe, expect, it } from 'vitest';
import { whyNothing } from '../../../../../renderer/features/explore/why-nothing.js';

const range = { fromMs: 1, toMs: 2 };
const none = { matched: 0, hidden: 0, total: 1200 };
const shown = (hidden: number, leavesOutHidden = true) => ({ hidden, leavesOutHidden });

describe('why nothing is shown', () => {
  it('the query matches nothing in the case', () => {
    expect(whyNothing({ query: 'x', range: null }, none, shown(0))).toEqual({
      reasons: ['None of the 1,200 events of the case matches the query.'],
      remedies: ['clear the query'],
    });
  });

  it('the time range leaves out all that matches', () => {
    expect(whyNothing({ query: 'x', range }, { ...none, matched: 7 }, shown(0))).toEqual({
      reasons: ['Matching the query, all outside the chosen time range: 7 events.'],
      remedies: ['whole time', 'clear the query'],
    });
  });

  it('marks hide all that matches here', () => {
    expect(whyNothing({ query: '', range: null }, { ...none, hidden: 3 }, shown(3))).toEqual({
      reasons: ['Hidden here by your marks: 3 events.'],
      remedies: ['hidden too'],
    });
  });

  it('marks hide what lies outside the time range', () => {
    expect(whyNothing({ query: '', range }, { ...none, hidden: 1 }, shown(0))).toEqual({
      reasons: ['In the case, outside the chosen time range and hidden by your marks: 1 event.'],
      remedies: ['hidden too', 'whole time'],
    });
  });

  it('says nothing of hidden events where they are shown already', () => {
    expect(
      whyNothing({ query: 'x', range: null }, { ...none, hidden: 3, matched: 0 }, shown(3, false)).remedies,
    ).toEqual(['clear the query']);
  });
});
