import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { osquery } from '../../../../parsers/formats/osquery/index.js';
import { recordInput } from '../../../support/record-input.js';

function events(value: unknown) {
  const result = osquery.parse(recordInput(value));
  return result.kind === 'events' ? result.events : [];
}

const record = {
  name: 'pack_it_processes',
  hostIdentifier: 'node-1',
  calendarTime: 'Thu Mar 16 03:08:58 2023 UTC',
  unixTime: '1678936138',
  decorations: { host_uuid: 'U-1' },
};

test('a row is what the query found at the time of the query', () => {
  const columns = {
    pid: '42',
    parent: '1',
    name: 'nginx',
    path: '/usr/sbin/nginx',
    cmdline: 'nginx -g',
    uid: '0',
    size: '9223372036854775807',
  };
  const [event] = events({ ...record, columns, action: 'added' });
  expect(event?.time).toMatchObject({
    instant: 1_678_936_138_000_000_000n,
    resolution: 's',
    zone: 'format',
    kind: 'happened',
  });
  expect(event?.message).toBe(
    'pack_it_processes (added): pid 42, parent 1, name nginx, path /usr/sbin/nginx, cmdline nginx -g, uid 0, size 9223372036854775807',
  );
  expect(event?.fields).toEqual({
    'exhibit.layer': 'host',
    'exhibit.outcome': 'unknown',
    'exhibit.lane': 'node/node-1',
    'event.kind': 'state',
    'event.provider': 'osquery',
    'event.category': 'process',
    'event.type': 'creation',
    'event.action': 'added',
    'host.name': 'node-1',
    'host.id': 'U-1',
    'rule.name': 'pack_it_processes',
    'process.pid': 42,
    'process.parent.pid': 1,
    'process.name': 'nginx',
    'process.executable': '/usr/sbin/nginx',
    'process.command_line': 'nginx -g',
    'user.id': '0',
  });
});

test('snapshots and batches give an event per row', () => {
  const snapshot = events({
    ...record,
    unixTime: 1_678_936_138,
    snapshot: [{ path: '/a' }, 7, { path: '/b' }],
    action: 'snapshot',
  });
  expect(snapshot.map(({ fields }) => [fields['event.action'], fields['file.path']])).toEqual([
    ['snapshot', '/a'],
    ['snapshot', '/b'],
  ]);
  const batch = events({ ...record, diffResults: { added: [{ path: '/a' }], removed: [{ path: '/b' }] } });
  expect(batch.map(({ fields }) => [fields['event.type'], fields['file.path']])).toEqual([
    ['creation', '/a'],
    ['deletion', '/b'],
  ]);
});

test('a row of an event table happened at its own time; the query logged it', () => {
  const columns = {
    eid: '7',
    time: '1678936000',
    remote_address: '203.0.113.9',
    remote_port: '4444',
    local_address: '10.0.0.2',
    local_port: '50000',
    pid: '9',
    auid: '4294967295',
  };
  const [event] = events({ ...record, name: 'pack_x_socket_events', columns, action: 'added' });
  expect(event?.time?.instant).toBe(1_678_936_000_000_000_000n);
  expect(event?.otherTimes).toMatchObject([{ kind: 'logged', instant: 1_678_936_138_000_000_000n }]);
  expect(event?.fields).toMatchObject({
    'event.kind': 'event',
    'event.category': 'network',
    'destination.ip': '203.0.113.9',
    'destination.port': 4444,
    'source.ip': '10.0.0.2',
  });
  expect(event?.fields['user.audit.id']).toBeUndefined();
});

test('the uid of a file is its owner, no one who acted', () => {
  const [event] = events({
    ...record,
    columns: { path: '/tmp/.x', mode: '0755', uid: '33', gid: '34', size: '7' },
    action: 'added',
  });
  expect(event?.fields).toMatchObject({ 'file.uid': '33', 'file.gid': '34', 'file.size': 7, 'event.category': 'file' });
  expect(event?.fields['user.id']).toBeUndefined();
});

test('a container has its lane, whether it is listed, runs a process or is named by a probe of the kernel', () => {
  const id = '4cc3c8ab05e02f13fe1d86cdcac1f8cb4fc5e63fb17802d41c308c6f60bc1c26';
  const of = (columns: object) => events({ ...record, columns, action: 'snapshot' })[0]?.fields;
  expect(of({ id, name: '/shop', image: 'r/shop:1', image_id: 'sha256:1', pid: '77', state: 'running' })).toMatchObject(
    {
      'exhibit.lane': 'container/4cc3c8ab05e0',
      'container.id': id,
      'container.name': 'shop',
      'container.image.name': 'r/shop',
      'container.image.tag': '1',
    },
  );
  expect(of({ id, pid: '78', name: 'sh' })).toMatchObject({ 'container.id': id, 'process.name': 'sh' });
  expect(of({ cid: id, pid: '79', path: '/bin/sh' })).toMatchObject({
    'container.id': id,
    'process.executable': '/bin/sh',
  });
});

test('a host may be named by an id; a calendar time stands in for seconds that cannot be read', () => {
  const [event] = events({
    ...record,
    hostIdentifier: '40443dd9-5b21-a345-8f89-aadde84c3719',
    decorations: { hostname: 'jump' },
    unixTime: 'x',
    columns: {},
    action: 'added',
  });
  expect(event?.time?.instant).toBe(1_678_936_138_000_000_000n);
  expect([event?.fields['host.name'], event?.fields['host.id']]).toEqual([
    'jump',
    '40443dd9-5b21-a345-8f89-aadde84c3719',
  ]);
  expect(osquery.parse(recordInput({ ...record, unixTime: 'x', calendarTime: 'y', columns: {} }))).toMatchObject({
    events: [{ time: null }],
    problems: [{ code: 'bad-time' }],
  });
});

test('a line of the daemon is a status', () => {
  const [event] = events({
    hostIdentifier: 'node-1',
    unixTime: 1_678_936_138,
    severity: '2',
    filename: 'scheduler.cpp',
    line: '83',
    message: 'Error executing',
    version: '5.2',
  });
  expect([event?.message, event?.fields['log.level'], event?.fields['observer.version']]).toEqual([
    'osquery: Error executing',
    'error',
    '5.2',
  ]);
});

test('any JSON in its place is answered', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      for (const shape of [
        value,
        { ...record, columns: { a: value } },
        { ...record, snapshot: [value] },
        { ...record, diffResults: { added: value } },
      ])
        expect(['events', 'rejected']).toContain(osquery.parse(recordInput(shape)).kind);
    }),
  );
});

test('logins have where they came from, connections their transport and result', () => {
  const row = (name: string, columns: object) => events({ ...record, name, columns })[0]?.fields;
  expect(row('logged_in', { user: 'eve', host: '203.0.113.5', tty: 'pts/0' })).toMatchObject({
    'source.ip': '203.0.113.5',
  });
  expect(row('user_events', { time: '1', uid: '0', address: '203.0.113.5', terminal: 'ssh' })).toMatchObject({
    'source.ip': '203.0.113.5',
    'process.tty': 'ssh',
  });
  expect(row('socket_events', { time: '1', remote_address: '203.0.113.5', protocol: '6', success: '0' })).toMatchObject(
    {
      'network.transport': 'tcp',
      'event.outcome': 'failure',
    },
  );
});

test('the control group of a table of BPF is no container', () => {
  const [event] = events({
    ...record,
    name: 'bpf_process_events',
    columns: { pid: '5', cid: '4294967311', ntime: '7' },
  });
  expect(event?.fields).not.toHaveProperty('container.id');
});
