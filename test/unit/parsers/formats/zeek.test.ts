import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { zeek } from '../../../../parsers/formats/zeek/index.js';
import { FORMATS } from '../../../../parsers/registry.js';
import { collectImport, memoryFile } from '../../../support/collect-import.js';
import { onlyEvent } from '../../../support/parsed.js';
import { recordInput } from '../../../support/record-input.js';

const row = {
  _path: 'conn',
  _write_ts: '2024-05-01T10:00:02Z',
  ts: '1714557600.123456',
  uid: 'CAbc1',
  'id.orig_h': '10.0.0.7',
  'id.orig_p': 40112,
  'id.resp_h': '203.0.113.9',
  'id.resp_p': 443,
  proto: 'tcp',
  service: 'ssl',
  duration: 1.5,
  orig_bytes: 512,
  resp_bytes: 2048,
  conn_state: 'SF',
  local_orig: true,
  local_resp: false,
};
const parse = (value: unknown) => zeek.parse(recordInput(value));
const fieldsOf = (changes: object) => onlyEvent(parse({ ...row, ...changes })).fields;
const imported = async (text: string, name: string) =>
  (await collectImport([memoryFile(new TextEncoder().encode(text), { name })], { formats: FORMATS })).members[0]!;

test('a connection', () => {
  const event = onlyEvent(parse(row));
  expect(event.time).toMatchObject({ text: '1714557600.123456', resolution: 'us', instant: 1714557600123456000n });
  expect(event.otherTimes).toMatchObject([{ kind: 'logged', text: row['_write_ts'] }]);
  expect(event.message).toBe('conn 10.0.0.7:40112 -> 203.0.113.9:443: ssl SF');
  expect(event.fields).toEqual({
    'exhibit.layer': 'host',
    'exhibit.outcome': 'unknown',
    'exhibit.act': 'CAbc1',
    'event.action': 'conn',
    'event.category': 'network',
    'event.type': ['connection', 'start', 'end'],
    'event.dataset': 'zeek.conn',
    'event.id': 'CAbc1',
    'event.kind': 'event',
    'event.outcome': 'unknown',
    'event.reason': 'SF',
    'event.duration': '1500000000',
    'observer.product': 'Zeek',
    'source.ip': '10.0.0.7',
    'source.port': 40112,
    'source.bytes': 512,
    'destination.ip': '203.0.113.9',
    'destination.port': 443,
    'destination.bytes': 2048,
    'network.transport': 'tcp',
    'network.protocol': 'ssl',
    'network.bytes': 2560,
    'network.direction': 'outbound',
  });
});

describe('logs', () => {
  test.each([
    [
      'dns',
      { query: 'a.example', qtype_name: 'A', rcode_name: 'NXDOMAIN' },
      { 'dns.question.name': 'a.example', 'event.outcome': 'failure', 'network.protocol': 'dns' },
    ],
    [
      'http',
      { host: 'h', uri: '/x', method: 'GET', status_code: 404 },
      { 'url.original': '/x', 'event.outcome': 'failure' },
    ],
    [
      'ssl',
      { server_name: 's', version: 'TLSv12', established: true },
      { 'tls.client.server_name': 's', 'event.outcome': 'success', 'network.protocol': 'tls' },
    ],
    ['ssh', { auth_success: false }, { 'exhibit.outcome': 'denied', 'event.outcome': 'failure' }],
    [
      'kerberos',
      { client: 'eve/X', success: true, service: 'krbtgt/X' },
      { 'user.name': 'eve', 'exhibit.outcome': 'allowed' },
    ],
    [
      'notice',
      { note: 'Scan::Port_Scan', msg: 'many' },
      { 'rule.name': 'Scan::Port_Scan', 'exhibit.outcome': 'detected', 'event.kind': 'alert' },
    ],
    ['files', { fuid: 'F1', mime_type: 'x', sha256: 'd', total_bytes: 7 }, { 'file.size': 7, 'file.hash.sha256': 'd' }],
    [
      'ftp',
      { command: 'RETR', arg: '/x', reply_code: 550 },
      { 'event.action': 'RETR', 'event.outcome': 'failure', 'file.path': '/x' },
    ],
  ])('%s', (log, changes, fields) => {
    expect(fieldsOf({ _path: log, ...changes })).toMatchObject(fields);
  });

  test('without _path: by columns, a nested id read like a dotted one', () => {
    const {
      _path,
      _write_ts,
      'id.orig_h': orig_h,
      'id.orig_p': orig_p,
      'id.resp_h': resp_h,
      'id.resp_p': resp_p,
      ...rest
    } = row;
    const event = onlyEvent(parse({ ...rest, id: { orig_h, orig_p, resp_h, resp_p } }));
    expect(event.fields).toMatchObject({ 'event.action': 'conn', 'source.ip': '10.0.0.7', 'destination.port': 443 });
  });
});

