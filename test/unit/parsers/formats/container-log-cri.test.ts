import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { containerLogCri } from '../../../../parsers/formats/container-log-cri/index.js';
import { FORMATS } from '../../../../parsers/registry.js';
import { collectImport, memoryFile } from '../../../support/collect-import.js';
import { recordInput } from '../../../support/record-input.js';

async function imported(path: string, lines: readonly string[]) {
  const bytes = new TextEncoder().encode(lines.join('\n'));
  const { members } = await collectImport([memoryFile(bytes, { path })], { formats: FORMATS });
  return members[0]!;
}

const POD_LOG = 'pods/shop_web-1_11111111-2222-3333-4444-555555555555/app/0.log';

test('the path of the kubelet says whose line it is', async () => {
  const { end, records } = await imported(POD_LOG, ['2026-11-23T03:55:14.314593343+01:00 stderr F warn']);
  expect(end.format).toBe('container-log-cri');
  const result = records[0]?.result;
  expect(result?.kind === 'events' ? result.events : []).toEqual([
    {
      time: {
        text: '2026-11-23T03:55:14.314593343+01:00',
        instant: 1_795_402_514_314_593_343n,
        resolution: 'ns',
        zone: 'record',
        kind: 'happened',
      },
      message: 'warn',
      fields: {
        'exhibit.layer': 'container',
        'exhibit.outcome': 'unknown',
        'exhibit.lane': 'k8s/-/shop/web-1',
        'event.kind': 'event',
        'event.category': 'process',
        'event.type': 'info',
        'event.action': 'stderr',
        'container.name': 'app',
        'orchestrator.namespace': 'shop',
        'orchestrator.resource.type': 'pods',
        'orchestrator.resource.name': 'web-1',
        'orchestrator.resource.id': '11111111-2222-3333-4444-555555555555',
      },
    },
  ]);
});

test('runtimes of 2017 wrote no tags', async () => {
  const { records, end } = await imported('0.log', [
    '2017-03-04T05:06:07.123456789Z stdout 2017-03-04 05:06:07 started',
    '2017-03-04T05:06:08.2Z stderr Failed',
  ]);
  expect(end.format).toBe('container-log-cri');
  expect(records.map(({ result }) => (result.kind === 'events' ? result.events[0]?.message : null))).toEqual([
    '2017-03-04 05:06:07 started',
    'Failed',
  ]);
});

test('split lines are one event at the time of the first, and three records', async () => {
  const time = '2026-11-23T02:55:14.1Z';
  const { records, end } = await imported('0.log', [`${time} stdout P a`, `${time} stdout P b`, `${time} stdout F c`]);
  expect(end.format).toBe('container-log-cri');
  expect(
    records.map(({ result }) => (result.kind === 'events' ? result.events.map(({ message }) => message) : 'no')),
  ).toEqual([['abc'], [], []]);
});

test('a record of another format that the runtime split over lines is read whole', async () => {
  const audit = JSON.stringify({
    kind: 'Event',
    apiVersion: 'audit.k8s.io/v1',
    auditID: 'a-1',
    stage: 'ResponseComplete',
    requestURI: '/api/v1/namespaces/shop/secrets',
    verb: 'list',
    user: { username: 'eve' },
    requestReceivedTimestamp: '2026-11-23T02:55:14.000000Z',
    stageTimestamp: '2026-11-23T02:55:14.100000Z',
  });
  const time = '2026-11-23T02:55:14.2Z';
  const { records } = await imported('0.log', [
    `${time} stdout P ${audit.slice(0, 90)}`,
    `${time} stderr F I1123 started`,
    `${time} stdout F ${audit.slice(90)}`,
  ]);
  expect(
    records.map(({ format, result }) => [format, result.kind === 'events' ? result.events.length : 'rejected']),
  ).toEqual([
    ['k8s-audit', 1],
    ['container-log-cri', 1],
    ['k8s-audit', 0],
  ]);
});

test('a line that is none is rejected, a time that is none is a complaint', async () => {
  const good = '2026-11-23T02:55:14.1Z stdout F a';
  const { records } = await imported('0.log', [good, good, 'junk', '2026-99-23T02:55:14.1Z stdout F b', good]);
  expect(records.map(({ result }) => result.kind)).toEqual(['events', 'events', 'rejected', 'events', 'events']);
  expect(records[3]?.result).toMatchObject({
    events: [{ time: null, message: 'b' }],
    problems: [{ code: 'bad-time' }],
  });
});

test('any JSON in its place is answered', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(['events', 'rejected']).toContain(containerLogCri.parse(recordInput(value)).kind);
    }),
  );
});
