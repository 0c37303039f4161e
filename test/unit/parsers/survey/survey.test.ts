import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ColumnMapping } from '../../../../parsers/model/mapping.js';
import { FORMATS } from '../../../../parsers/registry.js';
import { previewMember, type MappingPreview } from '../../../../parsers/survey/preview.js';
import { surveyHead, surveyMember } from '../../../../parsers/survey/survey.js';
import { formatUtc } from '../../../../parsers/time/format.js';
import { memoryFile } from '../../../support/collect-import.js';

const sample = (name: string) =>
  new Uint8Array(readFileSync(new URL(`../../../../sample-evidence/csv/otrf/${name}`, import.meta.url)));
const bytes = (text: string) => new TextEncoder().encode(text);
const survey = (text: string) => surveyHead('x', bytes(text), true, null);

describe('a real table of unknown columns', () => {
  const found = surveyHead('x.csv', sample('AWS_S3_HoneyBucketLogs.csv'), true, null)!;

  test('its rows and columns', () => {
    expect(found.framings[0]).toMatchObject({ framing: { kind: 'csv', delimiter: ',', header: true }, records: 301 });
    expect(found.columns).toHaveLength(found.framing.kind === 'csv' ? found.framing.columns.length : 0);
  });

  test('what is proposed, and why', () => {
    const { mapping, evidence, times } = found.proposal;
    expect(mapping.time).toEqual({ columns: [['Event DateTime']], writing: { by: 'shape' }, kind: 'happened' });
    expect(times[0]?.evidence).toMatch(/^Named "Event DateTime"; 100 of 100 values looked at are times .*zone known/);
    expect(mapping.columns).toMatchObject({ action: ['Event Name'], source: ['Source IP'], id: ['Event ID'] });
    expect(evidence.action).toMatch(/^Named "Event Name"; \d+ different values in 301 records\.$/);
  });

  test('the same member in an archive is found and previewed to its end', async () => {
    const zip = memoryFile(sample('aws_s3_honeybucketlogs.zip'), { random: true });
    const inside = await surveyMember([zip], 'AWS_S3_HoneyBucketLogs.csv', null, () => false);
    expect(inside?.digest).toBe(found.digest);
    const told: MappingPreview[] = [];
    const reading = { kind: 'mapped', framing: inside!.framing, mapping: found.proposal.mapping } as const;
    await previewMember(
      FORMATS,
      [zip],
      'AWS_S3_HoneyBucketLogs.csv',
      reading,
      (each) => told.push(each),
      () => false,
    );
    const whole = told.at(-1)!;
    expect(whole).toMatchObject({ records: 301, events: 301, dated: 301, zoneless: 0, rejected: 0, isWhole: true });
    expect([formatUtc(whole.first!.time), formatUtc(whole.last!.time)]).toEqual([
      '2020-02-11T03:33:11.000000000Z',
      '2022-02-18T17:34:57.000000000Z',
    ]);
    expect(whole.rows).toHaveLength(10);
    expect(told.slice(0, -1).every(({ isWhole }) => !isWhole)).toBe(true);
  });

  test('a member that is not there is not found', async () => {
    const zip = memoryFile(sample('aws_s3_honeybucketlogs.zip'), { random: true });
    expect(await surveyMember([zip], 'other.csv', null, () => false)).toBeNull();
  });
});

test('other files of the folder are not read', async () => {
  const unreadable = {
    ...memoryFile(bytes('x'), { path: 'large.bin' }),
    stream: (): AsyncIterable<Uint8Array> => {
      throw new Error('must not be read');
    },
  };
  const files = [unreadable, memoryFile(bytes('a,b\n1,2\n'), { path: 'logs/t.csv' })];
  expect((await surveyMember(files, 'logs/t.csv', null, () => false))?.records).toBe(1);
});

test.each([
  ['lines of JSON', '{"a":1}\n{"a":2}\n', 'one JSON object per line', 2],
  ['a list', '[{"a":1},{"a":2},{"a":3}]', 'JSON objects, in a list or one after the other', 3],
  [
    'a list in a document',
    '{"meta":{"n":2},"audit":{"entries":[{"a":1},{"a":2}]}}',
    'elements of the list audit.entries',
    2,
  ],
  ['members of a document', '{"x":{"a":1},"y":{"a":2}}', 'the members of the document', 2],
  ['semicolons', 'a;b\n1;2\n3;4\n', '2 columns separated by semicolons, names in the first row', 2],
])('%s', (_, text, words, records) => {
  expect(survey(text)?.framings[0]).toMatchObject({ words, records });
});

