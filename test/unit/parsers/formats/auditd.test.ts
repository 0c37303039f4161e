import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { socketAddress } from '../../../../parsers/formats/auditd/address.js';
import { auditd } from '../../../../parsers/formats/auditd/index.js';
import { FORMATS } from '../../../../parsers/registry.js';
import { collectImport, memoryFile } from '../../../support/collect-import.js';
import { recordInput } from '../../../support/record-input.js';

/** The events of a log, through the door. */
async function log(...lines: readonly string[]) {
  const bytes = new TextEncoder().encode(lines.join('\n'));
  const { members } = await collectImport([memoryFile(bytes)], { formats: FORMATS });
  expect(members[0]?.end.format).toBe('auditd');
  return members[0]!.records;
}

function act(...lines: readonly string[]) {
  const result = auditd.parse(recordInput(lines.length === 1 ? lines[0] : lines, { text: lines.join('\n') }));
  return result.kind === 'events' ? result.events[0] : undefined;
}

const head = 'msg=audit(1783414661.350:487):';

test('the records of one serial are one act: who, what, in which folder, on which file, with what outcome', () => {
  const event = act(
    `node=shop-node-1 type=SYSCALL ${head} arch=c000003e syscall=59 success=yes exit=0 a0=55 items=2 ppid=2176 pid=2221 auid=1000 uid=0 euid=0 tty=pts0 ses=8 comm="sh" exe="/usr/bin/bash" key="specimen_exec"\u001dARCH=x86_64 SYSCALL=execve AUID="eve" UID="root" EUID="root"`,
    `node=shop-node-1 type=EXECVE ${head} argc=3 a0="/bin/sh" a1="-c" a2=67726570202D63202E202F6574632F686F73746E616D65`,
    `node=shop-node-1 type=CWD ${head} cwd="/root"`,
    `node=shop-node-1 type=PATH ${head} item=0 name="/bin/sh" inode=8437791 mode=0100755 ouid=0 ogid=0 nametype=NORMAL\u001dOUID="root" OGID="root"`,
    `node=shop-node-1 type=PATH ${head} item=1 name="/lib64/ld-linux-x86-64.so.2" inode=27086311 nametype=NORMAL`,
    `node=shop-node-1 type=PROCTITLE ${head} proctitle=2F62696E2F7368002D63`,
  );
  expect(event?.time).toMatchObject({ instant: 1_783_414_661_350_000_000n, resolution: 'ms', zone: 'format' });
  expect(event?.message).toBe(
    'root, login eve: execve /bin/sh -c grep -c . /etc/hostname by /usr/bin/bash success=yes exit=0',
  );
  expect(event?.fields).toEqual({
    'exhibit.layer': 'host',
    'exhibit.lane': 'node/shop-node-1',
    'exhibit.act': 'shop-node-1 1783414661.350:487',
    'exhibit.outcome': 'allowed',
    'exhibit.outcome.original': 'success=yes exit=0',
    'event.kind': 'event',
    'event.provider': 'auditd',
    'event.action': 'execve',
    'event.category': 'process',
    'event.type': 'start',
    'event.outcome': 'success',
    'event.id': '487',
    'event.code': ['SYSCALL', 'EXECVE', 'CWD', 'PATH', 'PROCTITLE'],
    'host.name': 'shop-node-1',
    'rule.name': 'specimen_exec',
    'process.pid': 2221,
    'process.parent.pid': 2176,
    'process.name': 'sh',
    'process.executable': '/usr/bin/bash',
    'process.tty': 'pts0',
    'process.args': ['/bin/sh', '-c', 'grep -c . /etc/hostname'],
    'process.command_line': '/bin/sh -c grep -c . /etc/hostname',
    'process.title': '/bin/sh -c',
    'process.working_directory': '/root',
    'user.id': '0',
    'user.name': 'root',
    'user.audit.id': 1000,
    'user.audit.name': 'eve',
    'file.path': '/bin/sh',
    'file.inode': '8437791',
    'file.mode': '0100755',
    'file.uid': '0',
    'file.gid': '0',
    'file.owner': 'root',
    'file.group': 'root',
  });
});

