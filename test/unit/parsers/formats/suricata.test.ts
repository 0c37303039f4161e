import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { suricata } from '../../../../parsers/formats/suricata/index.js';
import { onlyEvent } from '../../../support/parsed.js';
import { recordInput } from '../../../support/record-input.js';

const alert = {
  timestamp: '2018-07-05T15:01:09.820360-0400',
  flow_id: '1994190450186013441',
  in_iface: 'eth0',
  event_type: 'alert',
  src_ip: '203.0.113.9',
  src_port: 80,
  dest_ip: '10.0.0.7',
  dest_port: 40112,
  proto: 'TCP',
  app_proto: 'http',
  community_id: '1:x',
  alert: {
    action: 'allowed',
    gid: 1,
    signature_id: 2019284,
    rev: 3,
    signature: 'ET ATTACK_RESPONSE shell',
    category: 'Misc',
    severity: 1,
    metadata: { mitre_technique_id: ['T1059'], mitre_tactic_name: ['Command_And_Control'] },
  },
  flow: { start: '2018-07-05T15:01:00.000000-0400', bytes_toserver: 100, bytes_toclient: 50 },
};
const parse = (value: unknown) => suricata.parse(recordInput(value));
const fieldsOf = (changes: object) => onlyEvent(parse({ ...alert, ...changes })).fields;
const line = (text: string) => onlyEvent(suricata.parse(recordInput(text, { framing: { kind: 'lines' } })));

test('an alert', () => {
  const event = onlyEvent(parse(alert));
  expect(event.message).toBe('alert 203.0.113.9:80 -> 10.0.0.7:40112: ET ATTACK_RESPONSE shell');
  expect(event.time).toMatchObject({ text: alert.timestamp, instant: 1530817269820360000n, resolution: 'us' });
  expect(event.fields).toMatchObject({
    'exhibit.outcome': 'detected',
    'exhibit.outcome.original': 'allowed',
    'exhibit.severity': 8,
    'exhibit.act': '1994190450186013441',
    'event.kind': 'alert',
    'event.type': 'allowed',
    'rule.id': '2019284',
    'rule.name': 'ET ATTACK_RESPONSE shell',
    'threat.technique.id': 'T1059',
    'threat.tactic.name': 'Command And Control',
    'source.ip': '203.0.113.9',
    'destination.port': 40112,
    'network.transport': 'tcp',
    'network.protocol': 'http',
    'network.bytes': 150,
    'network.community_id': '1:x',
  });
  expect(fieldsOf({ alert: { ...alert.alert, action: 'blocked' } })).toMatchObject({ 'exhibit.outcome': 'prevented' });
});

test('a flow begins at its start and was logged at its end', () => {
  const flow = { start: '2018-07-05T15:00:00.000000+0000', end: '2018-07-05T15:01:00.000000+0000', reason: 'timeout' };
  const event = onlyEvent(parse({ ...alert, event_type: 'flow', alert: undefined, flow }));
  expect(event.time?.text).toBe(flow.start);
  expect(event.otherTimes?.map(({ kind, text }) => [kind, text])).toEqual([
    ['happened', flow.end],
    ['logged', alert.timestamp],
  ]);
});

test('statistics are no event', () => {
  expect(parse({ timestamp: alert.timestamp, event_type: 'stats', stats: { uptime: 8 } })).toMatchObject({
    events: [],
  });
});

describe('protocols', () => {
  test('DNS of all versions', () => {
    const answer = { type: 'answer', id: 7, rrname: 'a.example', rrtype: 'A', rcode: 'NOERROR' };
    const fields = { 'dns.question.name': 'a.example', 'dns.resolved_ip': '10.0.0.12', 'dns.response_code': 'NOERROR' };
    expect(fieldsOf({ event_type: 'dns', dns: { ...answer, rdata: '10.0.0.12' } })).toMatchObject(fields);
    expect(fieldsOf({ event_type: 'dns', dns: { ...answer, answers: [{ rdata: '10.0.0.12' }] } })).toMatchObject(
      fields,
    );
    const third = { type: 'response', id: 7, rcode: 'NOERROR', queries: [{ rrname: 'a.example', rrtype: 'A' }] };
    expect(fieldsOf({ event_type: 'dns', dns: { ...third, answers: [{ rdata: '10.0.0.12' }] } })).toMatchObject({
      ...fields,
      'dns.type': 'answer',
    });
  });

  test('HTTP, TLS, files', () => {
    expect(
      fieldsOf({ event_type: 'http', http: { hostname: 'h', url: '/x', http_method: 'GET', status: 200, length: 5 } }),
    ).toMatchObject({ 'url.original': '/x', 'http.response.status_code': 200, 'http.response.body.bytes': 5 });
    expect(
      fieldsOf({ event_type: 'tls', tls: { sni: 's', fingerprint: 'aa:bb', ja3: { hash: 'j' }, version: 'TLS 1.2' } }),
    ).toMatchObject({ 'tls.client.server_name': 's', 'tls.server.hash.sha1': 'aabb', 'tls.client.ja3': 'j' });
    expect(fieldsOf({ event_type: 'fileinfo', fileinfo: { filename: '/a/b', size: 9, sha256: 'c' } })).toMatchObject({
      'file.name': 'b',
      'file.size': 9,
      'file.hash.sha256': 'c',
    });
  });
});

