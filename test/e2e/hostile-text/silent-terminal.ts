import { expect } from 'vitest';
import type { CommandResult } from '../../support/run-exhibit.js';
import { RAW } from './hostile-strings.js';

/** Nothing of what a command printed does anything to a terminal but write. */
export function expectSilentTerminal({ stdout, stderr }: CommandResult): void {
  for (const said of [stdout, stderr]) {
    expect(String(said)).not.toMatch(RAW);
    // Bytes that are no UTF-8 may be commands to a terminal of another encoding.
    expect(Buffer.from(String(said))).toEqual(said);
  }
}