describe('values', () => {
  test('of a login tell the account, not the process that reports it', () => {
    const event = act(
      `type=USER_LOGIN ${head} pid=12635 uid=0 auid=4294967295 ses=4294967295 msg='op=login acct=28696E76616C6964207573657229 exe="/usr/sbin/sshd" hostname=? addr=179.38.151.221 terminal=sshd res=failed'`,
    );
    expect(event?.fields).toMatchObject({
      'event.action': 'user_login',
      'event.category': 'authentication',
      'event.outcome': 'failure',
      'exhibit.outcome': 'failed',
      'user.name': '(invalid user)',
      'source.ip': '179.38.151.221',
      'process.tty': 'sshd',
    });
    for (const name of ['user.id', 'user.audit.id', 'source.domain'] as const)
      expect(event?.fields[name]).toBeUndefined();
  });

  test('of a change of accounts tell who was changed', () => {
    const event = act(
      `type=ADD_USER ${head} pid=1 uid=0 auid=1000 ses=1 msg='op=add-user acct="mallory" exe="/usr/sbin/useradd" hostname=? addr=? terminal=pts/0 res=success'`,
    );
    expect(event?.fields).toMatchObject({
      'user.id': '0',
      'user.audit.id': 1000,
      'user.target.name': 'mallory',
      'event.category': 'iam',
    });
  });

  test('in hex are read where the key may hold hex, and stay words elsewhere', () => {
    const event = act(
      `type=SYSCALL ${head} arch=c000003e syscall=42 success=no exit=-115 a0=DEAD comm=6120622063 exe=2F6120622863 key=65786563013634626974`,
    );
    expect(event?.fields).toMatchObject({
      'process.name': 'a b c',
      'process.executable': '/a b(c',
      'rule.name': ['exec', '64bit'],
      'event.action': 'connect',
      'exhibit.outcome': 'failed',
    });
  });

  test('of old kernels and of text around pairs are read', () => {
    expect(
      act(`type=LOGIN ${head} login pid=13015 uid=0 old auid=4294967295 new auid=500`)?.fields['user.audit.id'],
    ).toBe(500);
    const cron = act(
      `type=USER_END ${head} user pid=13015 uid=0 auid=0 msg='PAM: session close acct=root : exe="/usr/sbin/crond" (hostname=?, addr=?, terminal=cron res=success)'`,
    );
    expect(cron?.fields).toMatchObject({
      'user.name': 'root',
      'event.outcome': 'success',
      'process.executable': '/usr/sbin/crond',
    });
  });

  test('of arguments are put together from their pieces and from several records', () => {
    const event = act(
      `type=EXECVE ${head} argc=4 a0="sh" a1_len=8 a1[0]=2D63 a1[1]="de"`,
      `type=EXECVE ${head} a3="last"`,
    );
    expect(event?.fields['process.args']).toEqual(['sh', '-cde', '…', 'last']);
  });
});

