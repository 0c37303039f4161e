import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { journald } from '../../../../parsers/formats/journald/index.js';
import { FORMATS } from '../../../../parsers/registry.js';
import { collectImport, memoryFile } from '../../../support/collect-import.js';
import { onlyEvent } from '../../../support/parsed.js';
import { recordInput } from '../../../support/record-input.js';

const entry = {
  __CURSOR: 's=1;i=2',
  __REALTIME_TIMESTAMP: '1534860261221373',
  _SOURCE_REALTIME_TIMESTAMP: '1534860261221000',
  _BOOT_ID: 'b',
  _HOSTNAME: 'node-1',
  _MACHINE_ID: 'm',
  _PID: '184',
  _UID: '0',
  _COMM: 'sshd',
  _EXE: '/usr/sbin/sshd',
  _CMDLINE: 'sshd: root',
  _SYSTEMD_UNIT: 'ssh.service',
  SYSLOG_IDENTIFIER: 'sshd',
  PRIORITY: '6',
  MESSAGE: 'Accepted password for root from 203.0.113.9 port 5022 ssh2',
};
const parse = (value: unknown) => journald.parse(recordInput(value));
const fieldsOf = (changes: object) => onlyEvent(parse({ ...entry, ...changes })).fields;
const imported = async (bytes: Uint8Array) =>
  (await collectImport([memoryFile(bytes, { name: 'evidence' })], { formats: FORMATS })).members[0]!;

test('an entry', () => {
  const event = onlyEvent(parse(entry));
  expect(event.message).toBe(`sshd[184]: ${entry.MESSAGE}`);
  expect(event.time).toMatchObject({ instant: 1534860261221373000n, resolution: 'us', zone: 'format' });
  expect(event.fields).toMatchObject({
    'exhibit.layer': 'host',
    'exhibit.lane': 'node/node-1',
    'exhibit.severity': 2,
    'event.action': 'ssh_login',
    'event.outcome': 'success',
    'event.id': 's=1;i=2',
    'event.start': '2018-08-21T14:04:21.221000000Z',
    'host.name': 'node-1',
    'service.name': 'ssh.service',
    'process.pid': 184,
    'process.executable': '/usr/sbin/sshd',
    'user.name': 'root',
    'source.ip': '203.0.113.9',
  });
});

describe('values', () => {
  test('bytes, several values, too long ones', () => {
    expect(onlyEvent(parse({ ...entry, MESSAGE: [104, 105, 255] })).message).toBe('sshd[184]: hi\uFFFD');
    expect(fieldsOf({ SYSLOG_IDENTIFIER: ['one', 'two'] })).toMatchObject({ 'log.syslog.appname': 'one' });
    expect(onlyEvent(parse({ ...entry, MESSAGE: null })).message).toBe('sshd[184]: an entry without a message');
  });
});

describe('containers', () => {
  const id = 'c'.repeat(64);

  test('of the log driver, by a name that the kubelet made', () => {
    const changes = {
      CONTAINER_ID: id.slice(0, 12),
      CONTAINER_ID_FULL: id,
      CONTAINER_NAME: 'k8s_web_web-0_shop_11111111-2222_0',
      IMAGE_NAME: 'shop/web:1.2',
    };
    expect(fieldsOf(changes)).toMatchObject({
      'exhibit.layer': 'container',
      'exhibit.lane': 'k8s/-/shop/web-0',
      'container.id': id,
      'container.name': 'web',
      'container.image.tag': '1.2',
    });
  });

  test('events of Podman, and a control group', () => {
    expect(
      fieldsOf({ MESSAGE: 'x', PODMAN_EVENT: 'died', PODMAN_ID: id, PODMAN_NAME: 'web', PODMAN_EXIT_CODE: '137' }),
    ).toMatchObject({
      'event.action': 'container died',
      'container.name': 'web',
      'process.exit_code': 137,
    });
    expect(fieldsOf({ MESSAGE: 'x', _SYSTEMD_CGROUP: `/system.slice/docker-${id}.scope` })).toMatchObject({
      'container.id': id,
    });
  });
});

test('the export format: binary values, several entries', async () => {
  const text = new TextEncoder();
  const length = new Uint8Array(8);
  new DataView(length.buffer).setBigUint64(0, 5n, true);
  const bytes = Buffer.concat([
    text.encode('__CURSOR=s=1\n__REALTIME_TIMESTAMP=1534860261221373\n_HOSTNAME=node-1\nMESSAGE\n'),
    length,
    text.encode('a\nb=c\n\n__CURSOR=s=2\n__REALTIME_TIMESTAMP=1534860261221374\nMESSAGE=plain\n\n'),
  ]);
  const { end, records } = await imported(bytes);
  expect(end.format).toBe('journald');
  expect(records.map(({ line, result }) => [line, onlyEvent(result).message])).toEqual([
    [1, 'a\nb=c'],
    [8, 'plain'],
  ]);
});

test('a record of another format in MESSAGE is of that format', async () => {
  const alert = { rule: 'Shell', priority: 'Warning', output: 'a shell', time: '2024-05-01T08:00:00Z' };
  const { records } = await imported(
    new TextEncoder().encode(
      `${JSON.stringify({ ...entry, MESSAGE: JSON.stringify(alert) })}\n${JSON.stringify(entry)}\n`,
    ),
  );
  expect(records.map(({ format }) => format)).toEqual(['falco', 'journald']);
  expect(onlyEvent(records[0]!.result)).toMatchObject({ path: 'MESSAGE', otherTimes: [{ kind: 'logged' }] });
});

test('an unreadable time is said', () => {
  expect(parse({ ...entry, __REALTIME_TIMESTAMP: 'x' })).toMatchObject({ problems: [{ code: 'bad-time' }] });
});

test('any JSON in any place is answered', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(...Object.keys(entry), 'CONTAINER_NAME'), (value, key) => {
      parse({ ...entry, [key]: value });
      expect(parse({ ...entry, MESSAGE: value, _PID: value }).kind).toBe('events');
    }),
  );
});

test.each([
  ['USER_LOGIN', 'USER_LOGIN'],
  ['<audit-1112>', 'USER_LOGIN'],
])('a record of the audit log in the journal is one of the audit log: %s', async (head, type) => {
  const text = JSON.stringify({
    __CURSOR: 's=1;i=2',
    __REALTIME_TIMESTAMP: '1614765601200000',
    _SOURCE_REALTIME_TIMESTAMP: '1614765601123000',
    _HOSTNAME: 'shop-node-1',
    _TRANSPORT: 'audit',
    _AUDIT_ID: '421',
    MESSAGE: `${head} pid=1298 uid=0 auid=1000 ses=1 msg='op=login id=1000 exe="/usr/sbin/sshd" addr=203.0.113.5 res=success'`,
  });
  const { records } = await imported(new TextEncoder().encode(text));
  const event = onlyEvent(records[0]!.result);
  expect(event.time?.instant).toBe(1_614_765_601_123_000_000n);
  expect(event.otherTimes).toMatchObject([{ kind: 'logged', instant: 1_614_765_601_200_000_000n }]);
  expect(event.fields).toMatchObject({
    'event.code': type,
    'event.id': '421',
    'exhibit.outcome': 'allowed',
    'user.id': '1000',
    'source.ip': '203.0.113.5',
    'host.name': 'shop-node-1',
  });
});
