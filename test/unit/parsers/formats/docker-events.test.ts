import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { dockerEvents } from '../../../../parsers/formats/docker-events/index.js';
import { recordInput } from '../../../support/record-input.js';

function events(value: unknown, path?: string) {
  const result = dockerEvents.parse(recordInput(value, path === undefined ? {} : { path }));
  return result.kind === 'events' ? result.events : [];
}

const ID = '4cc3c8ab05e02f13fe1d86cdcac1f8cb4fc5e63fb17802d41c308c6f60bc1c26';
const container = (Action: string, Attributes: object = {}) => ({
  Type: 'container',
  Action,
  Actor: { ID, Attributes: { image: 'registry.local:5000/shop:1.4', name: 'shop', ...Attributes } },
  scope: 'local',
  time: 1_795_402_426,
  timeNano: '1795402426674765426',
});

test('an exec has its command unquoted behind the first colon, and one id for creation, start and end', () => {
  const [event] = events(container('exec_start: sh -c echo a: b', { execID: 'e1' }));
  expect(event?.time).toMatchObject({ instant: 1_795_402_426_674_765_426n, resolution: 'ns', zone: 'format' });
  expect(event?.message).toBe('container shop: exec_start (sh -c echo a: b)');
  expect(event?.fields).toEqual({
    'exhibit.layer': 'container',
    'exhibit.outcome': 'unknown',
    'exhibit.lane': 'container/4cc3c8ab05e0',
    'exhibit.act': 'e1',
    'container.id': ID,
    'container.name': 'shop',
    'container.image.name': 'registry.local:5000/shop',
    'container.image.tag': '1.4',
    'container.runtime': 'docker',
    'event.kind': 'event',
    'event.provider': 'docker',
    'event.category': 'process',
    'event.type': 'start',
    'event.action': 'exec_start',
    'event.outcome': 'unknown',
    'process.command_line': 'sh -c echo a: b',
  });
});

test("kubelet's labels put the container into its pod's lane", () => {
  const labels = {
    'io.kubernetes.pod.name': 'web-1',
    'io.kubernetes.pod.namespace': 'prod',
    'io.kubernetes.pod.uid': 'u',
  };
  expect(events(container('start', labels))[0]?.fields).toMatchObject({
    'exhibit.lane': 'k8s/-/prod/web-1',
    'orchestrator.resource.id': 'u',
  });
  const name = 'k8s_app_web-1_prod_11111111-2222_0';
  expect(events(container('start', { name }))[0]?.fields).toMatchObject({
    'container.name': 'app',
    'exhibit.lane': 'k8s/-/prod/web-1',
  });
});

test('an end has its exit code, a kill its signal', () => {
  const [died] = events(container('die', { exitCode: '137' }));
  expect([died?.fields['process.exit_code'], died?.fields['event.outcome']]).toEqual([137, 'failure']);
  expect(events(container('die', { exitCode: '0' }))[0]?.fields['event.outcome']).toBe('success');
  const [kill] = events(container('kill', { signal: '9' }));
  expect([kill?.fields['event.reason'], kill?.fields['event.type']]).toEqual(['signal 9', 'info']);
});

test('nanoseconds are nanoseconds, however few', () => {
  const event = { ...container('start'), timeNano: 2_000_000_000, time: 2_000_000_000 };
  expect(events(event)[0]?.time).toMatchObject({ instant: 2_000_000_000n, text: '2000000000' });
});

test('the shape of old engines is read', () => {
  const [event] = events({
    status: 'die',
    id: ID,
    from: 'busybox:latest',
    time: 1_452_185_350,
    timeNano: '1452185350000000001',
  });
  expect([event?.time?.instant, event?.fields['event.action'], event?.fields['container.image.name']]).toEqual([
    1_452_185_350_000_000_001n,
    'die',
    'busybox',
  ]);
});

test('engines before 1.6 wrote no nanoseconds, and of images no origin', () => {
  const [created, pulled] = [
    { status: 'create', id: ID, from: 'busybox', time: 1_374_067_924 },
    { status: 'pull', id: 'busybox:latest', time: 1_374_067_925 },
  ].map((event) => events(event)[0]);
  expect(created?.fields).toMatchObject({ 'container.id': ID, 'container.image.name': 'busybox' });
  expect(created?.time).toMatchObject({ text: '1374067924', resolution: 's' });
  expect(pulled?.fields).toMatchObject({ 'event.action': 'pull', 'container.image.tag': 'latest' });
  expect(dockerEvents.parse(recordInput({ status: 'ok', id: 'x', time: 1 }))).toMatchObject({ kind: 'rejected' });
});

test('a network event stands with the container it names, an image event with its image', () => {
  const network = {
    ...container('connect'),
    Type: 'network',
    Actor: { ID: 'n', Attributes: { container: ID, name: 'bridge' } },
  };
  expect(events(network)[0]?.fields).toMatchObject({ 'container.id': ID, 'event.category': 'network' });
  const pull = { ...container('pull'), Type: 'image', Actor: { ID: 'nginx:1.25', Attributes: { name: 'nginx' } } };
  expect(events(pull)[0]?.fields).toMatchObject({
    'exhibit.lane': 'image/nginx:1.25',
    'container.image.name': 'nginx',
    'container.image.tag': '1.25',
  });
});

test('the text form is read, with commands and values that hold what separates them', () => {
  const line = `2026-11-23T03:53:46.395251257+01:00 container exec_create: sh -c (a) && b=c, d ${ID} (image=r/shop:1, name=shop, note=a, b)`;
  const [event] = events(line);
  expect(event?.time).toMatchObject({ instant: 1_795_402_426_395_251_257n, zone: 'record' });
  expect(event?.fields).toMatchObject({
    'event.action': 'exec_create',
    'process.command_line': 'sh -c (a) && b=c, d',
    'container.id': ID,
    'container.name': 'shop',
    'container.image.tag': '1',
  });
  expect(event?.fields['exhibit.envelope']).toBeUndefined();
  expect(events('2026-11-23T03:53:46Z image pull nginx:1 (name=nginx)')[0]?.fields['container.image.tag']).toBe('1');
});

test('a time that is none is a complaint, not the end of the event', () => {
  const result = dockerEvents.parse(recordInput({ ...container('start'), timeNano: 'x', time: 'y' }));
  expect(result).toMatchObject({ events: [{ time: null }], problems: [{ code: 'bad-time' }] });
});

test('any JSON in its place is answered', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(['events', 'rejected']).toContain(dockerEvents.parse(recordInput(value)).kind);
    }),
  );
});