describe('outcome', () => {
  const call = (rest: string) =>
    act(`type=SYSCALL ${head} arch=c000003e syscall=257 ${rest}`)?.fields['exhibit.outcome'];

  test.each([
    ['success=no exit=-13', 'denied'],
    ['success=no exit=EPERM(Operation not permitted)', 'denied'],
    ['success=no exit=-2', 'failed'],
    ['success=yes exit=3', 'allowed'],
    ['', 'unknown'],
  ])('of %j is %s', (rest, outcome) => {
    expect(call(rest)).toBe(outcome);
  });

  test('is the decision of SELinux, AppArmor or seccomp where one is among the records', () => {
    const avc = (permissive: string) =>
      act(
        `type=AVC ${head} avc:  denied  { read } for  pid=13010 comm="pickup" name="maildrop" dev=hda7 ino=14911367 permissive=${permissive}`,
        `type=SYSCALL ${head} arch=c000003e syscall=2 success=${permissive === '1' ? 'yes exit=3' : 'no exit=-13'} pid=13010 uid=890 exe="/usr/libexec/postfix/pickup"`,
      )?.fields;
    expect(avc('0')).toMatchObject({
      'exhibit.outcome': 'denied',
      'process.pid': 13_010,
      'user.id': '890',
      'file.path': 'maildrop',
      'file.inode': '14911367',
    });
    expect(avc('1')?.['exhibit.outcome']).toBe('detected');
    expect(
      act(`type=AVC ${head} apparmor="DENIED" operation="ptrace" profile="docker-default" pid=5571 comm="metricbeat"`)
        ?.fields,
    ).toMatchObject({
      'exhibit.outcome': 'denied',
      'rule.name': 'docker-default',
    });
    const seccomp = (code: string) =>
      act(`type=SECCOMP ${head} auid=1 uid=22 pid=11217 exe="/usr/sbin/sshd" sig=31 syscall=132 code=${code}`)?.fields[
        'exhibit.outcome'
      ];
    expect(['0x0', '0x50001', '0x7ffc0000'].map(seccomp)).toEqual(['killed', 'prevented', 'detected']);
  });
});

describe('addresses of sockets', () => {
  test.each([
    ['02000050A9FEA9FE0000000000000000', { ip: '169.254.169.254', port: 80, path: null }],
    ['0A000016000000000000000000000000000000000000000000000000', { ip: '::', port: 22, path: null }],
    ['0A0001BB0000000020010DB800000000000000000000000100000000', { ip: '2001:db8::1', port: 443, path: null }],
    ['01002F7661722F72756E2F6E7363642F736F636B657400AABB', { ip: null, port: null, path: '/var/run/nscd/socket' }],
    ['0100006162', { ip: null, port: null, path: '@ab' }],
    ['100000000000000000000000', { ip: null, port: null, path: null }],
    ['0200', { ip: null, port: null, path: null }],
    ['xyz', { ip: null, port: null, path: null }],
  ])('%s', (hex, address) => {
    expect(socketAddress(hex)).toEqual(address);
  });

  test('a connect goes to its address, an accept comes from it; interpreted ones are read too', () => {
    const to = (syscall: number, saddr: string) =>
      act(
        `type=SYSCALL ${head} arch=c000003e syscall=${syscall} success=yes exit=0 pid=1`,
        `type=SOCKADDR ${head} saddr=${saddr}`,
      )?.fields;
    expect(to(42, '02000050A9FEA9FE0000000000000000')).toMatchObject({
      'destination.ip': '169.254.169.254',
      'destination.port': 80,
    });
    expect(to(43, '02000050A9FEA9FE0000000000000000')).toMatchObject({
      'source.ip': '169.254.169.254',
      'source.port': 80,
    });
    expect(to(42, '{ saddr_fam=inet laddr=10.0.0.1 lport=443 }')).toMatchObject({
      'destination.ip': '10.0.0.1',
      'destination.port': 443,
    });
  });
});

test('what ausearch -i prints has a local time without a zone, names for numbers and no quotes', async () => {
  const records = await log(
    '----',
    'type=PROCTITLE msg=audit(03/31/2017 23:29:12.404:7) : proctitle=cat /etc/a b ',
    'type=CWD msg=audit(03/31/2017 23:29:12.404:7) : cwd=/home/e v ',
    'type=SYSCALL msg=audit(03/31/2017 23:29:12.404:7) : arch=x86_64 syscall=openat success=no exit=EACCES(Permission denied) pid=12 auid=eve uid=root exe=/usr/bin/cat key=(null) ',
    '----',
    'time->Fri Mar 31 23:29:13 2017',
    'type=USER_END msg=audit(1490995753.404:8): pid=1 uid=0 auid=0 ses=1',
  );
  expect(records).toHaveLength(4);
  const [result] = records.map((record) => record.result);
  const event = result?.kind === 'events' ? result.events[0] : undefined;
  expect(event?.time).toMatchObject({
    zone: 'unknown',
    text: '03/31/2017 23:29:12.404',
    instant: 1_491_002_952_404_000_000n,
  });
  expect(event?.fields).toMatchObject({
    'event.id': '7',
    'event.action': 'openat',
    'exhibit.outcome': 'denied',
    'user.name': 'root',
    'user.audit.name': 'eve',
    'process.title': 'cat /etc/a b ',
    'process.working_directory': '/home/e v ',
  });
  expect(event?.fields['user.id']).toBeUndefined();
});

