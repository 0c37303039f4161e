import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { awsSecurityhub } from '../../../../parsers/formats/aws-securityhub/index.js';
import { onlyEvent } from '../../../support/parsed.js';
import { recordInput } from '../../../support/record-input.js';

const finding = {
  SchemaVersion: '2018-10-08',
  Id: 'arn:aws:guardduty:eu-west-1:123456789012:detector/d/finding/f1',
  ProductArn: 'arn:aws:securityhub:eu-west-1::product/aws/guardduty',
  ProductName: 'GuardDuty',
  GeneratorId: 'arn:aws:guardduty:eu-west-1:123456789012:detector/d',
  AwsAccountId: '123456789012',
  Region: 'eu-west-1',
  Types: ['TTPs/Privilege Escalation/PrivilegeEscalation:Runtime-ContainerMountsHostDirectory'],
  FirstObservedAt: '2024-05-01T10:00:00.000Z',
  LastObservedAt: '2024-05-01T10:10:00.000Z',
  CreatedAt: '2024-05-01T10:20:00.000Z',
  UpdatedAt: '2024-05-01T10:30:00.000Z',
  Severity: { Label: 'HIGH', Normalized: 70, Product: 7 },
  Title: 'A container mounted the host',
  Description: 'See T1611.',
  ProductFields: {
    'aws/guardduty/service/count': '4',
    'aws/guardduty/service/action/networkConnectionAction/connectionDirection': 'OUTBOUND',
    'aws/guardduty/service/action/networkConnectionAction/remoteIpDetails/ipAddressV4': '198.51.100.7',
    'aws/guardduty/service/action/networkConnectionAction/remotePortDetails/port': '3333',
    'aws/guardduty/service/action/networkConnectionAction/protocol': 'TCP',
  },
  Resources: [
    { Type: 'AwsEc2Instance', Id: 'arn:aws:ec2:eu-west-1:123456789012:instance/i-0abc', Region: 'eu-west-1' },
    {
      Type: 'Container',
      Id: 'c'.repeat(64),
      Details: {
        Container: { Name: 'web', ImageName: 'nginx:1.27', ContainerRuntime: 'containerd', Privileged: true },
      },
    },
  ],
};

const parse = (changes: object) => awsSecurityhub.parse(recordInput({ ...finding, ...changes }));

test('a finding about a container', () => {
  const parsed = parse({});
  const event = onlyEvent(parsed);
  expect(event.time).toMatchObject({ text: finding.FirstObservedAt, kind: 'happened' });
  expect(event.otherTimes?.map(({ kind }) => kind)).toEqual(['happened', 'logged', 'logged']);
  expect(event.message).toBe('GuardDuty: A container mounted the host (4 times)');
  expect(event.fields).toMatchObject({
    'exhibit.layer': 'container',
    'exhibit.lane': 'container/cccccccccccc',
    'exhibit.outcome': 'detected',
    'exhibit.severity': 7,
    'exhibit.count': 4,
    'exhibit.k8s.privileged': 'web',
    'event.kind': 'alert',
    'event.severity': 'HIGH',
    'rule.name': 'PrivilegeEscalation:Runtime-ContainerMountsHostDirectory',
    'threat.tactic.name': 'privilege-escalation',
    'threat.technique.id': 'T1611',
    'cloud.account.id': '123456789012',
    'cloud.instance.id': 'i-0abc',
    'container.id': 'c'.repeat(64),
    'container.image.name': 'nginx',
    'destination.ip': '198.51.100.7',
    'destination.port': 3333,
    'network.direction': 'egress',
  });
  expect(parsed).toMatchObject({ producerKey: { key: `${finding.Id}/${finding.UpdatedAt}` } });
});

test('a check of the configuration is a state, not an alert', () => {
  expect(onlyEvent(parse({ Compliance: { Status: 'FAILED' } })).fields).toMatchObject({
    'event.kind': 'state',
    'event.category': 'configuration',
    'exhibit.outcome': 'unknown',
    'exhibit.outcome.original': 'FAILED',
  });
});

test('severity by its label, process and network of other products', () => {
  expect(
    onlyEvent(
      parse({
        Severity: { Label: 'CRITICAL' },
        ProductFields: {},
        Process: { Name: 'sh', Path: '/bin/sh', Pid: 7, ParentPid: 1 },
        Network: {
          Direction: 'IN',
          Protocol: 'TCP',
          SourceIpV4: '198.51.100.7',
          SourcePort: 4000,
          DestinationIpV4: '10.0.0.5',
          DestinationPort: 22,
        },
        Action: { ActionType: 'PORT_PROBE', PortProbeAction: { Blocked: true } },
      }),
    ).fields,
  ).toMatchObject({
    'exhibit.severity': 9,
    'exhibit.outcome': 'prevented',
    'event.action': 'PORT_PROBE',
    'process.pid': 7,
    'process.parent.pid': 1,
    'source.ip': '198.51.100.7',
    'destination.port': 22,
    'network.direction': 'ingress',
  });
});

test('a delivery of EventBridge lists findings', () => {
  const event = onlyEvent(
    awsSecurityhub.parse(
      recordInput({ 'detail-type': 'Security Hub Findings - Imported', detail: { findings: [finding] } }),
    ),
  );
  expect(event.path).toBe('detail.findings[0]');
});

test('an unreadable time is said', () => {
  const parsed = parse({ FirstObservedAt: 'x' });
  expect(parsed).toMatchObject({ problems: [{ code: 'bad-time' }] });
  expect(onlyEvent(parsed).time?.text).toBe(finding.LastObservedAt);
});

