import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FAILPOINTS, type Failpoint } from '../../../main/services/failpoints.js';
import { KilledCase, makeReference, type Reference } from './killed-case.js';
import { SMALL_EVIDENCE } from './seized-evidence.js';

/** Killed before these, the import does not count. Main goes on without its browser: it ends the line that it has begun. */
const COMMITS = { main: 'journal-written-not-synced', browser: 'before-journal-write' } as const;

function commits(failpoint: Failpoint, target: keyof typeof COMMITS): boolean {
  return FAILPOINTS.indexOf(failpoint) >= FAILPOINTS.indexOf(COMMITS[target]);
}

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
    expect([killed.committed, killed.locked]).toEqual([commits(failpoint, 'main'), true]);
    await killed.expectOpensAndImports(SMALL_EVIDENCE);
    await remains.remove();
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
    expect([killed.committed, killed.locked]).toEqual([commits(failpoint, 'browser'), false]);
    await killed.expectOpensAndImports(SMALL_EVIDENCE);
    await remains.remove();
  });
});