test('mixed acts stand apart; a line without time and serial is rejected', async () => {
  const records = await log(
    'type=SYSCALL msg=audit(1451781471.394:1): arch=c000003e syscall=1 pid=10',
    'type=SYSCALL msg=audit(1451781471.394:2): arch=c000003e syscall=1 pid=20',
    'type=PROCTITLE msg=audit(1451781471.394:1): proctitle="one"',
    'type=PROCTITLE msg=audit(1451781471.394:2): proctitle="two"',
    'type=UNKNOWN[1329] msg=?',
  );
  const told = records.map(({ result }) =>
    result.kind === 'events'
      ? result.events.map(({ fields }) => [fields['process.pid'], fields['process.title']])
      : result.code,
  );
  expect(told).toEqual([[[10, 'one']], [[20, 'two']], [], [], 'wrong-shape']);
});

test("a line of the kernel's own log is read alone", () => {
  expect(
    act(
      'type=1400 audit(1524662933.080:61207): apparmor="DENIED" operation="open" profile="p" name="/etc/shadow" pid=5',
    )?.fields,
  ).toMatchObject({
    'event.action': 'avc',
    'file.path': '/etc/shadow',
    'exhibit.outcome': 'denied',
  });
});

test('any JSON and any pairs in its place are answered', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.jsonValue(),
        fc.string().map((text) => `type=SYSCALL ${head} ${text}`),
      ),
      (value) => {
        expect(['events', 'rejected']).toContain(auditd.parse(recordInput(value)).kind);
      },
    ),
  );
});

test('an event of LAUREL is read as the records that it holds', async () => {
  const [record] = await log(
    JSON.stringify({
      ID: '1783414661.350:487',
      NODE: 'shop-node-1',
      SYSCALL: {
        arch: '0xc000003e',
        syscall: 59,
        success: 'yes',
        exit: 0,
        ppid: 2176,
        pid: 2221,
        auid: 1000,
        uid: 33,
        euid: 0,
        ses: 4_294_967_295,
        tty: '(none)',
        comm: 'sh',
        exe: '/usr/bin/dash',
        key: 'specimen',
        SYSCALL: 'execve',
        AUID: 'eve',
        UID: 'www-data',
        EUID: 'root',
      },
      EXECVE: { argc: 3, ARGV: ['sh', '-c', 'echo 100%25'] },
      CWD: { cwd: '/var/www' },
      PATH: [
        { item: 0, name: '/bin/sh', inode: 77, mode: '0o100755', ouid: 0, nametype: 'NORMAL', OUID: 'root' },
        { item: 1, name: '/lib64/ld-linux-x86-64.so.2', nametype: 'NORMAL' },
      ],
      PROCTITLE: { ARGV: ['sh', '-c'] },
      PARENT_INFO: { ID: '1783414660.001:480', comm: 'nginx', exe: '/usr/sbin/nginx', ppid: 1 },
      CONTAINER_INFO: { ID: '4cc3c8ab05e02f13fe1d86cdcac1f8cb4fc5e63fb17802d41c308c6f60bc1c26' },
    }),
  );
  const event = record?.result.kind === 'events' ? record.result.events[0] : undefined;
  expect(event?.time?.instant).toBe(1_783_414_661_350_000_000n);
  expect(event?.message).toBe('www-data, login eve: execve sh -c echo 100% by /usr/bin/dash success=yes exit=0');
  expect(event?.fields).toEqual({
    'exhibit.layer': 'host',
    'exhibit.lane': 'node/shop-node-1',
    'exhibit.act': 'shop-node-1 1783414661.350:487',
    'exhibit.outcome': 'allowed',
    'exhibit.outcome.original': 'success=yes exit=0',
    'event.outcome': 'success',
    'event.kind': 'event',
    'event.provider': 'auditd',
    'event.action': 'execve',
    'event.category': 'process',
    'event.type': 'start',
    'event.id': '487',
    'event.code': ['SYSCALL', 'EXECVE', 'CWD', 'PATH', 'PROCTITLE'],
    'host.name': 'shop-node-1',
    'rule.name': 'specimen',
    'process.pid': 2221,
    'process.parent.pid': 2176,
    'process.name': 'sh',
    'process.executable': '/usr/bin/dash',
    'process.args': ['sh', '-c', 'echo 100%'],
    'process.command_line': 'sh -c echo 100%',
    'process.title': 'sh -c',
    'process.working_directory': '/var/www',
    'process.parent.name': 'nginx',
    'process.parent.executable': '/usr/sbin/nginx',
    'container.id': '4cc3c8ab05e02f13fe1d86cdcac1f8cb4fc5e63fb17802d41c308c6f60bc1c26',
    'user.id': '33',
    'user.name': 'www-data',
    'user.effective.id': '0',
    'user.effective.name': 'root',
    'user.audit.id': 1000,
    'user.audit.name': 'eve',
    'file.path': '/bin/sh',
    'file.inode': '77',
    'file.mode': '0100755',
    'file.uid': '0',
    'file.owner': 'root',
  });
});

