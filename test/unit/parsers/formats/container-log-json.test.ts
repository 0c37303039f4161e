import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { containerLogJson } from '../../../../parsers/formats/container-log-json/index.js';
import { FORMATS } from '../../../../parsers/registry.js';
import { collectImport, memoryFile } from '../../../support/collect-import.js';
import { recordInput } from '../../../support/record-input.js';

const ID = '4cc3c8ab05e02f13fe1d86cdcac1f8cb4fc5e63fb17802d41c308c6f60bc1c26';
const time = '2026-11-23T02:53:46.671570442Z';

async function imported(path: string, entries: readonly object[]) {
  const bytes = new TextEncoder().encode(entries.map((entry) => JSON.stringify(entry)).join('\n'));
  const { members } = await collectImport([memoryFile(bytes, { path })], { formats: FORMATS });
  return members[0]!;
}

function read(value: unknown) {
  const result = containerLogJson.parse(recordInput(value));
  return result.kind === 'events' ? result.events[0] : undefined;
}

test('the folder of the container says whose line it is', async () => {
  const { end, records } = await imported(`containers/${ID}/${ID}-json.log.1`, [
    { log: 'a\r\n', stream: 'stdout', time },
  ]);
  expect(end.format).toBe('container-log-json');
  expect(records[0]?.result).toMatchObject({
    events: [{ message: 'a', fields: { 'container.id': ID, 'exhibit.lane': `container/${ID.slice(0, 12)}` } }],
  });
});

test('an entry without a time is kept, undated; a file without any time is none of Docker', async () => {
  const { records } = await imported('x', [
    { log: 'a\n', stream: 'stdout', time },
    { log: 'b\n', stream: 'stderr' },
  ]);
  expect(records[1]?.result).toEqual({
    kind: 'events',
    events: [expect.objectContaining({ time: null, message: 'b' })],
  });
  expect((await imported('x', [{ log: 'b\n', stream: 'stderr' }])).end.format).not.toBe('container-log-json');
});

test('a time without a zone is UTC by the format', () => {
  expect(read({ log: 'a\n', stream: 'stdout', time: '2016-01-07T16:49:10.0' })?.time).toMatchObject({
    zone: 'format',
    instant: 1_452_185_350_000_000_000n,
  });
});

test('a line over 16 KiB is one event', async () => {
  const long = 'x'.repeat(16_384);
  const { records } = await imported('a.log', [
    { log: 'first\n', stream: 'stdout', time },
    { log: long, stream: 'stdout', time },
    { log: 'end\n', stream: 'stdout', time },
  ]);
  const messages = records.map(({ result }) =>
    result.kind === 'events' ? result.events.map((event) => event.message) : [],
  );
  expect(messages).toEqual([['first'], [`${long}end`], []]);
});

test('lines whose line feeds a shipper took off stay apart', async () => {
  const { records } = await imported('a.log', [
    { log: 'one', stream: 'stdout', time },
    { log: 'two', stream: 'stdout', time },
  ]);
  expect(records.map(({ result }) => (result.kind === 'events' ? result.events.length : -1))).toEqual([1, 1]);
});

test('labels that the driver was asked for, and what Fluent Bit adds, name pod and container', () => {
  const attrs = { 'io.kubernetes.pod.name': 'web-1', 'io.kubernetes.pod.namespace': 'shop', tag: 'blue' };
  expect(read({ log: 'a\n', stream: 'stdout', attrs, time })?.fields).toMatchObject({
    'exhibit.lane': 'k8s/-/shop/web-1',
    tags: 'blue',
  });
  const kubernetes = {
    pod_name: 'web-1',
    namespace_name: 'shop',
    docker_id: ID,
    container_image: 'r/app:1',
    host: 'n1',
  };
  expect(read({ log: 'a\n', stream: 'stderr', time, kubernetes })?.fields).toMatchObject({
    'container.id': ID,
    'container.image.name': 'r/app',
    'container.image.tag': '1',
    'host.name': 'n1',
  });
});

test('a record of another format in a log goes to that format, its neighbours stay', async () => {
  const alert = {
    rule: 'Terminal shell in container',
    priority: 'Notice',
    output: 'shell',
    time: '2026-11-23T02:53:46.671570442Z',
    output_fields: { 'container.id': 'abcdefabcdef' },
  };
  const { records } = await imported('a.log', [
    { log: 'starting\n', stream: 'stderr', time },
    { log: `${JSON.stringify(alert)}\n`, stream: 'stdout', time },
  ]);
  expect(records.map(({ format }) => format)).toEqual(['container-log-json', 'falco']);
});

test('what has no stream of a container is another kind of record', () => {
  expect(containerLogJson.parse(recordInput({ log: 'a', stream: 'audit', time })).kind).toBe('rejected');
});

test('any JSON in its place is answered', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(['events', 'rejected']).toContain(containerLogJson.parse(recordInput(value)).kind);
    }),
  );
});