describe('fast.log', () => {
  test('local time, month in front', () => {
    const event = line(
      '05/10/2010-10:08:59.667372  [**] [1:2009187:4] ET WEB_CLIENT [x] [**] [Classification: Web Application Attack] [Priority: 3] {TCP} 11.11.232.144:80 -> 192.168.1.4:56068',
    );
    expect(event.time).toMatchObject({ zone: 'unknown', instant: 1273486139667372000n });
    expect(event.fields).toMatchObject({
      'rule.name': 'ET WEB_CLIENT [x]',
      'source.ip': '11.11.232.144',
      'destination.port': 56068,
      'exhibit.outcome': 'detected',
    });
  });

  test('IPv6 with and without ports; a packet that was dropped', () => {
    const event = line(
      '22/02/04-23:41:31.115933 [Drop] [**] [1:1:1] M [**] [Priority: 1] {TCP} 2001:df1:c200:c:0:0:0:35:60884 -> 2001:4860:4860:0:0:0:0:8888',
    );
    expect(event.fields).toMatchObject({
      'source.ip': '2001:df1:c200:c:0:0:0:35',
      'source.port': 60884,
      'destination.ip': '2001:4860:4860:0:0:0:0:8888',
      'exhibit.outcome': 'prevented',
      'exhibit.severity': 8,
    });
    expect(event.fields).not.toHaveProperty(['destination.port']);
  });
});

test('an unreadable time is said', () => {
  expect(parse({ ...alert, timestamp: 'now' })).toMatchObject({
    events: [{ time: null }],
    problems: [{ code: 'bad-time' }],
  });
});

test('any JSON in any place is answered', () => {
  fc.assert(
    fc.property(
      fc.jsonValue(),
      fc.constantFrom(...Object.keys(alert), 'dns', 'http', 'tls', 'fileinfo'),
      (value, key) => {
        parse({ ...alert, [key]: value });
        expect(parse({ ...alert, alert: { metadata: value, severity: value } }).kind).toBe('events');
      },
    ),
  );
});

test('a dropped packet was prevented, with the rule that dropped it', () => {
  expect(fieldsOf({ event_type: 'drop', drop: { reason: 'rules' } })).toMatchObject({
    'event.action': 'drop',
    'exhibit.outcome': 'prevented',
    'event.reason': 'rules',
    'rule.id': '2019284',
  });
  expect(fieldsOf({ event_type: 'drop', alert: undefined, drop: {} })).toMatchObject({
    'exhibit.outcome': 'prevented',
    'event.type': 'denied',
  });
});

test('what a protocol is about stands in the sentence', () => {
  const said = (changes: object) => onlyEvent(parse({ ...alert, alert: undefined, app_proto: undefined, ...changes }));
  const ssh = said({ event_type: 'ssh', ssh: { client: { software_version: 'OpenSSH_9' } } });
  expect(ssh.message).toBe('ssh 203.0.113.9:80 -> 10.0.0.7:40112: OpenSSH_9');
  expect(ssh.fields['network.protocol']).toBe('ssh');
  const mail = said({ event_type: 'smtp', smtp: { mail_from: '<eve@example.org>', rcpt_to: ['<b@x>', '<c@x>'] } });
  expect(mail.message).toBe('smtp 203.0.113.9:80 -> 10.0.0.7:40112: <eve@example.org> <b@x>, <c@x>');
  expect(mail.fields['user.email']).toBe('eve@example.org');
  expect(said({ event_type: 'dns', dns: { version: 3, queries: [{ rrname: 'a.example' }] } }).message).toMatch(
    /: a\.example$/,
  );
  expect(said({ event_type: 'smb', smb: { command: 'C', filename: 'x\\y' } }).fields['file.path']).toBe('x\\y');
});

test('lines of Snort: no classification, no year', () => {
  const event = line(
    '08/31-13:12:11.123456  [**] [116:59:1] (snort_tcp) window scale [**] [Priority: 2] [AppID: x] {TCP} 10.0.0.1:80 -> 10.0.0.2:90',
  );
  expect(event.time).toMatchObject({ zone: 'unknown', text: '08/31-13:12:11.123456' });
  expect(event.fields).toMatchObject({ 'rule.id': '59', 'rule.name': '(snort_tcp) window scale', 'source.port': 80 });
  expect(event.fields).not.toHaveProperty('rule.category');
});
