import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import type { ManualEvent } from '../../../../parsers/model/case.js';
import type { ReportModel } from '../../../../renderer/report/model.js';
import { MilestonesSection } from '../../../../renderer/report/pages/milestones-section.js';

const stated = (id: string, time: string): ManualEvent => ({
  id,
  time,
  zone: 'Europe/Berlin',
  text: 'noticed',
  source: 'ticket',
  author: 'R. Okafor',
});

function printed(milestones: ReportModel['milestones']): string {
  const part: Pick<ReportModel, 'events' | 'milestones'> = { events: [], milestones };
  const markup = renderToStaticMarkup(
    <MilestonesSection model={{ ...part, meta: { displayZone: 'UTC' } } as unknown as ReportModel} />,
  );
  return markup.replaceAll(/<[^>]+>/g, '|').replaceAll(/\|+/g, '|');
}

it('says what is not determined, and spans no further than both ends are known', () => {
  const text = printed([
    { name: 'first-sign', cites: null, statement: null },
    { name: 'notice', cites: null, statement: stated('a', '2026-10-14 12:05') },
    { name: 'containment', cites: null, statement: stated('b', '2026-10-14 12:40') },
  ]);
  expect(text).toContain('|First sign in the evidence|not determined|nothing in the case shows it|');
  expect(text).toContain('|First sign in the evidence|Notice by a person|not determined|');
  // Stated to the minute: either minute may be almost over.
  expect(text).toContain('|Notice by a person|Containment|between 34 min and 36 min|on statements only|');
});

it('keeps the sign of a span that runs backwards', () => {
  const text = printed([
    { name: 'notice', cites: null, statement: stated('a', '2026-10-14 12:40') },
    { name: 'containment', cites: null, statement: stated('b', '2026-10-14 12:05') },
  ]);
  expect(text).toContain('between −36 min and −34 min');
});
