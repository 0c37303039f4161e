import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { awsGuardduty } from '../../../../parsers/formats/aws-guardduty/index.js';
import { asObject } from '../../../../parsers/model/json.js';
import { onlyEvent } from '../../../support/parsed.js';
import { recordInput } from '../../../support/record-input.js';

const container = 'c'.repeat(64);

const finding = {
  schemaVersion: '2.0',
  id: 'f1',
  accountId: '123456789012',
  region: 'eu-west-1',
  type: 'Execution:Runtime/NewBinaryExecuted',
  severity: 8.5,
  createdAt: '2024-05-01T10:20:00.000Z',
  updatedAt: '2024-05-01T10:30:00.000Z',
  title: 'A new binary was executed.',
  description: 'T1059 was seen.',
  resource: {
    resourceType: 'EKSCluster',
    eksClusterDetails: { name: 'prod', arn: 'arn:aws:eks:eu-west-1:123456789012:cluster/prod' },
    kubernetesDetails: {
      kubernetesUserDetails: { username: 'system:serviceaccount:shop:web', groups: ['system:authenticated'] },
      kubernetesWorkloadDetails: {
        name: 'web-1',
        type: 'pods',
        uid: 'u-1',
        namespace: 'shop',
        hostNetwork: true,
        containers: [{ name: 'web', image: 'nginx:1.27', securityContext: { privileged: true } }],
        volumes: [{ name: 'v', hostPath: { path: '/' } }],
      },
    },
    containerDetails: { id: container, name: 'web', image: 'nginx:1.27', containerRuntime: 'containerd' },
    instanceDetails: {
      instanceId: 'i-0abc',
      availabilityZone: 'eu-west-1a',
      networkInterfaces: [{ privateIpAddress: '10.0.0.5' }],
    },
  },
  service: {
    serviceName: 'guardduty',
    eventFirstSeen: '2024-05-01T10:00:00.000Z',
    eventLastSeen: '2024-05-01T10:10:00.000Z',
    count: 3,
    runtimeDetails: {
      process: {
        name: 'xmrig',
        executablePath: '/tmp/xmrig',
        executableSha256: 'a'.repeat(64),
        pid: 4242,
        namespacePid: 7,
        userId: '0',
        user: 'root',
        uuid: 'p-1',
        parentUuid: 'p-0',
        lineage: [{ name: 'sh', pid: 1, executablePath: '/bin/sh' }],
      },
      context: { scriptPath: '/tmp/x.sh' },
    },
  },
};

/** The same finding as the command line writes it. */
function pascal(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(pascal);
  const object = asObject(value);
  if (object === null) return value;
  return Object.fromEntries(
    Object.entries(object).map(([key, each]) => [key.charAt(0).toUpperCase() + key.slice(1), pascal(each)]),
  );
}

const parse = (changes: object) => awsGuardduty.parse(recordInput({ ...finding, ...changes }));
const withAction = (action: object) =>
  onlyEvent(parse({ service: { ...finding.service, runtimeDetails: undefined, action } })).fields;

test('runtime monitoring of a pod', () => {
  const parsed = parse({});
  const event = onlyEvent(parsed);
  expect(event.time).toMatchObject({ text: '2024-05-01T10:00:00.000Z', kind: 'happened' });
  expect(event.otherTimes?.map(({ kind, text }) => [kind, text])).toEqual([
    ['happened', '2024-05-01T10:10:00.000Z'],
    ['logged', '2024-05-01T10:20:00.000Z'],
    ['logged', '2024-05-01T10:30:00.000Z'],
  ]);
  expect(event.fields).toMatchObject({
    'exhibit.layer': 'container',
    'exhibit.lane': 'k8s/prod/shop/web-1',
    'exhibit.outcome': 'detected',
    'exhibit.severity': 8,
    'exhibit.count': 3,
    'exhibit.tactic.derived': 'execution',
    'exhibit.k8s.privileged': 'web',
    'exhibit.k8s.host_path': '/',
    'exhibit.k8s.host_namespaces': 'network',
    'event.action': 'Execution:Runtime/NewBinaryExecuted',
    'event.category': ['intrusion_detection', 'process'],
    'event.severity': '8.5',
    'rule.name': 'Execution:Runtime/NewBinaryExecuted',
    'rule.category': 'Execution',
    'threat.technique.id': 'T1059',
    'orchestrator.cluster.name': 'prod',
    'orchestrator.namespace': 'shop',
    'orchestrator.resource.type': 'pods',
    'orchestrator.resource.name': 'web-1',
    'orchestrator.resource.id': 'u-1',
    'container.id': container,
    'container.name': 'web',
    'container.image.name': 'nginx',
    'container.runtime': 'containerd',
    'cloud.account.id': '123456789012',
    'cloud.instance.id': 'i-0abc',
    'host.ip': '10.0.0.5',
    'user.name': 'root',
    'process.executable': '/tmp/xmrig',
    'process.hash.sha256': 'a'.repeat(64),
    'process.pid': 4242,
    'process.vpid': 7,
    'process.parent.executable': '/bin/sh',
    'file.path': '/tmp/x.sh',
  });
  expect(parsed).toMatchObject({ producerKey: { key: 'f1/2024-05-01T10:30:00.000Z' } });
  expect(event.message).toBe('GuardDuty: A new binary was executed.');
});

