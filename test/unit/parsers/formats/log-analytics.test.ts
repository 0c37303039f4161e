import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { logAnalytics } from '../../../../parsers/formats/log-analytics/index.js';
import { FORMATS } from '../../../../parsers/registry.js';
import { collectImport, memoryFile } from '../../../support/collect-import.js';
import { onlyEvent } from '../../../support/parsed.js';
import { recordInput } from '../../../support/record-input.js';

const row = {
  TenantId: 't-1',
  TimeGenerated: '2024-05-01T10:00:00.1234567Z',
  EventTime: '2024-05-01T09:59:59Z',
  Computer: 'node-1',
  Facility: 'authpriv',
  SeverityLevel: 'info',
  ProcessName: 'sshd',
  SyslogMessage: 'Failed password for root from 203.0.113.9 port 5022 ssh2',
  HostIP: '10.0.0.7',
  Type: 'Syslog',
};
const parse = (value: unknown) => logAnalytics.parse(recordInput(value));
const fieldsOf = (value: object) =>
  onlyEvent(parse({ TenantId: 't-1', TimeGenerated: row.TimeGenerated, ...value })).fields;
const imported = async (text: string) =>
  (await collectImport([memoryFile(new TextEncoder().encode(text), { name: 'evidence' })], { formats: FORMATS }))
    .members[0]!;

test('a row of Syslog', () => {
  const event = onlyEvent(parse(row));
  expect(event.message).toBe(`sshd: ${row.SyslogMessage}`);
  expect(event.time).toMatchObject({ text: row.TimeGenerated, resolution: 'ns', zone: 'record' });
  expect(event.fields).toMatchObject({
    'exhibit.lane': 'node/node-1',
    'exhibit.outcome': 'denied',
    'exhibit.envelope': 'Log Analytics Syslog t-1',
    'event.action': 'ssh_login',
    'event.provider': 'Syslog',
    'event.start': row.EventTime,
    'user.name': 'root',
    'source.ip': '203.0.113.9',
    'host.ip': '10.0.0.7',
  });
});

describe('times', () => {
  test.each([
    ['2019-07-08 16:08:00', 'format', 1562602080000000000n],
    ['2019-07-08 16:08:00+00:00', 'record', 1562602080000000000n],
    ['7/8/2019, 4:08:00.000 PM', 'format', 1562602080000000000n],
    ['7/18/2019 16:08', 'format', 1563466080000000000n],
  ])('%s', (text, zone, instant) => {
    expect(onlyEvent(parse({ ...row, TimeGenerated: text })).time).toMatchObject({ zone, instant });
  });

  test('where nothing tells the month the row is undated, and why is said', () => {
    expect(parse({ ...row, TimeGenerated: '7/8/2019 16:08' })).toMatchObject({
      events: [{ time: null }],
      problems: [{ code: 'bad-time', reason: expect.stringContaining('which of its numbers is the month') }],
    });
  });

  test("the portal's headers: UTC, or a zone that nobody names", async () => {
    const table = (head: string) =>
      imported(
        `"TimeGenerated [${head}]",Computer,Type\n"7/8/2019, 4:08:00.000 PM",node-1,Heartbeat\n"7/8/2019, 4:09:00.000 PM",node-1,Heartbeat\n`,
      );
    const utc = await table('UTC');
    expect(utc.end.format).toBe('log-analytics');
    expect(onlyEvent(utc.records[0]!.result).time).toMatchObject({ zone: 'format', instant: 1562602080000000000n });
    expect(onlyEvent((await table('Local Time')).records[0]!.result).time).toMatchObject({ zone: 'unknown' });
  });
});

test('an answer of the API: rows by the names of their columns', async () => {
  const columns = Object.keys(row).map((name) => ({ name, type: 'string' }));
  const rows = [Object.values(row), Object.values(row)];
  const { end, records } = await imported(JSON.stringify({ tables: [{ name: 'PrimaryResult', columns, rows }] }));
  expect(end.format).toBe('log-analytics');
  expect(records.map(({ result }) => onlyEvent(result).fields['user.name'])).toEqual(['root', 'root']);
});

