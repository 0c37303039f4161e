import * as fc from 'fast-check';

const HOUR = 3_600_000;
const START = Date.UTC(2026, 0, 2, 3);

/** Few values, so that queries hit and times tie. */
export const WORDS = [
  'curl',
  'Curl -s',
  '/etc/shadow',
  '/bin/sh',
  'kube-system',
  '10.0.0.7',
  'Zeile ß',
  'a_b',
  'x"y\\z',
  'x',
];
const RULES = ['Terminal shell in container', 'Read sensitive file', 'Outbound connection', 'curl'];
const CONTAINERS = ['3f2a00112233', '77aa00112233', 'host'];
const PRIORITIES = ['Critical', 'Warning', 'Notice', 'Debug'];

const time = fc
  .record({
    ms: fc.integer({ min: 0, max: 12 }).map((step) => START + (step * HOUR) / 4),
    digits: fc.constantFrom('', '.5', '.123456789', '.123456788'),
    zone: fc.constantFrom('Z', 'Z', 'Z', '+01:00', ''),
    kind: fc.constantFrom('time', 'time', 'time', 'time', 'none'),
  })
  .map(({ ms, digits, zone, kind }) =>
    kind === 'none' ? null : `${new Date(ms).toISOString().slice(0, 19)}${digits}${zone}`,
  );

const word = fc.constantFrom(...WORDS);

/** One Falco alert as a line; some without a time, some without a zone. */
export const falcoLine = fc
  .record({
    time,
    rule: fc.constantFrom(...RULES),
    priority: fc.constantFrom(...PRIORITIES),
    container: fc.constantFrom(...CONTAINERS),
    command: fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' ')),
    process: word,
    user: fc.constantFrom('root', 'Alice', 'www-data', ''),
    port: fc.constantFrom(443, 8080, 65_535),
    tags: fc.uniqueArray(fc.constantFrom('mitre_execution', 'T1059', 'shell', 'network'), { maxLength: 3 }),
    node: fc.constantFrom('node-1', 'node-2'),
  })
  .map((alert) =>
    JSON.stringify({
      output: `${alert.priority} ${alert.rule} (command=${alert.command})`,
      priority: alert.priority,
      rule: alert.rule,
      source: 'syscall',
      hostname: alert.node,
      ...(alert.time !== null && { time: alert.time }),
      tags: alert.tags,
      output_fields: {
        'container.id': alert.container,
        'proc.cmdline': alert.command,
        'proc.name': alert.process,
        'user.name': alert.user,
        'fd.sport': alert.port,
        'fd.sip': '10.0.0.7',
      },
    }),
  );

/** The lines of one file. The first is always the same, so that the file is recognised. */
export const falcoFile = fc.array(falcoLine, { maxLength: 14 }).map((lines) => [FIRST_LINE, ...lines]);

const FIRST_LINE = JSON.stringify({
  output: '03:00:00.000000000: Notice first',
  priority: 'Notice',
  rule: 'First',
  source: 'syscall',
  time: '2026-01-02T03:00:00.000000000Z',
  output_fields: { 'container.id': 'host' },
});
