import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import type { Annotation } from '../../../../parsers/model/case.js';
import { actWords } from '../../../../renderer/report/acts.js';
import type { CitedEvent, ReportModel } from '../../../../renderer/report/model.js';
import { RecordsSection } from '../../../../renderer/report/pages/records-section.js';
import { detailOf, eventAt } from '../kill-chain/chain-builders.js';

const SHA256 = 'c'.repeat(64);

function cited(index: number, inFull: boolean): CitedEvent {
  const id = eventAt(0, index);
  const annotation: Annotation = {
    event: id,
    note: `note \u202e ${index}`,
    kind: 'inference',
    technique: null,
    tactic: null,
    confidence: 'low',
    alternatives: '',
    tags: [],
    forReport: true,
  };
  const detail = { ...detailOf(id, Date.UTC(2026, 9, 14, 9)), recordSha256: SHA256, raw: `text ${index}`, length: 6 };
  const act = actWords({ 'user.name': `<b>user ${index}</b>` });
  return {
    mark: `E${index}`,
    detail,
    isRawMasked: false,
    annotation,
    effectCites: [],
    act,
    inFull,
    command: `command ${index}`,
  };
}

test('every cited record is printed: those the text rests on in full, the others in one row', () => {
  const events = [cited(1, true), cited(2, false), cited(3, false)];
  const counts = { cited: 3, events: 10, printed: 1 };
  const model = { events, counts, meta: { displayZone: 'UTC' } } as unknown as ReportModel;
  const markup = renderToStaticMarkup(<RecordsSection model={model} />);
  const text = markup.replaceAll(/<[^>]*>/g, '');
  for (const { mark } of events) expect(markup).toContain(`id="${mark}"`);
  expect([...text.matchAll(new RegExp(SHA256, 'g'))]).toHaveLength(3);
  expect(text).toContain('command 1');
  expect(text).toContain('text 1');
  expect(text).toContain('2 more records, in one row each');
  expect(text).toMatch(
    /E2 2026-10-14T09:00:00\.000000000Z &lt;b&gt;user 2&lt;\/b&gt; · .*Examiner, inference, confidence low: note U\+202E 2/,
  );
  expect(text).toContain(`JS/2 m, line 1, offset 3, 6 bytes, SHA-256 ${SHA256}`);
  expect(text).not.toContain('text 2');
});
