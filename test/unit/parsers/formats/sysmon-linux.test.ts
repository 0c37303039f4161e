import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { sysmonLinux } from '../../../../parsers/formats/sysmon-linux/index.js';
import { recordInput } from '../../../support/record-input.js';

function events(value: unknown) {
  const result = sysmonLinux.parse(recordInput(value));
  return result.kind === 'events' ? result.events : [];
}

const event = (id: string, data: string) =>
  `<Event><System><Provider Name="Linux-Sysmon" Guid="{ff03}"/><EventID>${id}</EventID><TimeCreated SystemTime="2026-11-23T02:53:46.412320000Z"/><EventRecordID>9</EventRecordID><Computer>node-1</Computer></System><EventData><Data Name="RuleName">-</Data>${data}</EventData></Event>`;

test('a process has its parent; it happened at UtcTime and was written at SystemTime', () => {
  const line = `Nov 23 03:53:46 node-1 sysmon[812]: ${event('1', '<Data Name="UtcTime">2026-11-23 02:53:46.410</Data><Data Name="ProcessGuid">{a1}</Data><Data Name="ProcessId">42</Data><Data Name="Image">/usr/bin/curl</Data><Data Name="CommandLine">curl a &amp;&amp; id</Data><Data Name="User">www</Data><Data Name="ParentProcessId">41</Data><Data Name="ParentImage">/bin/sh</Data><Data Name="ParentCommandLine">sh</Data>')}`;
  const [found] = events(line);
  expect(found?.time).toMatchObject({ instant: 1_795_402_426_410_000_000n, zone: 'format', kind: 'happened' });
  expect(found?.otherTimes?.[0]).toMatchObject({ instant: 1_795_402_426_412_320_000n, kind: 'logged' });
  expect(found?.message).toBe('www: process created curl a && id');
  expect(found?.fields).toMatchObject({
    'exhibit.lane': 'node/node-1',
    'event.action': 'process created',
    'event.code': '1',
    'event.id': '9',
    'host.name': 'node-1',
    'user.name': 'www',
    'process.pid': 42,
    'process.entity_id': '{a1}',
    'process.executable': '/usr/bin/curl',
    'process.command_line': 'curl a && id',
    'process.parent.pid': 41,
    'process.parent.executable': '/bin/sh',
    'process.parent.command_line': 'sh',
  });
  expect(found?.fields['rule.name']).toBeUndefined();
});

test('a connection has its ends and direction; without UtcTime the time of writing is taken', () => {
  const [found] = events(
    event(
      '3',
      '<Data Name="Image">/a</Data><Data Name="Initiated">false</Data><Data Name="SourceIp">198.51.100.7</Data><Data Name="SourcePort">5</Data><Data Name="DestinationIp">10.0.0.1</Data><Data Name="DestinationPort">80</Data>',
    ),
  );
  expect(found?.time).toMatchObject({ instant: 1_795_402_426_412_320_000n, kind: 'happened' });
  expect(found?.fields).toMatchObject({
    'network.direction': 'ingress',
    'source.ip': '198.51.100.7',
    'destination.port': 80,
  });
});

test('the document of a shipper says the same', () => {
  const [found] = events({
    '@timestamp': '2026-11-23T02:53:47Z',
    winlog: {
      provider_name: 'Linux-Sysmon',
      event_id: 11,
      computer_name: 'node-1',
      event_data: { UtcTime: '2026-11-23 02:53:46.410', TargetFilename: '/tmp/x', Image: '-' },
    },
  });
  expect([found?.time?.instant, found?.fields['file.path'], found?.fields['process.executable']]).toEqual([
    1_795_402_426_410_000_000n,
    '/tmp/x',
    undefined,
  ]);
});

test('damaged XML is a complaint', () => {
  expect(sysmonLinux.parse(recordInput(event('1', '<Data Name="Image">')))).toMatchObject({
    events: [],
    problems: [{ code: 'not-xml' }],
  });
});

test('any JSON in its place is answered', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      for (const shape of [value, { winlog: { provider_name: 'Linux-Sysmon', event_data: value } }])
        expect(['events', 'rejected']).toContain(sysmonLinux.parse(recordInput(shape)).kind);
    }),
  );
});

test('the technique that a configuration writes into the name of its rule', () => {
  const [read] = events(
    event('1', '<Data Name="Image">/bin/sh</Data>').replace(
      '<Data Name="RuleName">-</Data>',
      '<Data Name="RuleName">TechniqueID=T1059.004,TechniqueName=Unix Shell</Data>',
    ),
  );
  expect(read?.fields).toMatchObject({ 'threat.technique.id': 'T1059.004', 'threat.technique.name': 'Unix Shell' });
});