test('the command line writes the same finding in other letters', () => {
  const event = onlyEvent(awsGuardduty.parse(recordInput(pascal(finding))));
  expect(event).toEqual(onlyEvent(parse({})));
});

describe('actions', () => {
  const remoteIpDetails = { ipAddressV4: '198.51.100.7' };

  test('an outgoing connection leads to the remote end', () => {
    const networkConnectionAction = {
      connectionDirection: 'OUTBOUND',
      protocol: 'TCP',
      blocked: false,
      remoteIpDetails,
      remotePortDetails: { port: 3333 },
      localIpDetails: { ipAddressV4: '10.0.0.5' },
      localPortDetails: { port: 40000 },
    };
    expect(withAction({ actionType: 'NETWORK_CONNECTION', networkConnectionAction })).toMatchObject({
      'event.action': 'NETWORK_CONNECTION',
      'source.ip': '10.0.0.5',
      'source.port': 40000,
      'destination.ip': '198.51.100.7',
      'destination.port': 3333,
      'network.direction': 'egress',
      'network.transport': 'tcp',
    });
    expect(
      withAction({
        networkConnectionAction: { ...networkConnectionAction, connectionDirection: 'INBOUND', blocked: true },
      }),
    ).toMatchObject({
      'source.ip': '198.51.100.7',
      'destination.port': 40000,
      'exhibit.outcome': 'prevented',
    });
  });

  test('a call of the Kubernetes API that was refused', () => {
    const kubernetesApiCallAction = {
      requestUri: '/api/v1/secrets',
      verb: 'list',
      statusCode: 403,
      userAgent: 'curl/8',
      remoteIpDetails,
    };
    expect(withAction({ actionType: 'KUBERNETES_API_CALL', kubernetesApiCallAction })).toMatchObject({
      'event.action': 'list',
      'url.original': '/api/v1/secrets',
      'http.response.status_code': 403,
      'source.ip': '198.51.100.7',
      'user_agent.original': 'curl/8',
      'exhibit.outcome': 'denied',
    });
  });

  test('a call of AWS, a name asked, ports probed', () => {
    expect(
      withAction({
        actionType: 'AWS_API_CALL',
        awsApiCallAction: {
          api: 'ListBuckets',
          serviceName: 's3.amazonaws.com',
          errorCode: 'AccessDenied',
          remoteIpDetails,
        },
      }),
    ).toMatchObject({
      'event.action': 'ListBuckets',
      'cloud.service.name': 's3.amazonaws.com',
      'exhibit.outcome': 'denied',
    });
    expect(withAction({ dnsRequestAction: { domain: 'evil.example.', protocol: 'UDP' } })).toMatchObject({
      'dns.question.name': 'evil.example',
    });
    const portProbeDetails = [{ localPortDetails: { port: 22 }, remoteIpDetails }];
    expect(withAction({ portProbeAction: { portProbeDetails } })).toMatchObject({
      'source.ip': '198.51.100.7',
      'destination.port': 22,
    });
  });
});

test('sample findings are marked', () => {
  const sample = (additionalInfo: object) =>
    onlyEvent(parse({ service: { ...finding.service, additionalInfo } })).fields['exhibit.test'];
  expect([sample({ sample: true }), sample({ value: '{"sample":true}' }), sample({})]).toEqual([
    'true',
    'true',
    undefined,
  ]);
  expect(onlyEvent(parse({ title: '[SAMPLE] x' })).message).toContain('made for a test');
});

test('a time without its mark is UTC; an unreadable one is said', () => {
  const seen = (eventFirstSeen: string) => parse({ service: { ...finding.service, eventFirstSeen } });
  expect(onlyEvent(seen('2024-05-01 10:00:00.000')).time?.zone).toBe('format');
  expect(seen('x')).toMatchObject({ problems: [{ code: 'bad-time' }] });
  expect(onlyEvent(seen('x')).time?.text).toBe('2024-05-01T10:10:00.000Z');
});

test('EventBridge carries findings', () => {
  const event = onlyEvent(
    awsGuardduty.parse(
      recordInput({ 'detail-type': 'GuardDuty Finding', time: '2024-05-01T10:31:00Z', detail: finding }),
    ),
  );
  expect(event).toMatchObject({ path: 'detail', fields: { 'exhibit.envelope': 'EventBridge GuardDuty Finding' } });
});

test('any JSON in any place is answered', () => {
  fc.assert(
    fc.property(
      fc.jsonValue(),
      fc.constantFrom(...Object.keys(finding)),
      fc.constantFrom(...Object.keys(finding.resource)),
      (one, key, inner) => {
        parse({ [key]: one });
        expect(
          parse({
            resource: { ...finding.resource, [inner]: one },
            service: { serviceName: 'guardduty', action: one, runtimeDetails: one },
          }).kind,
        ).toBe('events');
      },
    ),
  );
});