test('an address that LAUREL looked up, and one that it left as bytes', () => {
  const connect = (sockaddr: object) =>
    auditd.parse(
      recordInput({
        ID: '1783414661.350:488',
        SYSCALL: { arch: '0xc000003e', syscall: 42, success: 'yes', pid: 5 },
        SOCKADDR: [sockaddr],
      }),
    );
  for (const sockaddr of [
    { SADDR: { fam: 'inet', addr: '198.51.100.7', port: 80 } },
    { saddr: '%02%00%00P%c63d%07%00%00%00%00%00%00%00%00' },
  ]) {
    const result = connect(sockaddr);
    expect(result.kind === 'events' && result.events[0]?.fields).toMatchObject({
      'event.action': 'connect',
      'destination.ip': '198.51.100.7',
      'destination.port': 80,
    });
  }
});

test('the kernel says who acts: what the program writes after it is the account that it speaks of', () => {
  expect(
    act(
      `type=USER_ACCT ${head} pid=2948 uid=0 auid=1000 ses=14 msg='pam_tally2 uid=1004 reset=0 exe="/sbin/pam_tally2" terminal=pts/2 res=success'`,
    )?.fields,
  ).toMatchObject({ 'user.id': '0', 'user.target.id': '1004', 'process.pid': 2948 });
  expect(
    act(
      `type=USER_AVC ${head} pid=1 uid=0 auid=4294967295 ses=4294967295 msg='avc:  denied  { start } for auid=n/a uid=33 gid=33 cmdline="/usr/bin/docker run" tclass=system'`,
    )?.fields,
  ).toMatchObject({ 'user.id': '33', 'process.command_line': '/usr/bin/docker run', 'exhibit.outcome': 'denied' });
});

test('accounts and groups that are changed are apart', () => {
  const changed = (type: string, rest: string) =>
    act(`type=${type} ${head} pid=9 uid=0 auid=1000 ses=1 msg='${rest} exe="/usr/sbin/x" res=success'`)?.fields;
  expect(changed('ADD_GROUP', 'op=add-group id=1004')).toMatchObject({ 'group.id': '1004', 'user.id': '0' });
  expect(changed('ADD_GROUP', 'op=add-group id=1004')).not.toHaveProperty('user.target.id');
  expect(changed('USER_MGMT', 'op=add-user-to-group grp="docker" acct="eve"')).toMatchObject({
    'group.name': 'docker',
    'user.target.name': 'eve',
  });
});

