import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aquaScan } from '../../../../parsers/formats/aqua-scan/index.js';
import { eventsOf, onlyEvent } from '../../../support/parsed.js';
import { recordInput } from '../../../support/record-input.js';

const digest = `sha256:${'a'.repeat(64)}`;

const scan = {
  image: 'registry:5000/shop/web:1.4',
  registry: 'Example',
  digest,
  scan_started: { seconds: 1_624_544_066, nanos: 881_635_578 },
  data_date: 1_624_490_283,
  os: 'alpine',
  version: '3.8.4',
  initiating_user: 'upwork',
  metadata: { id: digest, created: '2020-12-20T20:48:42Z', repo_digests: [`shop/web@sha256:${'b'.repeat(64)}`] },
  resources: [{ resource: { name: 'bash' } }],
  vulnerability_summary: { total: 3, critical: 1, high: 2, medium: 0, low: 0, malware: 1, sensitive: 0 },
  image_assurance_results: {
    disallowed: true,
    checks_performed: [
      { control: 'malware', policy_name: 'Default', failed: true },
      { control: 'dta', policy_name: 'DTA', dta_skipped: true, dta_skipped_reason: 'Host Image' },
    ],
  },
  malware: [{ malware: 'Linux.Miner', path: '/usr/bin/x', hash: 'C'.repeat(64) }],
};

const parse = (changes: object) => eventsOf(aquaScan.parse(recordInput({ ...scan, ...changes })));

test('the scan is one event, each piece of malware another', () => {
  const [whole, hit] = parse({});
  expect(whole?.time).toMatchObject({ text: '1624544066.881635578', resolution: 'ns', zone: 'format' });
  expect(whole?.fields).toEqual({
    'exhibit.layer': 'container',
    'exhibit.lane': 'image/registry:5000%2Fshop%2Fweb:1.4',
    'exhibit.outcome': 'detected',
    'exhibit.outcome.original': 'disallowed',
    'exhibit.cut': 'dynamic analysis (DTA) skipped: Host Image',
    'exhibit.image.registry': 'Example',
    'event.action': 'image scanned',
    'event.category': 'vulnerability',
    'event.kind': 'state',
    'event.type': 'info',
    'event.outcome': 'unknown',
    'event.provider': 'image scan',
    'event.reason': 'Default: malware',
    'rule.name': 'Default',
    'rule.category': 'malware',
    'user.name': 'upwork',
    'container.image.name': 'registry:5000/shop/web',
    'container.image.tag': '1.4',
    'container.image.hash.all': `sha256:${'b'.repeat(64)}`,
    'container.image.id': digest,
  });
  expect(hit?.time).toBe(whole?.time);
  expect(hit?.fields).toMatchObject({
    'event.action': 'malware found',
    'event.category': 'malware',
    'event.kind': 'alert',
    'threat.software.name': 'Linux.Miner',
    'file.path': '/usr/bin/x',
    'file.hash.sha256': 'c'.repeat(64),
    'container.image.id': digest,
  });
  expect(whole?.message).toBe(
    'Image registry:5000/shop/web:1.4 (alpine 3.8.4) scanned: 3 vulnerabilities (1 critical, 2 high, 0 medium, 0 low), 1 malware, 0 sensitive data; disallowed by Default (malware). Left out: dynamic analysis (DTA) skipped: Host Image.',
  );
  expect(hit?.message).toBe(
    'Malware Linux.Miner found in image registry:5000/shop/web:1.4 at /usr/bin/x when it was scanned.',
  );
});

describe('time', () => {
  test('without a start there is none: data_date is a date of the feed', () => {
    expect(parse({ scan_started: undefined }).map(({ time }) => time)).toEqual([null, null]);
    expect(aquaScan.parse(recordInput({ ...scan, scan_started: undefined }))).not.toHaveProperty('problems');
  });

  test('that cannot be read is said', () => {
    expect(aquaScan.parse(recordInput({ ...scan, scan_started: 'now' }))).toMatchObject({
      problems: [{ code: 'bad-time' }],
    });
  });
});

test('the digest of a scan is the id of the image, unless it is among the repository digests', () => {
  const [whole] = parse({ digest: `sha256:${'b'.repeat(64)}` });
  expect(whole?.fields).toMatchObject({ 'container.image.hash.all': `sha256:${'b'.repeat(64)}` });
  expect(whole?.fields).not.toHaveProperty('container.image.id');
});

test.each([
  [
    'camel case at the top',
    { dtaSkipped: true, dtaSkippedReason: 'not licensed', image_assurance_results: {} },
    'not licensed',
  ],
  [
    'snake case in the image API',
    { dta_skipped: true, dta_skipped_reason: 'too large', image_assurance_results: {} },
    'too large',
  ],
])('a dynamic analysis that was skipped: %s', (_, changes, reason) => {
  expect(parse(changes)[0]?.fields['exhibit.cut']).toBe(`dynamic analysis (DTA) skipped: ${reason}`);
});

test('nothing found is no verdict', () => {
  const [whole] = parse({ image_assurance_results: {}, vulnerability_summary: { total: 0, malware: 0 }, malware: [] });
  expect(whole?.fields['exhibit.outcome']).toBe('unknown');
});

test.each([
  ['1'.repeat(40), 'file.hash.sha1'],
  ['2'.repeat(32), 'file.hash.md5'],
])('the length of a hash tells its kind: %s', (hash, field) => {
  expect(parse({ malware: [{ malware: 'x', hash }] })[1]?.fields).toMatchObject({ [field]: hash });
});

test('malware beside the file it was found in', () => {
  const resources = [{ resource: { path: '/x' }, malware: [{ malware: 'y', path: '/x' }] }];
  expect(parse({ malware: undefined, resources })).toHaveLength(2);
});

test('the older shape of the image API', () => {
  const old = {
    image_name: 'web:1',
    registry: 'r',
    disallowed: false,
    cves_counts: { total: 4, high: 4 },
    scan_date: '2019-05-01T10:00:00Z',
  };
  const event = onlyEvent(aquaScan.parse(recordInput(old)));
  expect(event.time?.text).toBe('2019-05-01T10:00:00Z');
  expect(event.message).toContain('4 vulnerabilities (4 high)');
});

test.each([{ image: 'x' }, { image: 'x', vulnerability_summary: {} }, { ArtifactName: 'x', Results: [] }])(
  '%j is none',
  (value) => {
    expect(aquaScan.parse(recordInput(value))).toMatchObject({ kind: 'rejected', code: 'wrong-shape' });
  },
);

test('whatever stands where a field should be, the record is answered', () => {
  fc.assert(
    fc.property(fc.constantFrom(...Object.keys(scan)), fc.jsonValue(), (key, value) => {
      expect(['events', 'rejected']).toContain(aquaScan.parse(recordInput({ ...scan, [key]: value })).kind);
    }),
    { numRuns: 300 },
  );
});
