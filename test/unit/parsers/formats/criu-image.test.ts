import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { criuImageFormat } from '../../../../parsers/formats/criu-image/index.js';
import { FORMATS } from '../../../../parsers/registry.js';
import { collectImport, memoryFile } from '../../../support/collect-import.js';
import { recordInput } from '../../../support/record-input.js';

const read = (value: unknown) => criuImageFormat.parse(recordInput(value));
function events(value: unknown) {
  const result = read(value);
  return result.kind === 'events' ? result.events : [];
}

test('a socket has both ends', () => {
  const [event] = events({
    image: 'files',
    protocol: 'tcp',
    state: 'established',
    source: '10.0.0.2',
    sourcePort: 44321,
    destination: '203.0.113.9',
    destinationPort: 443,
  });
  expect(event?.fields).toMatchObject({
    'destination.ip': '203.0.113.9',
    'destination.port': 443,
    'network.transport': 'tcp',
  });
});

test('the process tree of the lab has three processes, its core image a name', async () => {
  const tree = await imported('pstree.img');
  expect(tree.map(({ fields }) => [fields['process.vpid'], fields['process.parent.pid']])).toEqual([
    [1, 0],
    [21, 1],
    [27, 1],
  ]);
  expect((await imported('core-21.img')).map(({ fields }) => [fields['process.name'], fields['user.id']])).toEqual([
    ['sleep', '0'],
  ]);
});

test('an entry that is cut off is rejected, the ones before it stand', async () => {
  const bytes = Uint8Array.from(readFileSync('sample-evidence/criu-image/lab/pstree.img'));
  const { members } = await collectImport([memoryFile(bytes.subarray(0, -3))], { formats: FORMATS });
  expect(members[0]!.records.map(({ result }) => result.kind)).toEqual(['events', 'events', 'rejected']);
});

async function imported(name: string) {
  const bytes = Uint8Array.from(readFileSync(`sample-evidence/criu-image/lab/${name}`));
  const { members } = await collectImport([memoryFile(bytes)], { formats: FORMATS });
  return members[0]!.records.flatMap(({ result }) => (result.kind === 'events' ? result.events : []));
}

test('any JSON in its place is answered', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(['events', 'rejected']).toContain(read(value).kind);
    }),
  );
});
