import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FAILPOINTS, type Failpoint } from '../../../main/services/failpoints.js';
import { KilledCase, makeReference, type Reference } from './killed-case.js';
import { SMALL_EVIDENCE } from './seized-evidence.js';

type Target = 'main' | 'browser';

/** Killed before these, the import does not count. Main goes on without its browser: it ends the line that it has begun. */
const COMMITS = { main: 'journal-written-not-synced', browser: 'before-journal-write' } as const;

const BROKEN_OFF = 'The engine ended before the work was done. What was confirmed before is in the case.\n';

describe.skipIf(process.platform !== 'linux')('killed at a commit boundary', () => {
  let reference: Reference;

  beforeAll(async () => {
    reference = await makeReference(SMALL_EVIDENCE);
  });
  afterAll(() => reference?.base.remove());

  const killAt = async (failpoint: Failpoint, target: Target): Promise<void> => {
    const remains = reference.base.copy();
    const { signal, exit, stderr } = await remains.run(['import', SMALL_EVIDENCE], {
      EXHIBIT_FAILPOINT: failpoint,
      EXHIBIT_FAILPOINT_TARGET: target,
    });
    expect({ signal, exit, stderr }).toEqual(
      target === 'main' ? { signal: 'SIGKILL', exit: null, stderr: '' } : { signal: null, exit: 3, stderr: BROKEN_OFF },
    );
    const killed = new KilledCase(remains, reference);
    expect(killed.committed).toBe(FAILPOINTS.indexOf(failpoint) >= FAILPOINTS.indexOf(COMMITS[target]));
    expect(killed.locked).toBe(target === 'main');
    await killed.expectOpensAndImports(SMALL_EVIDENCE);
    await remains.remove();
  };

  // Each kills only what is its own; side by side they take half the time.
  test.each(FAILPOINTS)('%s: main, and its browser', async (failpoint) => {
    await Promise.all([killAt(failpoint, 'main'), killAt(failpoint, 'browser')]);
  });
});
