import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { elastic } from '../../../../parsers/formats/elastic/index.js';
import { FORMATS } from '../../../../parsers/registry.js';
import { collectImport, memoryFile } from '../../../support/collect-import.js';
import { onlyEvent } from '../../../support/parsed.js';
import { recordInput } from '../../../support/record-input.js';

const document = {
  '@timestamp': '2024-05-01T10:00:00.123Z',
  message: 'process started',
  event: {
    action: 'exec',
    kind: 'alert',
    category: ['process'],
    created: '2024-05-01T10:00:01Z',
    ingested: '2024-05-01T10:00:02Z',
    severity: 73,
  },
  process: { pid: 42, name: 'sh', args: ['sh', '-c', 'id'], parent: { name: 'nginx', pid: 1 } },
  container: { id: 'B'.repeat(64), image: { name: 'shop/web:1.2', hash: { all: ['sha256:aa'] } } },
  'orchestrator.namespace': 'shop',
  kubernetes: { pod: { name: 'web-0', uid: 'u-1' }, node: { name: 'node-1' } },
  threat: { technique: { id: ['T1059'], name: ['Command and Scripting Interpreter'] } },
};
const hit = { _index: 'logs-2024', _id: 'x1', _score: 1, _source: document };
const parse = (value: unknown, options = {}) => elastic.parse(recordInput(value, options));
const fieldsOf = (changes: object) => onlyEvent(parse({ ...hit, _source: { ...document, ...changes } })).fields;

test('a hit: dotted and nested names, kinds of time apart', () => {
  const parsed = parse(hit);
  const event = onlyEvent(parsed);
  expect(event).toMatchObject({ path: '_source', message: 'process started', time: { text: document['@timestamp'] } });
  expect(event.otherTimes?.map(({ kind, text }) => [kind, text])).toEqual([
    ['logged', '2024-05-01T10:00:01Z'],
    ['ingested', '2024-05-01T10:00:02Z'],
  ]);
  expect(event.fields).toEqual({
    'exhibit.layer': 'container',
    'exhibit.lane': 'k8s/-/shop/web-0',
    'exhibit.outcome': 'detected',
    'exhibit.envelope': 'index logs-2024',
    'event.action': 'exec',
    'event.kind': 'alert',
    'event.category': 'process',
    'event.outcome': 'unknown',
    'event.severity': '73',
    'event.original': 'process started',
    'process.pid': 42,
    'process.name': 'sh',
    'process.args': ['sh', '-c', 'id'],
    'process.parent.name': 'nginx',
    'process.parent.pid': 1,
    'container.id': 'b'.repeat(64),
    'container.image.name': 'shop/web',
    'container.image.tag': '1.2',
    'container.image.hash.all': 'sha256:aa',
    'orchestrator.namespace': 'shop',
    'orchestrator.resource.type': 'pods',
    'orchestrator.resource.name': 'web-0',
    'orchestrator.resource.id': 'u-1',
    'host.name': 'node-1',
    'threat.technique.id': 'T1059',
    'threat.technique.name': 'Command and Scripting Interpreter',
  });
  expect(parsed).toMatchObject({ producerKey: { key: 'logs-2024 x1' } });
});

describe('outcome', () => {
  test.each([
    [{ event: { outcome: 'success' } }, 'allowed'],
    [{ event: { outcome: 'failure' } }, 'failed'],
    [{ event: { outcome: 'failure', type: ['denied'] } }, 'denied'],
    [{ event: { type: ['connection', 'allowed'] } }, 'allowed'],
    [{ event: {} }, 'unknown'],
  ])('%j', (changes, outcome) => {
    expect(fieldsOf(changes)['exhibit.outcome']).toBe(outcome);
  });
});

test('a line that no pipeline has read', () => {
  const changes = { event: {}, process: { name: 'sshd' }, message: 'Invalid user oracle from 203.0.113.5 port 4222' };
  expect(fieldsOf(changes)).toMatchObject({
    'event.action': 'ssh_login',
    'user.name': 'oracle',
    'source.ip': '203.0.113.5',
  });
});

