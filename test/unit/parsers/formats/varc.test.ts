import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { varcTables } from '../../../../parsers/formats/varc/index.js';
import { eventsOf, onlyEvent } from '../../../support/parsed.js';
import { recordInput } from '../../../support/record-input.js';

const framing = { kind: 'json', envelope: ['rows'] } as const;
const row = (value: unknown) =>
  varcTables.parse(recordInput(value, { framing, envelope: { format: 'CadoJsonTable' } }));
const line = (text: string) => onlyEvent(varcTables.parse(recordInput(text, { framing: { kind: 'lines' } })));

const miner = {
  'Process ID': 4242,
  Name: 'kdevtmpfsi',
  Username: 'www-data',
  Status: 'running',
  'Executable Path': '/tmp/kdevtmpfsi',
  Command: '/tmp/kdevtmpfsi -o pool.example:3333',
  'Parent ID': 4100,
  'Creation Time': '2026-11-23 02:54:10',
  Connections: '1795402800.5 10.244.1.7 48012 203.0.113.9 3333',
};

test('a process: when it was created, and what it was connected to', () => {
  const [created, connection] = eventsOf(row(miner));
  expect(created?.time).toMatchObject({ text: '2026-11-23 02:54:10', zone: 'format' });
  expect(created?.message).toBe('process 4242 /tmp/kdevtmpfsi -o pool.example:3333: created, running when collected');
  expect(created?.fields).toEqual({
    'exhibit.layer': 'host',
    'exhibit.outcome': 'unknown',
    'exhibit.moment': 'Creation Time',
    'event.action': 'process created',
    'event.category': 'process',
    'event.kind': 'state',
    'event.outcome': 'unknown',
    'event.provider': 'varc',
    'event.type': 'start',
    'process.pid': 4242,
    'process.name': 'kdevtmpfsi',
    'process.executable': '/tmp/kdevtmpfsi',
    'process.command_line': '/tmp/kdevtmpfsi -o pool.example:3333',
    'process.parent.pid': 4100,
    'user.name': 'www-data',
  });
  expect(connection?.time?.instant).toBe(1_795_402_800_500_000_000n);
  expect(connection).toMatchObject({
    message: 'kdevtmpfsi: 10.244.1.7:48012 -> 203.0.113.9:3333',
    fields: { 'process.pid': 4242, 'destination.ip': '203.0.113.9', 'destination.port': 3333 },
  });
});

test('a creation time that is none is said', () => {
  expect(row({ ...miner, 'Creation Time': 'yesterday' })).toMatchObject({
    kind: 'events',
    problems: [{ code: 'bad-time' }],
  });
});

test('netstat.log: local time without a zone; a socket that nobody is connected to', () => {
  const open = line('2026-11-23 03:00:00 10.244.1.7 48012 203.0.113.9 3333 kdevtmpfsi');
  expect(open.time).toMatchObject({ text: '2026-11-23 03:00:00', zone: 'unknown' });
  expect(open.fields).toMatchObject({ 'event.action': 'connection present', 'process.name': 'kdevtmpfsi' });
  const listening = line('2026-11-23 03:00:00 :: 22 0.0.0.0 0 sshd');
  expect(listening.fields).toMatchObject({ 'event.action': 'socket present', 'source.ip': '::', 'source.port': 22 });
  expect(listening.fields).not.toHaveProperty('destination.ip');
});

test('open files and hits of YARA have no time', () => {
  expect(onlyEvent(row({ 'Open File': '/tmp/x' }))).toMatchObject({ time: null, fields: { 'file.path': '/tmp/x' } });
  expect(onlyEvent(row({ rule: 'miner', namespace: 'default', tags: ['m'], hits: [{}, {}] }))).toMatchObject({
    time: null,
    message: 'YARA rule miner matched in memory: 2 strings',
    fields: { 'exhibit.outcome': 'detected', 'rule.name': 'miner', 'exhibit.count': 2 },
  });
});

test('rows of other tables, and rows outside of one, are rejected', () => {
  expect(row({ a: 1 })).toMatchObject({ kind: 'rejected', code: 'wrong-shape' });
  expect(varcTables.parse(recordInput(miner, { framing }))).toMatchObject({ kind: 'rejected' });
});

test('any JSON in any place is answered', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      for (const shape of [
        value,
        { ...miner, 'Creation Time': value },
        { ...miner, Connections: value },
        { rule: 'r', hits: value },
      ])
        expect(['events', 'rejected']).toContain(row(shape).kind);
    }),
  );
});
