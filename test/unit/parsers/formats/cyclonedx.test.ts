import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { cyclonedx } from '../../../../parsers/formats/cyclonedx/index.js';
import { recordInput } from '../../../support/record-input.js';

function events(value: unknown) {
  const result = cyclonedx.parse(recordInput(value));
  return result.kind === 'events' ? result.events : [];
}
import { FORMATS } from '../../../../parsers/registry.js';
import { collectImport, memoryFile } from '../../../support/collect-import.js';

const bom = {
  bomFormat: 'CycloneDX',
  specVersion: '1.5',
  serialNumber: 'urn:uuid:1',
  metadata: {
    timestamp: '2021-08-25T12:20:30+00:00',
    component: {
      type: 'container',
      name: 'r/shop:1.4',
      properties: [{ name: 'aquasecurity:trivy:ImageID', value: 'sha256:9617' }],
    },
  },
  components: [
    {
      'bom-ref': 'a',
      type: 'library',
      group: 'org',
      name: 'lib',
      version: '1',
      purl: 'pkg:maven/org/lib@1',
      components: [{ name: 'inner', version: '2', hashes: [{ alg: 'SHA-256', content: 'ff' }] }],
    },
  ],
  vulnerabilities: [
    {
      id: 'CVE-1',
      ratings: [{ severity: 'low' }, { severity: 'critical' }, { severity: 'unknown' }],
      affects: [{ ref: 'a' }],
    },
  ],
};

test('a bill gives itself, its vulnerabilities with what they are in, and its components', () => {
  const found = events(bom);
  expect(found.map(({ time, message }) => [time, message])).toEqual([
    [null, 'Bill of materials of r/shop:1.4: 2 components, 1 vulnerabilities'],
    [null, 'CVE-1 (critical) in org/lib'],
    [null, 'component org/lib 1'],
    [null, 'component inner 2'],
  ]);
  expect(found[0]?.otherTimes).toMatchObject([{ kind: 'logged', instant: 1_629_894_030_000_000_000n }]);
  expect(found[1]?.fields).toMatchObject({
    'exhibit.lane': 'image/r%2Fshop:1.4',
    'container.image.id': 'sha256:9617',
    'exhibit.severity': 9,
    'vulnerability.id': 'CVE-1',
    'package.name': 'org/lib',
    'package.reference': 'pkg:maven/org/lib@1',
  });
  expect(found[3]?.fields['file.hash.sha256']).toBe('ff');
});

test('the XML form says the same', async () => {
  const xml = `<?xml version="1.0"?>
<bom xmlns="http://cyclonedx.org/schema/bom/1.5" serialNumber="urn:uuid:1" version="1">
  <metadata><timestamp>2021-08-25T12:20:30Z</timestamp><component type="application"><name>shop</name></component></metadata>
  <components><component type="library" bom-ref="a"><group>org</group><name>lib</name><version>1</version><hashes><hash alg="MD5">ee</hash></hashes><purl>pkg:maven/org/lib@1</purl></component></components>
  <vulnerabilities><vulnerability><id>CVE-1</id><ratings><rating><severity>high</severity></rating></ratings><affects><target><ref>a</ref></target></affects></vulnerability></vulnerabilities>
</bom>`;
  const { members } = await collectImport([memoryFile(new TextEncoder().encode(xml))], { formats: FORMATS });
  const [record] = members[0]!.records;
  expect([members[0]?.end.format, members[0]?.records.length]).toEqual(['cyclonedx', 1]);
  const found = record?.result.kind === 'events' ? record.result.events : [];
  expect(found.map(({ message }) => message)).toEqual([
    'Bill of materials of shop: 1 components, 1 vulnerabilities',
    'CVE-1 (high) in org/lib',
    'component org/lib 1',
  ]);
  expect(found[2]?.fields).toMatchObject({ 'package.reference': 'pkg:maven/org/lib@1', 'file.hash.md5': 'ee' });
});

test('any JSON in its place is answered', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      for (const shape of [value, { ...bom, components: [value], vulnerabilities: [value, { ratings: value }] }])
        expect(['events', 'rejected']).toContain(cyclonedx.parse(recordInput(shape)).kind);
    }),
  );
});