test.each(['', 'only text\nand more\n', '\0\0\0', '[1,2,3]', '"x"'])('%j has no columns', (text) => {
  expect(survey(text)).toBeNull();
});

test('the set of columns is the same in any order, and another with another column', () => {
  const digest = (text: string) => survey(text)!.digest;
  expect(digest('a,b,c\n1,2,3\n')).toBe(digest('c,a,b\n9,8,7\n1,1,1\n'));
  expect(digest('a,b,c\n1,2,3\n')).not.toBe(digest('a,b,d\n1,2,3\n'));
  expect(digest('{"a":1,"b":2}\n{"a":1}\n')).toBe(digest('{"a":7}\n'));
});

const time = (text: string): ColumnMapping['time'] => survey(text)!.proposal.mapping.time;
const why = (text: string) => survey(text)!.proposal.times[0]?.evidence;

describe('times', () => {
  test('a count of milliseconds is a time where its column is called so', () => {
    expect(time('ts,n\n1700000000123,1700000000123\n1700000000124,1\n')).toMatchObject({ columns: [['ts']] });
    expect(time('x,n\n1700000000123,1700000000123\n1700000000124,1\n')).toBeNull();
  });

  test('day and month are told apart by a number above twelve, or the doubt is said', () => {
    expect(time('when,b\n13/01/2024 10:00:00,x\n02/03/2024 10:00:00,x\n')?.writing).toEqual({
      by: 'pattern',
      pattern: 'dd/MM/yyyy HH:mm:ss',
    });
    expect(why('when,b\n13/01/2024 10:00:00,x\n')).toContain('Days above twelve show which number is the day.');
    expect(time('when,b\n01/13/2024 10:00:00,x\n')?.writing).toMatchObject({ pattern: 'MM/dd/yyyy HH:mm:ss' });
    expect(why('when,b\n01/02/2024 10:00:00,x\n')).toContain('day and month could be the other way round');
  });

  test('a date and a time of day are one time', () => {
    expect(time('date,time,x\n2024-01-02,03:04:05,a\n2024-01-02,03:04:06,b\n')).toMatchObject({
      columns: [['date'], ['time']],
      writing: { by: 'shape' },
    });
  });

  test('the act comes before its ingestion', () => {
    const text = 'ingest_time,event_time,x\n2024-01-02T00:00:00Z,2024-01-01T00:00:00Z,a\n';
    expect(time(text)).toMatchObject({ columns: [['event_time']], kind: 'happened' });
  });
});

test('words of outcome and severity get a meaning only where they say it themselves', () => {
  const { mapping } = survey(
    'time,status,severity\n2024-01-01,DENIED,High\n2024-01-01,ok,low\n2024-01-01,odd,P1\n',
  )!.proposal;
  expect(mapping.outcomes).toEqual({ DENIED: 'denied', ok: 'allowed' });
  expect(mapping.severities).toEqual({ High: 7, low: 3 });
});

test('nested keys and lists are columns with a path', () => {
  const { mapping } = survey(
    '{"user":{"name":"a"},"k8s":{"pod":{"name":"web"}},"peers":[{"ip":"10.0.0.1"}]}',
  )!.proposal;
  expect(mapping.columns).toMatchObject({ actor: ['user', 'name'], source: ['peers', '[]', 'ip'] });
});

test('a layout of a report is proposed by its names', () => {
  const report = {
    artifact: { reference: 'shop/web:1' },
    run: { detections: [{ signature: 'miner', stage: 'Communication', at: '12s', risk: 'high' }] },
    indicators: [{ value: '10.0.0.1' }],
  };
  expect(
    surveyHead('x.json', bytes(JSON.stringify(report)), true, { kind: 'json', envelope: [] })?.layout,
  ).toMatchObject({
    layout: {
      report: {
        behaviours: ['run', 'detections', '[]'],
        image: ['artifact', 'reference'],
        iocs: ['indicators', '[]', 'value'],
      },
      behaviour: { name: ['signature'], category: ['stage'], time: ['at'], severity: ['risk'] },
    },
  });
});

test('any start of any member is answered', () => {
  const text = fc.oneof(
    fc.string(),
    fc.json(),
    fc.array(fc.json()).map((lines) => lines.join('\n')),
  );
  fc.assert(
    fc.property(text, fc.boolean(), (content, isWhole) => {
      surveyHead('x', bytes(content), isWhole, null);
    }),
  );
});