test('an Action of its own, and vulnerabilities', () => {
  const { ProductFields: _, ...rest } = finding;
  const Action = {
    ActionType: 'NETWORK_CONNECTION',
    NetworkConnectionAction: {
      ConnectionDirection: 'OUTBOUND',
      RemoteIpDetails: { IpAddressV4: '198.51.100.7' },
      RemotePortDetails: { Port: 3333 },
      LocalPortDetails: { Port: 40000 },
      Protocol: 'TCP',
    },
  };
  const Vulnerabilities = [
    { Id: 'CVE-2024-1', VulnerablePackages: [{ Name: 'curl', Version: '8.0', FixedInVersion: '8.1' }] },
  ];
  expect(onlyEvent(awsSecurityhub.parse(recordInput({ ...rest, Action, Vulnerabilities }))).fields).toMatchObject({
    'source.port': 40000,
    'destination.ip': '198.51.100.7',
    'destination.port': 3333,
    'network.direction': 'egress',
    'vulnerability.id': 'CVE-2024-1',
    'package.name': 'curl',
    'exhibit.package.fixed': '8.1',
  });
});

describe('OCSF', () => {
  const base = {
    class_uid: 2004,
    class_name: 'Detection Finding',
    cloud: { account: { uid: '123456789012' }, provider: 'AWS', region: 'eu-west-1' },
    finding_info: {
      uid: 'arn:aws:guardduty:eu-west-1:123456789012:detector/d/finding/f2',
      title: 'A container runs a miner',
      types: ['TTPs/Impact/CryptoCurrency:Runtime-BitcoinTool.B'],
      first_seen_time: 1714557600123,
      first_seen_time_dt: '2024-05-01T10:00:00.123Z',
      last_seen_time: 1714558200000,
      created_time: 1714558300000,
      modified_time: 1714558400000,
      attacks: [{ tactic: { name: 'Initial Access', uid: 'TA0001' }, technique: { uid: 'T1190' } }],
    },
    metadata: { product: { name: 'GuardDuty', vendor_name: 'AWS' }, version: '1.6.0' },
    severity: 'High',
    severity_id: 4,
    resources: [
      { type: 'AWS::EC2::Instance', uid: 'i-0abc', uid_alt: 'arn:aws:ec2:eu-west-1:123456789012:instance/i-0abc' },
    ],
    evidences: [
      {
        actor: { user: { name: 'eve', uid: 'AIDA' } },
        process: { name: 'xmrig', cmd_line: 'xmrig -o pool', pid: 42, parent_process: { name: 'sh', pid: 7 } },
        container: { uid: 'c'.repeat(64), name: 'web', image: { name: 'nginx', tag: '1.27' } },
        connection_info: { direction: 'Outbound', protocol_name: 'TCP' },
        src_endpoint: { ip: '10.0.0.5', port: 40000 },
        dst_endpoint: { ip: '198.51.100.7', port: 3333 },
      },
    ],
  };
  const read = (changes: object) => awsSecurityhub.parse(recordInput({ ...base, ...changes }));

  test('a detection', () => {
    const parsed = read({});
    const event = onlyEvent(parsed);
    expect(event.time).toMatchObject({ text: '2024-05-01T10:00:00.123Z', kind: 'happened' });
    expect(event.otherTimes?.map(({ kind, text }) => [kind, text])).toEqual([
      ['happened', '1714558200000'],
      ['logged', '1714558300000'],
      ['logged', '1714558400000'],
    ]);
    expect(parsed).toMatchObject({ producerKey: { key: `${base.finding_info.uid}/1714558400000` } });
    expect(event.message).toBe('GuardDuty: A container runs a miner');
    expect(event.fields).toMatchObject({
      'exhibit.layer': 'container',
      'exhibit.lane': 'container/cccccccccccc',
      'exhibit.outcome': 'detected',
      'exhibit.severity': 8,
      'exhibit.target': 'arn:aws:ec2:eu-west-1:123456789012:instance/i-0abc',
      'rule.name': 'CryptoCurrency:Runtime-BitcoinTool.B',
      'threat.tactic.name': 'initial-access',
      'threat.technique.id': 'T1190',
      'user.name': 'eve',
      'process.name': 'xmrig',
      'process.parent.pid': 7,
      'container.image.tag': '1.27',
      'source.port': 40000,
      'destination.ip': '198.51.100.7',
      'network.direction': 'egress',
      'cloud.account.id': '123456789012',
      'cloud.region': 'eu-west-1',
      'cloud.instance.id': 'i-0abc',
    });
  });

  test.each([
    [{ disposition: 'Blocked' }, 'prevented', 'alert', 'intrusion_detection'],
    [{ class_uid: 2003, compliance: { status: 'Fail', control: 'SQS.1' } }, 'unknown', 'state', 'configuration'],
    [{ class_uid: 2002, vulnerabilities: [{ cve: { uid: 'CVE-2024-1' } }] }, 'unknown', 'state', 'vulnerability'],
  ])('%j', (changes, outcome, kind, category) => {
    expect(onlyEvent(read(changes)).fields).toMatchObject({
      'exhibit.outcome': outcome,
      'event.kind': kind,
      'event.category': category,
    });
  });

  test('of another maker is not read', () => {
    expect(read({ metadata: { product: { name: 'x', vendor_name: 'Other' } } }).kind).toBe('rejected');
  });
});

test('any JSON in any place is answered', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), fc.constantFrom(...Object.keys(finding)), (one, two, key) => {
      parse({ [key]: one });
      expect(parse({ Resources: one, ProductFields: two, Severity: one, Network: two, Process: one }).kind).toBe(
        'events',
      );
    }),
  );
});
