import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import type { Annotation } from '../../../../parsers/model/case.js';
import { STANDARD_PLAN } from '../../../../parsers/model/report-plan.js';
import { actWords } from '../../../../renderer/report/acts.js';
import type { CitedEvent, ReportModel } from '../../../../renderer/report/model.js';
import { reportFiles } from '../../../../renderer/report/report-files.js';
import { RecordsPartDocument } from '../../../../renderer/report/pages/records-part-document.js';
import { RecordsSection } from '../../../../renderer/report/pages/records-section.js';
import { recordParts } from '../../../../renderer/report/record-parts.js';
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
  const model = { events, counts, meta: { displayZone: 'UTC' }, plan: STANDARD_PLAN } as unknown as ReportModel;
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

test('where a record lies is not masked, in print and attached: nobody would find it', () => {
  const member = 'backup/api_key=abcdef.log';
  const events = [true, false].map((inFull, index) => {
    const event = cited(index + 1, inFull);
    return {
      ...event,
      detail: { ...event.detail, member, message: 'api_key=abcdef' },
      command: `head -c 6 '${member}'`,
    };
  });
  const parts = { receipts: [], issues: [], attack: {}, ledger: {} };
  const meta = { displayZone: 'UTC', id: 'a', number: '1', kind: 'case' };
  const model = {
    events,
    counts: { cited: 2, events: 2, printed: 1 },
    meta,
    plan: STANDARD_PLAN,
    ...parts,
  } as unknown as ReportModel;
  const text = renderToStaticMarkup(<RecordsSection model={model} />).replaceAll(/<[^>]*>/g, '');
  expect(text).toContain(`head -c 6 &#x27;${member}&#x27;`);
  expect(text).toContain(`JS/2 ${member}, line 1`);
  expect(text).toContain('api_key=[masked: password or token, SHA-256 ');
  const files = new Map([...reportFiles(model, [])].map(({ name, bytes }) => [name, new TextDecoder().decode(bytes)]));
  const record = JSON.parse(files.get('cited-records.ndjson')?.split('\n')[0] ?? '') as Record<string, unknown>;
  expect(record).toMatchObject({ member, command: `head -c 6 '${member}'` });
  expect(record['message']).toMatch(/^api_key=\[masked: /);
  expect(files.get('manifest.json')).toContain(member);
});

test('records that are too many for one print are printed in parts, each record once, those in full first', () => {
  const events = Array.from({ length: 3_000 }, (_, index) => cited(index + 1, index % 10 === 0));
  const counts = { cited: 3_000, events: 9_000, printed: 300 };
  const model = {
    id: 'R-1',
    version: null,
    draft: true,
    events,
    counts,
    meta: { displayZone: 'UTC' },
    plan: STANDARD_PLAN,
  } as unknown as ReportModel;
  const parts = recordParts(model);
  expect(parts.map((part) => part.name)).toEqual([1, 2, 3, 4].map((number) => `Annex A, part ${number} of 4`));
  const printed = parts.flatMap((part) => part.events);
  expect(new Set(printed.map(({ mark }) => mark)).size).toBe(3_000);
  expect(printed.map(({ inFull }) => inFull)).toEqual([...Array(300).fill(true), ...Array(2_700).fill(false)]);
  const annex = renderToStaticMarkup(<RecordsSection model={model} />);
  expect(annex).not.toContain('id="E1"');
  const last = renderToStaticMarkup(<RecordsPartDocument part={parts.at(-1)!} />);
  for (const { id } of parts) expect(annex).toContain(`href="#${id}"`);
  expect(last).toContain(`id="${parts.at(-1)?.id}"`);
  expect(last).toContain('End of report R-1');
  expect(last).toContain('id="E3000"');
});
