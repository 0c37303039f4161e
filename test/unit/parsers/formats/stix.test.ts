import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { stix } from '../../../../parsers/formats/stix/index.js';
import { recordInput } from '../../../support/record-input.js';

function events(value: unknown) {
  const result = stix.parse(recordInput(value));
  return result.kind === 'events' ? result.events : [];
}
import { patternValues } from '../../../../parsers/formats/stix/pattern.js';

const indicator = {
  type: 'indicator',
  id: 'indicator--d81f86b9-975b-4c0b-875e-810c5ad45a4f',
  created: '2014-06-29T13:49:37.079Z',
  name: 'Malicious site',
  pattern: "[url:value = 'http://x4z9arb.cn/4712/']",
  valid_from: '2014-06-29T13:49:37.079Z',
};

test('an indicator has what its pattern asks for, and no place on the time line', () => {
  expect(events(indicator)).toEqual([
    {
      time: null,
      message: "indicator Malicious site: [url:value = 'http://x4z9arb.cn/4712/']",
      fields: {
        'exhibit.outcome': 'unknown',
        'exhibit.indicator.ioc': 'http://x4z9arb.cn/4712/',
        'event.kind': 'enrichment',
        'event.category': 'threat',
        'event.type': 'indicator',
        'event.provider': 'STIX',
        'event.action': 'indicator',
        'event.id': 'indicator--d81f86b9-975b-4c0b-875e-810c5ad45a4f',
        'rule.name': 'Malicious site',
      },
    },
  ]);
});

test.each([
  ["[file:hashes.'SHA-256' = 'ab']", ['ab']],
  ["[ipv4-addr:value = '198.51.100.1/32' OR ipv4-addr:value='203.0.113.33']", ['198.51.100.1/32', '203.0.113.33']],
  [
    "[domain-name:value IN ('a.example', 'b.example')] FOLLOWEDBY [file:name = 'it\\'s']",
    ['a.example', 'b.example', "it's"],
  ],
  ["[file:name != 'x' AND file:size > 5 AND file:name LIKE 'y%' AND file:name NOT = 'z']", []],
])('of %s the exact values are %j', (pattern, values) => {
  expect(patternValues(pattern)).toEqual(values);
});

test('a technique, a file and a tie say what they are', () => {
  const id = (type: string) => `${type}--162d917e-766f-4611-b5d6-652791454fca`;
  const technique = {
    type: 'attack-pattern',
    id: id('attack-pattern'),
    name: 'Escape to Host',
    external_references: [
      { source_name: 'mitre-attack', external_id: 'T1611' },
      { source_name: 'capec', external_id: 'CAPEC-480' },
    ],
    kill_chain_phases: [
      { kill_chain_name: 'mitre-attack', phase_name: 'privilege-escalation' },
      { kill_chain_name: 'other', phase_name: 'x' },
    ],
  };
  expect(events(technique)[0]?.fields).toMatchObject({
    'threat.technique.id': 'T1611',
    'threat.technique.name': 'Escape to Host',
    'threat.tactic.name': 'privilege-escalation',
  });
  expect(
    events({ type: 'file', id: id('file'), name: 'a.exe', hashes: { SHA256: 'ff', MD5: 'ee' } })[0]?.fields,
  ).toMatchObject({
    'file.hash.sha256': 'ff',
    'file.hash.md5': 'ee',
    'exhibit.indicator': ['ff', 'ee'],
  });
  const tie = {
    type: 'relationship',
    id: id('relationship'),
    relationship_type: 'indicates',
    source_ref: 'a',
    target_ref: 'b',
  };
  expect(events(tie)[0]?.message).toBe('relationship a indicates b');
});

test('a bundle as one record gives its objects', () => {
  expect(events({ type: 'bundle', id: 'bundle--1', objects: [indicator, 7, { type: 'x' }] })).toHaveLength(1);
});

test('any JSON in its place is answered', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      for (const shape of [value, { ...indicator, pattern: value }, { type: 'bundle', objects: [value, indicator] }])
        expect(['events', 'rejected']).toContain(stix.parse(recordInput(shape)).kind);
    }),
  );
});

test('observed data of version 2.0 holds its objects itself', () => {
  const [event] = events({
    type: 'observed-data',
    id: 'observed-data--b67d30ff-02ac-498a-92f9-32f845f448cf',
    number_observed: 50,
    objects: { '0': { type: 'file', hashes: { MD5: 'aa' } }, '1': { type: 'ipv4-addr', value: '203.0.113.5' } },
  });
  expect(event?.fields).toMatchObject({ 'exhibit.count': 50, 'exhibit.indicator': ['aa', '203.0.113.5'] });
});
