import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { trivy } from '../../../../parsers/formats/trivy/index.js';
import { recordInput } from '../../../support/record-input.js';

function events(value: unknown) {
  const result = trivy.parse(recordInput(value));
  return result.kind === 'events' ? result.events : [];
}

const report = {
  SchemaVersion: 2,
  CreatedAt: '2021-08-25T12:20:30.000000005Z',
  ArtifactName: 'shop.tar',
  ArtifactType: 'container_image',
  Metadata: {
    ImageID: 'sha256:9617',
    DiffIDs: ['sha256:0390'],
    RepoTags: ['r/shop:1.4'],
    RepoDigests: ['r/shop@sha256:beef'],
    OS: { Family: 'alpine', Name: '3.10.2' },
  },
};
const vulnerability = {
  VulnerabilityID: 'CVE-2019-1549',
  PkgName: 'libssl',
  InstalledVersion: '1.1.1c',
  FixedVersion: '1.1.1d',
  Severity: 'HIGH',
  Title: 'openssl',
  Layer: { DiffID: 'sha256:0390' },
  PkgIdentifier: { PURL: 'pkg:apk/libssl' },
};

test('a report is known of an image, with the time of the scan beside it', () => {
  const [scan, found] = events({
    ...report,
    Results: [{ Target: 'shop.tar (alpine)', Type: 'alpine', Vulnerabilities: [vulnerability] }],
  });
  expect([scan?.time, scan?.message]).toEqual([null, 'Trivy scanned shop.tar: 1 findings']);
  expect(scan?.otherTimes).toMatchObject([{ kind: 'logged', instant: 1_629_894_030_000_000_005n }]);
  expect(found?.message).toBe('CVE-2019-1549 in libssl 1.1.1c (HIGH) in shop.tar (alpine)');
  expect(found?.fields).toEqual({
    'exhibit.layer': 'container',
    'exhibit.lane': 'image/r%2Fshop:1.4',
    'exhibit.outcome': 'unknown',
    'exhibit.severity': 7,
    'exhibit.image.layer': 'sha256:0390',
    'exhibit.package.fixed': '1.1.1d',
    'event.kind': 'state',
    'event.category': 'vulnerability',
    'event.type': 'info',
    'event.provider': 'Trivy',
    'event.action': 'vulnerability',
    'event.reason': 'openssl',
    'event.severity': 'HIGH',
    'vulnerability.id': 'CVE-2019-1549',
    'vulnerability.severity': 'HIGH',
    'package.name': 'libssl',
    'package.version': '1.1.1c',
    'package.reference': 'pkg:apk/libssl',
    'container.image.name': 'r/shop',
    'container.image.tag': '1.4',
    'container.image.hash.all': 'sha256:beef',
    'container.image.id': 'sha256:9617',
    'host.os.name': 'alpine 3.10.2',
  });
});

test('failed checks and secrets are findings; passed checks are none, and what a secret looks like is in no field', () => {
  const results = [
    {
      Target: 'deploy.yaml',
      Misconfigurations: [
        { ID: 'KSV-1', Title: 'Root', Message: 'runs as root', Status: 'FAIL', Severity: 'MEDIUM' },
        { ID: 'KSV-2', Status: 'PASS' },
      ],
    },
    {
      Target: '/app/.env',
      Secrets: [{ RuleID: 'aws-key', Title: 'AWS key', Severity: 'CRITICAL', StartLine: 3, Match: 'AKIAVISIBLE' }],
    },
  ];
  const found = events({ SchemaVersion: 2, ArtifactName: 'src', Results: results }).slice(1);
  expect(found.map(({ fields }) => [fields['rule.id'], fields['file.path'], fields['exhibit.severity']])).toEqual([
    ['KSV-1', 'deploy.yaml', 5],
    ['aws-key', '/app/.env', 9],
  ]);
  expect(JSON.stringify(found)).not.toContain('AKIAVISIBLE');
});

test('old reports are bare results; those of clusters name their objects', () => {
  expect(events({ Target: 'alpine', Vulnerabilities: [vulnerability] })).toHaveLength(2);
  const cluster = {
    ClusterName: 'prod',
    Resources: [
      { Namespace: 'shop', Kind: 'Pod', Name: 'web-1', Results: [{ Target: 'x', Vulnerabilities: [vulnerability] }] },
    ],
  };
  expect(events(cluster)[1]?.fields).toMatchObject({
    'exhibit.lane': 'k8s/prod/shop/web-1',
    'vulnerability.id': 'CVE-2019-1549',
  });
});

test('any JSON in its place is answered', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      for (const shape of [
        value,
        { ...report, Results: [value, { Vulnerabilities: [value], Secrets: [value] }] },
        { ClusterName: 'c', Resources: [value] },
      ])
        expect(['events', 'rejected']).toContain(trivy.parse(recordInput(shape)).kind);
    }),
  );
});

test('a target without findings, with null for the list, is a report', () => {
  expect(events({ Target: 'alpine:3.10', Vulnerabilities: null }).map(({ message }) => message)).toEqual([
    'Trivy scanned alpine:3.10: 0 findings',
  ]);
});