describe('tables', () => {
  test.each([
    [
      'CommonSecurityLog',
      {
        DeviceVendor: 'V',
        DeviceAction: 'Deny',
        SourceIP: '203.0.113.9',
        DestinationPort: 22,
        LogSeverity: '8',
        Activity: 'probe',
      },
      {
        'observer.vendor': 'V',
        'exhibit.outcome': 'denied',
        'source.ip': '203.0.113.9',
        'destination.port': 22,
        'exhibit.severity': 8,
        'rule.name': 'probe',
      },
    ],
    [
      'ContainerLogV2',
      {
        PodName: 'web-0',
        PodNamespace: 'shop',
        ContainerId: 'c'.repeat(64),
        ContainerName: 'web',
        LogMessage: 'hi',
        _ResourceId: '/x/managedClusters/prod',
      },
      { 'exhibit.lane': 'k8s/prod/shop/web-0', 'container.name': 'web' },
    ],
    [
      'AWSCloudTrail',
      {
        EventName: 'GetObject',
        EventSource: 's3.amazonaws.com',
        ErrorCode: 'AccessDenied',
        RecipientAccountId: '1',
        UserIdentityUserName: 'eve',
        SourceIpAddress: '203.0.113.9',
      },
      {
        'exhibit.layer': 'cloud',
        'exhibit.outcome': 'denied',
        'event.action': 'GetObject',
        'user.name': 'eve',
        'cloud.account.id': '1',
      },
    ],
    [
      'SecurityAlert',
      {
        AlertName: 'Miner',
        AlertSeverity: 'High',
        Tactics: '["Execution"]',
        Techniques: '["T1496"]',
        CompromisedEntity: 'vm-1',
      },
      {
        'event.kind': 'alert',
        'rule.name': 'Miner',
        'threat.technique.id': 'T1496',
        'threat.tactic.name': 'Execution',
        'host.name': 'vm-1',
      },
    ],
    [
      'DeviceProcessEvents',
      {
        DeviceName: 'vm-1',
        AccountName: 'eve',
        FileName: 'sh',
        ProcessCommandLine: 'sh -c id',
        ProcessId: 7,
        InitiatingProcessFileName: 'nginx',
      },
      { 'process.command_line': 'sh -c id', 'process.parent.name': 'nginx', 'user.name': 'eve' },
    ],
    [
      'LinuxAuditLog',
      {
        AuditdMessage: `[{'USER_CMD': ['pid=28056', 'uid=0', 'auid=1000', "msg='cwd=""/""", 'acct=""root""', 'exe=""/usr/bin/sudo""', "res=failed'"]}]`,
      },
      {
        'event.action': 'USER_CMD',
        'event.outcome': 'failure',
        'process.pid': 28056,
        'process.executable': '/usr/bin/sudo',
        'user.audit.id': 1000,
        'user.name': 'root',
      },
    ],
  ])('%s', (Type, columns, fields) => {
    expect(fieldsOf({ Type, ...columns })).toMatchObject(fields);
  });
});

test('CEF in SyslogMessage is CEF', async () => {
  const line = JSON.stringify({ ...row, SyslogMessage: 'CEF:0|V|P|1|1|n|3|src=203.0.113.9 rt=1714557600000' });
  const { records } = await imported(`${line}\n${line}\n`);
  expect(records[0]?.format).toBe('cef');
  expect(onlyEvent(records[0]!.result)).toMatchObject({ path: 'SyslogMessage', fields: { 'host.name': 'node-1' } });
});

test('any JSON in any place is answered', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(...Object.keys(row), 'AuditdMessage', 'Techniques'), (value, key) => {
      expect(parse({ ...row, [key]: value }).kind).toBe('events');
      parse(value);
    }),
  );
});

test('results of sign-ins and of Azure activity are outcomes', () => {
  const read = (changes: object) => fieldsOf({ TenantId: 't', TimeGenerated: '2026-03-03T10:00:00Z', ...changes });
  expect(read({ Type: 'SigninLogs', ResultType: '0' })).toMatchObject({
    'exhibit.outcome': 'allowed',
    'event.outcome': 'success',
  });
  expect(read({ Type: 'SigninLogs', ResultType: '50126' })).toMatchObject({
    'exhibit.outcome': 'denied',
    'event.outcome': 'failure',
  });
  expect(read({ Type: 'AzureActivity', ActivityStatusValue: 'Failure' })).toMatchObject({
    'exhibit.outcome': 'failed',
    'event.outcome': 'failure',
  });
});

test('events of the cluster name their object', () => {
  const event = onlyEvent(
    parse({
      TenantId: 't',
      TimeGenerated: '2026-03-03T10:00:06Z',
      Type: 'KubeEvents',
      ClusterId: '/subscriptions/s/managedclusters/prod',
      Namespace: 'default',
      Name: 'shop-1',
      ObjectKind: 'Pod',
      KubeEventType: 'Warning',
      Reason: 'BackOff',
      Message: 'Back-off restarting',
      FirstSeen: '2026-03-03T09:00:06Z',
    }),
  );
  expect(event.message).toBe('BackOff Pod shop-1: Back-off restarting');
  expect(event.fields).toMatchObject({
    'event.action': 'BackOff',
    'orchestrator.cluster.name': 'prod',
    'orchestrator.resource.type': 'pods',
    'orchestrator.resource.name': 'shop-1',
  });
  expect(event.fields).not.toHaveProperty('container.name');
});

test.each([
  ['7/8/2019, 4:08:00.000 PM', '2019-07-08T16:08:00.000Z'],
  ['08/07/2019, 4:08:00.000 PM', null],
  ['8/7/2019, 4:08:00.000 pm', null],
  ['13/7/2019, 16:08:00.000', '2019-07-13T16:08:00.000Z'],
])('the portal writes %s', (written, instant) => {
  const { time } = onlyEvent(parse({ TenantId: 't', 'TimeGenerated [UTC]': written, Type: 'Syslog' }));
  expect(time === null ? null : new Date(Number(time.instant / 1_000_000n)).toISOString()).toBe(instant);
});

test('a row of nothing but its tenant has a sentence', () => {
  expect(onlyEvent(parse({ TenantId: 'a', TimeGenerated: '', Type: '' })).message).toBe('A row without text.');
});