test.each(['\u001d', '#035', ''])('names that auditd adds are found behind %j', (mark) => {
  expect(
    act(
      `type=SYSCALL ${head} arch=c000003e syscall=165 success=no exit=-1 uid=0 key=(null)${mark}ARCH=x86_64 SYSCALL=mount AUID="unset" UID="root"`,
    )?.fields,
  ).toMatchObject({ 'user.name': 'root', 'user.id': '0', 'event.action': 'mount', 'exhibit.outcome': 'denied' });
});

test('interpreted values stand with their blanks', () => {
  const stamp = 'msg=audit(07/07/2026 08:57:41.350:487) :';
  const { fields } = act(
    `type=SYSCALL ${stamp} arch=x86_64 syscall=openat success=no exit=EACCES(Permission denied) pid=5 uid=www-data comm=Web Content exe=/usr/bin/cat key=(null)`,
    `type=PATH ${stamp} item=0 name=/srv/two words inode=7 mode=file,640 ouid=root ogid=shadow nametype=NORMAL`,
    `type=EXECVE ${stamp} argc=3 a0=sh a1=-c a2=export X=1; id`,
  )!;
  expect(fields).toMatchObject({
    'exhibit.outcome': 'denied',
    'exhibit.outcome.original': 'success=no exit=EACCES(Permission denied)',
    'process.name': 'Web Content',
    'process.args': ['sh', '-c', 'export X=1; id'],
    'file.path': '/srv/two words',
    'file.owner': 'root',
    'file.group': 'shadow',
    'user.name': 'www-data',
  });
  expect(
    act(`type=USER_LOGIN ${stamp} pid=9 uid=root auid=eve ses=1 msg='op=login id=eve exe=/usr/sbin/sshd res=success'`)
      ?.fields,
  ).toMatchObject({ 'user.name': 'eve', 'user.audit.name': 'eve' });
});

test('the log of the kernel in syslog has the time since boot before the record', async () => {
  const [record] = await log(
    'Jul  7 08:57:41 shop-node-1 kernel: [12345.678901] audit: type=1400 audit(1783414661.350:487): apparmor="DENIED" operation="ptrace" profile="docker-default" pid=5571 comm="strace"',
  );
  const event = record?.result.kind === 'events' ? record.result.events[0] : undefined;
  expect(event?.time?.instant).toBe(1_783_414_661_350_000_000n);
  expect(event?.fields).toMatchObject({
    'exhibit.outcome': 'denied',
    'rule.name': 'docker-default',
    'process.pid': 5571,
    'host.name': 'shop-node-1',
  });
});

test('packets and access vectors have their addresses and ports', () => {
  expect(act(`type=NETFILTER_PKT ${head} mark=0x1 saddr=198.51.100.7 daddr=10.0.0.5 proto=6`)?.fields).toMatchObject({
    'source.ip': '198.51.100.7',
    'destination.ip': '10.0.0.5',
  });
  expect(
    act(`type=AVC ${head} avc:  denied  { name_connect } for  pid=1 comm="httpd" dest=8080 tclass=tcp_socket`)?.fields,
  ).toMatchObject({ 'destination.port': 8080, 'exhibit.outcome': 'denied' });
});

test('a container of a virtualisation record, a package of an update', () => {
  expect(
    act(
      `type=VIRT_CONTROL ${head} pid=1 uid=0 auid=1000 ses=1 msg='op=start vm=shop-frontend vm-pid=77 reason=api exe="/usr/bin/dockerd-current" res=success'`,
    ),
  ).toMatchObject({
    message: 'uid 0, login 1000: virt_control shop-frontend by /usr/bin/dockerd-current res=success',
    fields: { 'container.name': 'shop-frontend' },
  });
  expect(
    act(`type=SOFTWARE_UPDATE ${head} pid=1 uid=0 auid=1000 msg='sw="nmap-7.92-1.x86_64" sw_type=rpm res=success'`)
      ?.fields,
  ).toMatchObject({ 'package.name': 'nmap-7.92-1.x86_64', 'event.category': 'package' });
});
