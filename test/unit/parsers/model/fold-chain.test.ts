import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JournalBody } from '../../../../parsers/model/case.js';
import {
  FIRST_PREVIOUS_HASH,
  readLine,
  verifyLine,
  withholdBody,
  writeLine,
} from '../../../../parsers/model/journal-chain.js';

const sha256 = (text: string | Uint8Array): string => createHash('sha256').update(text).digest('hex');
const body = (seq: number, what: string): JournalBody => ({
  seq,
  at: '2026-11-23T08:00:00.000Z',
  by: 'Jo Smith',
  act: { type: 'exported', what, sha256: '', detail: '' },
});

test('the body is cut out of the line at a fixed place, and both hashes are plain SHA-256', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (what) => {
      const { text, line } = writeLine(FIRST_PREVIOUS_HASH, body(1, what));
      const bytes = Buffer.from(text);
      const cut = bytes.subarray(160, -1);
      expect(sha256(cut)).toBe(line.bodyHash);
      expect(sha256(FIRST_PREVIOUS_HASH + line.bodyHash)).toBe(line.hash);
      expect(JSON.parse(cut.toString())).toEqual(line.body);
      expect(text).not.toContain('\n');
      expect(verifyLine(FIRST_PREVIOUS_HASH, text)).toEqual({ ok: true, line: readLine(text) });
    }),
  );
});

function verdicts(lines: readonly string[]): boolean[] {
  let before = FIRST_PREVIOUS_HASH;
  return lines.map((text) => {
    const verdict = verifyLine(before, text);
    before = readLine(text)?.hash ?? before;
    return verdict.ok;
  });
}

test('a chain with withheld bodies still verifies; any change of a shown line is found', () => {
  const texts: string[] = [];
  let previous = FIRST_PREVIOUS_HASH;
  for (let seq = 1; seq <= 5; seq += 1) {
    const { text, line } = writeLine(previous, body(seq, `export ${seq}`));
    texts.push(text);
    previous = line.hash;
  }
  const shown = texts.map((text, at) => {
    const line = readLine(text);
    if (line === null) throw new Error('a written line has the layout of a line');
    return at % 2 === 0 ? text : withholdBody(line);
  });
  expect(verdicts(shown)).toEqual([true, true, true, true, true]);
  expect(verdicts(shown.map((text, at) => (at === 2 ? text.replace('export 3', 'export 4') : text)))).toEqual([
    true,
    true,
    false,
    true,
    true,
  ]);
  expect(verdicts(shown.toSpliced(1, 1))).toEqual([true, false, true, true]);
});

test('other layouts are not lines', () => {
  const { text } = writeLine(FIRST_PREVIOUS_HASH, body(1, 'a'));
  expect(readLine(` ${text}`)).toBeNull();
  expect(verifyLine(FIRST_PREVIOUS_HASH, text.slice(0, -1)).ok).toBe(false);
  expect(verifyLine(FIRST_PREVIOUS_HASH, '{}')).toEqual({
    ok: false,
    reason: 'it does not have the layout of a journal line',
  });
});
