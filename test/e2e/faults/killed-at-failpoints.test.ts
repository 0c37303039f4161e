import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FAILPOINTS, type Failpoint } from '../../../main/services/failpoints.js';
import { KilledCase, makeReference, type Reference } from './killed-case.js';
import { SMALL_EVIDENCE } from './seized-evidence.js';

/** From here on the import counts. */
const COMMITTED: ReadonlySet<Failpoint> = new Set([
  'journal-written-not-synced',
  'journal-synced',
  'committed',
  'visible',
]);

describe.skipIf(process.platform !== 'linux')('killed at a commit boundary', () => {
  let reference: Reference;

  beforeAll(async () => {
    reference = await makeReference(SMALL_EVIDENCE);
  });
  afterAll(() => reference?.base.remove());

  test.each(FAILPOINTS)('%s: main', async (failpoint) => {
    const remains = reference.base.copy();
    const { signal } = await remains.run(['import', SMALL_EVIDENCE], { EXHIBIT_FAILPOINT: failpoint });
    expect(signal).toBe('SIGKILL');
    const killed = new KilledCase(remains, reference);
    expect([killed.committed, killed.locked]).toEqual([COMMITTED.has(failpoint), true]);
    await killed.expectOpensAndImports(SMALL_EVIDENCE);
    remains.remove();
  });

  test.each(FAILPOINTS)('%s: the browser', async (failpoint) => {
    const remains = reference.base.copy();
    const { exit, stderr } = await remains.run(['import', SMALL_EVIDENCE], {
      EXHIBIT_FAILPOINT: failpoint,
      EXHIBIT_FAILPOINT_TARGET: 'browser',
    });
    expect([exit, stderr]).toEqual([
      3,
      'The engine ended before the work was done. What was confirmed before is in the case.\n',
    ]);
    const killed = new KilledCase(remains, reference);
    expect([killed.committed, killed.locked]).toEqual([COMMITTED.has(failpoint), false]);
    await killed.expectOpensAndImports(SMALL_EVIDENCE);
    remains.remove();
  });
});
