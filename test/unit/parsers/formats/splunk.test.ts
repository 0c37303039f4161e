import * as fc from 'fast-check';
import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { splunk } from '../../../../parsers/formats/splunk/index.js';
import { FORMATS } from '../../../../parsers/registry.js';
import { formatUtc } from '../../../../parsers/time/format.js';
import { toParts } from '../../../../parsers/time/instant.js';
import { collectImport, memoryFile } from '../../../support/collect-import.js';
import { onlyEvent } from '../../../support/parsed.js';
import { recordInput } from '../../../support/record-input.js';

const row = {
  _raw: 'GET /login 200',
  _time: '2024-05-01T10:00:00.250+02:00',
  _indextime: '1714550403',
  _bkt: 'main~1~AA',
  _cd: '1:20',
  host: 'web-1',
  index: 'main',
  source: '/var/log/app.log',
  sourcetype: 'app',
};

const parse = (value: unknown, options = {}) => splunk.parse(recordInput(value, options));

test('a row keeps where Splunk had it, its time and that of indexing', () => {
  const parsed = parse(row);
  const event = onlyEvent(parsed);
  expect(event.time).toMatchObject({ text: row['_time'], resolution: 'ms', zone: 'record', kind: 'happened' });
  expect(event.otherTimes).toMatchObject([{ text: row['_indextime'], kind: 'ingested' }]);
  expect(event.fields).toEqual({
    'exhibit.layer': 'host',
    'exhibit.lane': 'node/web-1',
    'exhibit.outcome': 'unknown',
    'exhibit.envelope': 'Splunk main app /var/log/app.log host web-1',
    'event.action': 'app',
    'event.kind': 'event',
    'event.outcome': 'unknown',
    'event.provider': 'app',
    'event.original': row['_raw'],
    'event.id': '1:20',
    'host.name': 'web-1',
  });
  expect(parsed).toMatchObject({ producerKey: { key: 'main~1~AA 1:20' } });
});

describe('outputs', () => {
  test('an export counts finished rows only; the rows of a running search come again', () => {
    expect(onlyEvent(parse({ preview: false, offset: 0, result: row })).path).toBe('result');
    expect(parse({ preview: true, offset: 0, result: row })).toMatchObject({
      events: [],
      problems: [{ code: 'interim-row' }],
    });
    expect(parse({ preview: false, lastrow: true })).toEqual({ kind: 'events', events: [] });
  });

  test('rows by columns', () => {
    const parsed = parse({
      preview: false,
      fields: ['host', { name: 'count' }],
      columns: [
        ['a', 'b'],
        ['1', '2'],
      ],
    });
    expect(parsed).toMatchObject({
      events: [
        { message: 'host: a, count: 1', path: 'columns[*][0]' },
        { message: 'host: b, count: 2', path: 'columns[*][1]' },
      ],
    });
  });

  test('several values of a CSV field, a dollar sign among them', () => {
    const framing = { kind: 'csv', delimiter: ',', header: true, columns: ['_raw', 'user', '__mv_user'] } as const;
    const parsed = parse({ _raw: 'x', user: 'a\nb', __mv_user: '$a$$b$;$c$' }, { framing });
    expect(onlyEvent(parsed).fields['user.name']).toBe('a$b');
  });
});

test('names of the Common Information Model', () => {
  const said = {
    ...row,
    action: 'blocked',
    src: '203.0.113.9',
    dest: 'db-1',
    dest_port: '443',
    user: 'eve',
    process: 'curl http://x',
    process_name: 'curl',
    parent_process_name: 'sh',
    signature: 'Outbound to tor',
    severity: 'high',
    container_id: 'a'.repeat(64),
    mitre_technique_id: ['T1090', 'T1105'],
  };
  expect(onlyEvent(parse(said)).fields).toMatchObject({
    'exhibit.layer': 'container',
    'exhibit.outcome': 'prevented',
    'event.outcome': 'failure',
    'source.ip': '203.0.113.9',
    'destination.address': 'db-1',
    'destination.port': 443,
    'user.name': 'eve',
    'process.command_line': 'curl http://x',
    'process.parent.name': 'sh',
    'rule.name': 'Outbound to tor',
    'container.id': 'a'.repeat(64),
    'threat.technique.id': ['T1090', 'T1105'],
  });
});

test('a syslog line in _raw says what it says, at the time of the row', () => {
  const line = 'May  1 10:00:00 node-7 sshd[3]: Failed password for root from 188.124.3.41 port 32889 ssh2';
  expect(onlyEvent(parse({ ...row, _raw: line }))).toMatchObject({
    time: { text: row['_time'] },
    fields: {
      'event.action': 'ssh_login',
      'event.outcome': 'failure',
      'source.ip': '188.124.3.41',
      'user.name': 'root',
    },
  });
});

