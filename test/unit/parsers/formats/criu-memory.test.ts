import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { criuMemory } from '../../../../parsers/formats/criu-memory/index.js';
import { FORMATS } from '../../../../parsers/registry.js';
import { collectImport, memoryFile } from '../../../support/collect-import.js';
import { recordInput } from '../../../support/record-input.js';

const read = (value: unknown) => criuMemory.parse(recordInput(value));

test('a text is cited with its process, its pages and its bytes', async () => {
  const tar = Uint8Array.from(readFileSync('sample-evidence/criu-memory/lab/pages.tar'));
  const { members } = await collectImport([memoryFile(tar)], { formats: FORMATS });
  const pages = members.find(({ path }) => path === 'checkpoint/pages-2.img')!;
  const found = pages.records.find(({ text }) => text.includes('APP=shop-frontend'))!;
  expect(found.result.kind === 'events' && found.result.events[0]!.fields).toMatchObject({
    'process.vpid': 21,
    'exhibit.memory.region': expect.stringMatching(/^7f[0-9a-f]+-7f[0-9a-f]+$/) as string,
  });
  // Behind the headers of both members and the page map, each padded to 512 bytes.
  expect(Buffer.from(tar.subarray(1536 + found.offset, 1536 + found.offset + found.length)).toString()).toBe(
    found.text,
  );
});

test('any JSON in its place is answered', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(['events', 'rejected']).toContain(read(value).kind);
    }),
  );
});