describe('tables', () => {
  const table = (types: string, ...rows: readonly string[]): string =>
    [
      '#separator \\x09',
      '#set_separator\t,',
      '#empty_field\t(empty)',
      '#unset_field\t-',
      '#path\tdns',
      '#fields\tts\tuid\tid.orig_h\tquery\tanswers',
      `#types\t${types}`,
      ...rows,
      '#close\t2024-05-01-11-00-00',
      '',
    ].join('\n');
  const types = 'time\tstring\taddr\tstring\tvector[string]';

  test('unset values are left out, lists are lists, backslashes unescaped', async () => {
    const { end, records } = await imported(
      table(
        types,
        '1714557600.1\tC1\t10.0.0.7\ta\\x09b\t203.0.113.9,203.0.113.10',
        '1714557601.0\tC2\t10.0.0.7\t-\t(empty)',
      ),
      'x',
    );
    expect(end.format).toBe('zeek');
    expect(records.map(({ line }) => line)).toEqual([8, 9]);
    expect(onlyEvent(records[0]!.result).fields).toMatchObject({
      'dns.question.name': 'a\tb',
      'dns.resolved_ip': ['203.0.113.9', '203.0.113.10'],
    });
    expect(onlyEvent(records[1]!.result).fields).not.toHaveProperty(['dns.question.name']);
  });

  test('logs that were put together; a row of another length is rejected alone', async () => {
    const first = table(types, '1714557600.1\tC1\t10.0.0.7\ta\t-', '1714557600.2\tC1');
    const second =
      '#separator \\x09\n#path\tknown_hosts\n#fields\tts\thost\n#types\ttime\taddr\n1714557700.0\t10.0.0.9\n';
    const { records } = await imported(first + second, 'x');
    expect(records.map(({ result }) => result.kind)).toEqual(['events', 'rejected', 'events']);
    expect(records[1]?.result).toMatchObject({ code: 'wrong-columns' });
    expect(onlyEvent(records[2]!.result).fields).toMatchObject({
      'event.action': 'known_hosts',
      'host.ip': '10.0.0.9',
    });
  });
});

test('an unreadable time is said', () => {
  expect(parse({ ...row, ts: 'then' })).toMatchObject({ events: [{ time: null }], problems: [{ code: 'bad-time' }] });
});

test('any JSON in any place is answered', () => {
  const logs = fc.constantFrom(
    'conn',
    'dns',
    'http',
    'ssl',
    'ssh',
    'kerberos',
    'files',
    'notice',
    'dhcp',
    'constructor',
  );
  fc.assert(
    fc.property(fc.jsonValue(), logs, fc.constantFrom(...Object.keys(row), 'answers', 'id'), (value, log, key) => {
      parse({ ...row, _path: log, [key]: value });
      expect(parse({ ...row, _path: log, answers: value, mime_type: value }).kind).toBe('events');
    }),
  );
});

test.each([
  [{ ts: 1, ts_delta: 32.3, peer: 'zeek', gaps: 0, acks: 206, percent_lost: 0 }, 'capture_loss'],
  [{ ts: 1, fuid: 'F1', tx_hosts: ['203.0.113.9'], rx_hosts: ['10.0.0.7'], seen_bytes: 9, mime_type: 'a/b' }, 'files'],
  [{ ts: 1, host: '10.0.0.7', software_type: 'SSH::SERVER', name: 'OpenSSH' }, 'software'],
  [{ ts: 1, host: '10.0.0.7' }, 'known_hosts'],
  [{ ts: 1, host: '10.0.0.7', port_num: 22, port_proto: 'tcp', service: ['SSH'] }, 'known_services'],
  [{ ts: 1, mac: '00:11', client_addr: '10.0.0.7', server_addr: '10.0.0.1', msg_types: ['ACK'] }, 'dhcp'],
  [{ ts: 1, note: 'Scan::Port_Scan', msg: 'scanned', src: '203.0.113.9', actions: [] }, 'notice'],
  [{ ts: 1, id: 'F1', 'certificate.serial': '01', 'certificate.subject': 'CN=a' }, 'x509'],
])('a row without a connection is known by its columns: %j', async (written, log) => {
  const { records, end } = await imported(JSON.stringify(written), 'evidence.json');
  expect(end.format).toBe('zeek');
  expect(onlyEvent(records[0]!.result).fields['event.dataset']).toBe(`zeek.${log}`);
});

test('time and a name alone are no known host', async () => {
  expect((await imported('{"ts":1714557600.1,"host":"shop-node-1"}', 'x.json')).end.format).not.toBe('zeek');
});

test('the hosts of a file are its ends', () => {
  const fields = onlyEvent(
    parse({ ts: 1, fuid: 'F1', conn_uids: ['C9'], tx_hosts: ['203.0.113.9'], rx_hosts: ['10.0.0.7'], seen_bytes: 9 }),
  ).fields;
  expect(fields).toMatchObject({ 'source.ip': '203.0.113.9', 'destination.ip': '10.0.0.7', 'exhibit.act': 'C9' });
});

test('the name of a file names the log where its rows do not', async () => {
  const written = {
    ts: 1,
    uid: 'C1',
    'id.orig_h': '10.0.0.7',
    'id.orig_p': 5,
    'id.resp_h': '10.0.0.8',
    'id.resp_p': 502,
    func: 'READ',
  };
  for (const [name, log] of [
    ['modbus.log', 'modbus'],
    ['sensor1-modbus_20240501.log', 'modbus'],
    ['evidence.log', 'log'],
  ] as const) {
    const { records } = await imported(JSON.stringify(written), name);
    expect(onlyEvent(records[0]!.result).fields['event.action'], name).toBe(log);
  }
});

test('a state that no connection has is a connection all the same', () => {
  expect(fieldsOf({ conn_state: 'constructor' })['event.type']).toBe('connection');
});