describe('what _raw carries', () => {
  const trail = {
    eventVersion: '1.08',
    eventTime: '2024-05-01T07:59:58Z',
    eventSource: 's3.amazonaws.com',
    eventName: 'GetObject',
    eventID: '5f1e0f4b-0000-4000-8000-000000000001',
    userIdentity: { type: 'IAMUser', userName: 'eve', accountId: '111122223333' },
    sourceIPAddress: '203.0.113.75',
    recipientAccountId: '111122223333',
  };
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const csv = [
    '"_time","_indextime","_raw",host,index,sourcetype',
    ['2024-05-01T08:00:00.000+00:00', '1714550403', JSON.stringify(trail), 'fwd-1', 'aws', 'aws:cloudtrail']
      .map(quoted)
      .join(','),
    ['2024-05-01T08:00:01.000+00:00', '1714550404', 'rotated', 'fwd-1', 'aws', 'app'].map(quoted).join(','),
    '',
  ].join('\n');

  test('CloudTrail in _raw in a CSV in a zip is CloudTrail: index time, host and envelope kept', async () => {
    const zip = zipSync({ 'export/search.csv': new TextEncoder().encode(csv) });
    const { members } = await collectImport([memoryFile(zip, { name: 'case.zip', random: true })], {
      formats: FORMATS,
    });
    const [member] = members.filter(({ records }) => records.length > 0);
    expect(member).toMatchObject({ path: 'export/search.csv', end: { format: 'aws-cloudtrail' } });
    expect(member?.records.map(({ format }) => format)).toEqual(['aws-cloudtrail', 'splunk']);
    const [record] = member?.records ?? [];
    const event = onlyEvent(record!.result);
    expect(event).toMatchObject({
      path: '_raw',
      time: { text: trail.eventTime, kind: 'happened' },
      fields: {
        'event.action': 'GetObject',
        'event.provider': 's3.amazonaws.com',
        'user.name': 'eve',
        'source.ip': '203.0.113.75',
        'exhibit.envelope': 'Splunk aws aws:cloudtrail host fwd-1',
      },
    });
    expect(event.otherTimes?.map(({ kind, instant }) => `${kind} ${formatUtc(toParts(instant))}`)).toEqual([
      'logged 2024-05-01T08:00:00.000000000Z',
      'ingested 2024-05-01T08:00:03.000000000Z',
    ]);
  });

  test('a container alert in _raw takes the host of the row', async () => {
    const alert = { rule: 'Shell in container', priority: 'Warning', output: 'a shell', time: '2024-05-01T08:00:00Z' };
    const lines = Array.from({ length: 3 }, () =>
      JSON.stringify({ preview: false, result: { ...row, _raw: JSON.stringify(alert) } }),
    );
    const file = memoryFile(new TextEncoder().encode(`\uFEFF${lines.join('\n')}`), { name: 'x.json' });
    const { members } = await collectImport([file], { formats: FORMATS });
    const record = members[0]?.records[0];
    expect(record?.format).toBe('falco');
    expect(onlyEvent(record!.result)).toMatchObject({ path: 'result._raw', fields: { 'host.name': 'web-1' } });
  });
});

test('an unreadable time is said', () => {
  expect(parse({ ...row, _time: 'yesterday' })).toMatchObject({
    events: [{ time: null }],
    problems: [{ code: 'bad-time' }],
  });
});

test('any JSON in any place is answered', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(...Object.keys(row), 'result', 'columns', 'fields'), (value, key) => {
      expect(parse({ ...row, [key]: value }).kind).toBe('events');
      parse({ preview: false, result: row, [key]: value });
      parse(value, { envelope: { preview: value } });
    }),
  );
});

test('what was sent to the HTTP collector: words, or members', () => {
  const sent = { time: 1772532002.123, host: 'web1', source: 'app', sourcetype: 'x', index: 'main' };
  const words = onlyEvent(parse({ ...sent, event: 'plain words' }));
  expect(words).toMatchObject({ message: 'plain words', fields: { 'host.name': 'web1' } });
  expect(words.time?.instant).toBe(1_772_532_002_123_000_000n);
  expect(onlyEvent(parse({ ...sent, event: { user: 'eve', action: 'failure' } })).fields).toMatchObject({
    'user.name': 'eve',
    'exhibit.outcome': 'failed',
  });
});

test('a row of nothing but what Splunk keeps for itself has a sentence', () => {
  const parsed = parse({ _bkt: '_internal~115~BC', _cd: '115:5186', _indextime: '1354063462', _time: '1354063460' });
  expect(onlyEvent(parsed).message).toBe('A row without a text.');
});
