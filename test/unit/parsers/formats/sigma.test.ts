import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { sigma } from '../../../../parsers/formats/sigma/index.js';
import { recordInput } from '../../../support/record-input.js';

import { readYaml } from '../../../../parsers/io/yaml-value.js';
import { FORMATS } from '../../../../parsers/registry.js';
import { collectImport, memoryFile } from '../../../support/collect-import.js';

const rule = `title: Exec into a pod
id: 0000
author: Leo
date: 2024-03-26
tags: [attack.t1609, attack.privilege_escalation, attack.g0001]
logsource:
    product: kubernetes
    service: audit
detection:
    selection: { verb: create }
    condition: selection
level: medium
`;

test('a rule is listed with id, title, source of logs, tags and author', async () => {
  const { members } = await collectImport(
    [memoryFile(new TextEncoder().encode(`---\n${rule}---\ntitle: broken: yaml\ndetection:\n`))],
    { formats: FORMATS },
  );
  const { end, records } = members[0]!;
  expect([end.format, records.map(({ line, result }) => [line, result.kind])]).toEqual([
    'sigma',
    [
      [2, 'events'],
      [15, 'rejected'],
    ],
  ]);
  const [result] = records.map((record) => record.result);
  expect(result?.kind === 'events' ? result.events : []).toEqual([
    {
      time: null,
      message: 'Rule: Exec into a pod (kubernetes/audit, medium, Leo)',
      fields: {
        'exhibit.outcome': 'unknown',
        'event.kind': 'enrichment',
        'event.category': 'threat',
        'event.type': 'info',
        'event.action': 'rule',
        'event.provider': 'Sigma',
        'event.severity': 'medium',
        'event.dataset': 'kubernetes/audit',
        'rule.id': '0000',
        'rule.name': 'Exec into a pod',
        'rule.category': ['attack.t1609', 'attack.privilege_escalation', 'attack.g0001'],
        'rule.version': '2024-03-26',
        'threat.technique.id': 'T1609',
        'threat.tactic.name': 'privilege-escalation',
        'user.name': 'Leo',
      },
    },
  ]);
});

test.each([
  [
    'aliases that repeat themselves',
    `a: &a [1,1,1,1,1,1,1,1,1,1]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]`,
    'not-yaml',
  ],
  ['brackets without end', `a: ${'['.repeat(5000)}`, 'too-deep'],
  ['lists in lists', `${'- '.repeat(5000)}a`, 'too-deep'],
  ['a large document', `a: ${'x'.repeat(300_000)}`, 'too-large'],
])('%s are refused', (_, text, code) => {
  expect(readYaml(text)).toMatchObject({ ok: false, code });
});

test('any text is answered', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (a, b) => {
      expect(typeof readYaml(`title: ${a}\n${b}`).ok).toBe('boolean');
    }),
  );
});

test('any JSON in its place is answered', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      for (const shape of [value, { title: 'x', detection: {}, tags: value, logsource: value }])
        expect(['events', 'rejected']).toContain(sigma.parse(recordInput(shape)).kind);
    }),
  );
});
