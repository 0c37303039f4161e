import { appendFileSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectSame, makeReference, type Reference } from './killed-case.js';
import { SMALL_EVIDENCE } from './seized-evidence.js';

describe('the last line of the journal, cut off while it was written', () => {
  let reference: Reference;

  beforeAll(async () => {
    reference = await makeReference(SMALL_EVIDENCE);
  });
  afterAll(() => reference?.base.remove());

  test('is set aside and said; everything confirmed holds', async () => {
    const harmed = reference.base.copy();
    const confirmed = harmed.journal().confirmed();
    const torn = confirmed.subarray(0, 300);
    appendFileSync(join(harmed.folder, 'journal.ndjson'), torn);

    const { ended, events } = await harmed.events();
    expect(ended.stderr).toMatch(/last line of the journal was cut off .* set aside in .*journal\.torn-/);
    expect(ended.exit).toBe(0);
    expectSame(events, reference.before);
    expect(harmed.journal().startsWith(confirmed)).toBe(true);
    expect(harmed.journal().fault()).toBeNull();
    const aside = readdirSync(harmed.folder).filter((name) => name.startsWith('journal.torn-'));
    expect(aside.map((name) => readFileSync(join(harmed.folder, name)))).toEqual([torn]);
    expect((await harmed.events()).ended.stderr).toBe('');
    await harmed.remove();
  });
});
