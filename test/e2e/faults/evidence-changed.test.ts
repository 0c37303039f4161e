import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FaultCase } from './fault-case.js';
import { expectSame, KILLED, makeReference, type Reference } from './killed-case.js';
import { SMALL_EVIDENCE } from './seized-evidence.js';
import { storageFolder } from './stored-rows.js';

const CHANGED = join('EX-2', 'falco', 'talon', 'talon-examples.ndjson');

describe('the copy of an exhibit, changed on the disk', () => {
  let reference: Reference;
  let whole: FaultCase;

  beforeAll(async () => {
    reference = await makeReference(SMALL_EVIDENCE);
    whole = reference.base.copy();
    expect((await whole.run(['import', SMALL_EVIDENCE])).exit).toBe(reference.exit);
  });
  afterAll(async () => {
    await whole?.remove();
    await reference?.base.remove();
  });

  const changes: readonly (readonly [string, (bytes: Buffer) => Buffer])[] = [
    ['one byte is another', (bytes) => Buffer.concat([bytes.subarray(0, -3), Buffer.from('9'), bytes.subarray(-2)])],
    ['it is shorter', (bytes) => bytes.subarray(0, -40)],
  ];

  test.each(changes)(
    '%s: said plainly, nothing takes its place, and the original brings all back',
    async (_, change) => {
      const harmed = whole.copy();
      const copy = join(harmed.folder, 'evidence', CHANGED);
      const original = readFileSync(copy);
      const changed = change(original);
      chmodSync(copy, 0o644);
      writeFileSync(copy, changed);
      rmSync(storageFolder(harmed.userData), { recursive: true });

      const { ended, events } = await harmed.events();
      expect(ended.stderr).toMatch(/EX\/2 .*(is not what was received)/);
      expect(ended.exit).toBe(1);
      expectSame(events, reference.before);
      expect(readFileSync(copy).equals(changed)).toBe(true);
      expect(
        harmed
          .journal()
          .acts()
          .some(({ type }) => type === 'exhibit-rebuilt'),
      ).toBe(false);
      expect(harmed.journal().ledgers().get(KILLED)).toEqual(reference.ledger);

      writeFileSync(copy, original);
      const again = await harmed.events();
      expect([again.ended.stderr, again.ended.exit]).toEqual(['', reference.exit]);
      expectSame(again.events, reference.complete);
      await harmed.remove();
    },
  );
});