describe('through the door', () => {
  const importText = async (text: string, name = 'evidence') =>
    (await collectImport([memoryFile(new TextEncoder().encode(text), { name })], { formats: FORMATS })).members[0]!;

  test('a bulk file: two lines are one record, a deletion is one alone', async () => {
    const { records, end } = await importText(
      [
        '{"index":{"_index":"logs","_id":"1"}}',
        '{"@timestamp":"2024-05-01T10:00:00Z","message":"one"}',
        '{"delete":{"_index":"logs","_id":"0"}}',
        '{"create":{"_index":"logs"}}',
        '{"@timestamp":"2024-05-01T10:00:01Z","message":"two"}',
        '',
      ].join('\n'),
    );
    expect(end.format).toBe('elastic');
    expect(records.map(({ line, result }) => [line, onlyEvent(result).message])).toEqual([
      [1, 'one'],
      [3, 'Bulk action: delete document 0 of logs.'],
      [4, 'two'],
    ]);
  });

  test('an answer of the search API', async () => {
    const { records } = await importText(JSON.stringify({ took: 3, hits: { total: 1, hits: [hit] } }));
    expect(records).toHaveLength(1);
    expect(onlyEvent(records[0]!.result).fields['event.action']).toBe('exec');
  });

  test("a table out of Kibana: times in the browser's zone wait for an answer", async () => {
    const { records, end } = await importText(
      '"@timestamp",message,"host.name","event.action"\n"Nov 27, 2012 @ 16:44:05.208","hello",web-1,-\n"Nov 27, 2012 @ 16:44:06.000","hello",web-1,-\n',
      'kibana.csv',
    );
    expect(end.format).toBe('elastic');
    expect(onlyEvent(records[0]!.result)).toMatchObject({
      time: { text: 'Nov 27, 2012 @ 16:44:05.208', zone: 'unknown', resolution: 'ms' },
      fields: { 'host.name': 'web-1', 'event.action': 'log' },
    });
  });

  test('a record of another format in event.original is of that format', async () => {
    const alert = { rule: 'Shell', priority: 'Warning', output: 'a shell', time: '2024-05-01T08:00:00Z' };
    const line = JSON.stringify({ '@timestamp': '2024-05-01T08:00:03Z', event: { original: JSON.stringify(alert) } });
    const { records } = await importText(`${line}\n${line}\n`);
    expect(records[0]?.format).toBe('falco');
    expect(onlyEvent(records[0]!.result)).toMatchObject({ time: { text: '2024-05-01T08:00:00Z' } });
  });

  test('integers beyond 2^53 and 2^63 stay as written', async () => {
    const { records } = await importText('{"_index":"i","_id":"0","_source":{"key":99926275868403174266}}\n');
    expect(onlyEvent(records[0]!.result).message).toBe('key: 99926275868403174266');
  });
});

test('an unreadable time is said', () => {
  expect(parse({ ...document, '@timestamp': 'soon' })).toMatchObject({ problems: [{ code: 'bad-time' }] });
});

test('any JSON in any place is answered', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(...Object.keys(document)), (value, key) => {
      expect(parse({ ...hit, _source: { ...document, [key]: value } }).kind).toBe('events');
      parse({ ...hit, _source: value });
      parse(value);
    }),
  );
});

test('every value may be a list of one, the time too', () => {
  const event = onlyEvent(
    parse({ '@timestamp': ['2026-03-03T10:00:02.123Z'], user: { name: ['eve'] }, message: ['hi'] }),
  );
  expect(event).toMatchObject({ message: 'hi', fields: { 'user.name': 'eve' } });
  expect(event.time?.text).toBe('2026-03-03T10:00:02.123Z');
});

test('a document without a message says act, object and who', () => {
  const bare = { '@timestamp': '2026-03-03T10:00:02Z', user: { name: 'eve' }, process: { name: 'sh' } };
  const said = (changes: object) => onlyEvent(parse({ ...bare, ...changes })).message;
  expect(said({ event: { action: 'created' }, file: { path: '/tmp/x' } })).toBe('created /tmp/x by eve (sh)');
  expect(said({ event: { action: 'exec' } })).toBe('exec sh by eve');
  expect(said({ 'host.name': 'web1', note: '-' })).toBe('host.name: web1');
});

test('a line of syslog in the message is read, and the login of Auditbeat', () => {
  const line = 'Mar  3 10:00:01 web1 sshd[2]: Failed password for root from 203.0.113.5 port 4242 ssh2';
  expect(onlyEvent(parse({ '@timestamp': '2026-03-03T10:00:02Z', message: line })).fields).toMatchObject({
    'event.action': 'ssh_login',
    'user.name': 'root',
    'source.ip': '203.0.113.5',
  });
  const audit = { '@timestamp': '2026-03-03T10:00:02Z', user: { id: '0', audit: { id: '1000', name: 'eve' } } };
  expect(onlyEvent(parse(audit)).fields).toMatchObject({ 'user.audit.id': 1000, 'user.audit.name': 'eve' });
});
