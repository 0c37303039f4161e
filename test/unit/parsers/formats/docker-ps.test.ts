import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { dockerPs } from '../../../../parsers/formats/docker-ps/index.js';
import { readTableRow } from '../../../../parsers/formats/docker-ps/table.js';
import { FORMATS } from '../../../../parsers/registry.js';
import { collectImport, memoryFile } from '../../../support/collect-import.js';
import { recordInput } from '../../../support/record-input.js';

function events(value: unknown, path?: string) {
  const result = dockerPs.parse(recordInput(value, path === undefined ? {} : { path }));
  return result.kind === 'events' ? result.events : [];
}

const line = {
  ID: '7db653645ecf',
  Image: 'r/shop:1.4',
  Command: String.raw`"sh -c \"id\""`,
  CreatedAt: '2026-11-23 03:53:46 +0100 CET',
  Labels: 'a=b,io.kubernetes.pod.name=web-1,io.kubernetes.pod.namespace=prod,broken',
  Names: 'other/alias,shop',
  Status: 'Exited (143) 1 second ago',
};

test('a container has its creation with the offset that docker printed, and its state in its words', () => {
  const [event] = events(line);
  expect(event?.time).toMatchObject({
    instant: 1_795_402_426_000_000_000n,
    zone: 'record',
    text: '2026-11-23 03:53:46 +0100 CET',
  });
  expect(event?.message).toBe('Container shop was created; when listed: Exited (143) 1 second ago');
  expect(event?.fields).toMatchObject({
    'exhibit.lane': 'k8s/-/prod/web-1',
    'exhibit.outcome.original': 'Exited (143) 1 second ago',
    'container.name': 'shop',
    'process.command_line': 'sh -c "id"',
    'process.exit_code': 143,
    'event.action': 'container created',
  });
});

test('a time that is none is a complaint', () => {
  expect(dockerPs.parse(recordInput({ ...line, CreatedAt: 'now' }))).toMatchObject({
    events: [{ time: null }],
    problems: [{ code: 'bad-time' }],
  });
});

const HEADER =
  'CONTAINER ID   IMAGE          COMMAND                  CREATED          STATUS                     PORTS                                     NAMES\n';
const TABLE = `${HEADER}7db653645ecf   nginx:1.25     "/docker-entrypoint.…"   2 hours ago      Up 2 hours (healthy)       0.0.0.0:80->80/tcp, [::]:80->80/tcp       web
4cc3c8ab05e0   r/shop:1.4.2   "sh -c 'id  -u'"         About a minute ago   Exited (137) 3 seconds ago                                             link/db,shop
0123456789ab   alpine         "sleep 100"              5 days ago       Created                                                              k8s_app_web-1_prod_uid-1_0
`;

async function table(text: string) {
  const file = memoryFile(new TextEncoder().encode(text), { name: 'docker_ps.txt' });
  const [member] = (await collectImport([file], { formats: FORMATS })).members;
  return {
    format: member!.end.format,
    rows: member!.records.map(({ result }) => (result.kind === 'events' ? result.events[0]! : result)),
  };
}

test('a table has a row per container, without a time, and no record for its header', async () => {
  const { format, rows } = await table(TABLE + HEADER);
  expect(format).toBe('docker-ps');
  expect(rows).toMatchObject([
    {
      time: null,
      message: 'Container web, created 2 hours ago; when listed: Up 2 hours (healthy)',
      fields: {
        'container.id': '7db653645ecf',
        'container.name': 'web',
        'container.image.name': 'nginx',
        'container.image.tag': '1.25',
        'process.command_line': '/docker-entrypoint.…',
        'event.action': 'container listed',
      },
    },
    {
      time: null,
      fields: {
        'container.name': 'shop',
        'process.command_line': "sh -c 'id  -u'",
        'process.exit_code': 137,
        'exhibit.outcome.original': 'Exited (137) 3 seconds ago',
      },
    },
    { time: null, fields: { 'container.name': 'app', 'exhibit.lane': 'k8s/-/prod/web-1' } },
  ]);
});

test.each([
  [
    'docker ps --no-trunc --size',
    `CONTAINER ID                                                       IMAGE     COMMAND      CREATED        STATUS        PORTS     NAMES     SIZE
7db653645ecfff244a0138fad8fada871fc74590591033abd63bc2246c3e5931   busybox   "sh"         3 weeks ago    Up 3 weeks              web       0B (virtual 4.26MB)
`,
    { 'container.id': '7db653645ecfff244a0138fad8fada871fc74590591033abd63bc2246c3e5931', 'container.name': 'web' },
  ],
  [
    'podman ps',
    `CONTAINER ID  IMAGE                            COMMAND     CREATED        STATUS            PORTS                 NAMES
7db653645ecf  docker.io/library/alpine:latest  sleep 100   2 minutes ago  Up 2 minutes      0.0.0.0:8080->80/tcp  happy_turing
`,
    { 'container.image.name': 'docker.io/library/alpine', 'process.command_line': 'sleep 100' },
  ],
  [
    'podman ps, no command',
    `CONTAINER ID  IMAGE                                    COMMAND     CREATED        STATUS                     PORTS       NAMES
7db653645ecf  localhost/podman-pause:4.9.3-1708000000              2 minutes ago  Exited (0) 2 minutes ago               5a4b-infra\r
`,
    { 'container.name': '5a4b-infra', 'process.exit_code': 0 },
  ],
])('%s', async (_, text, fields) => {
  const { format, rows } = await table(text);
  expect(format).toBe('docker-ps');
  expect(rows).toMatchObject([{ time: null, fields }]);
});

test('an empty table is known; a line that is no row is rejected alone', async () => {
  expect(await table(HEADER)).toEqual({ format: 'docker-ps', rows: [] });
  const { rows } = await table(`${TABLE}Error response from daemon: x\n`);
  expect(rows).toHaveLength(4);
  expect(rows[3]).toMatchObject({ kind: 'rejected', code: 'wrong-columns' });
});

test('a row of blanks costs no more than its length', () => {
  const blanks = `${'0'.repeat(12)}${' '.repeat(2_000_000)}x`;
  expect(readTableRow(blanks)).toBeNull();
  expect(readTableRow(`${'0'.repeat(12)}${'  2 days ago'.repeat(200_000)}`)).toBeNull();
});

test('any JSON in its place is answered', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(['events', 'rejected']).toContain(dockerPs.parse(recordInput(value)).kind);
    }),
  );
});
