import { describe, expect, it } from 'vitest';
import { progressLine } from '../../../../renderer/session/progress-line.js';

describe('progress line', () => {
  it('says bytes of bytes, events, rate and time left', () => {
    const progress = {
      number: 'JS/1',
      bytesDone: 20_000_000,
      bytesTotal: 100_000_000,
      events: 5000,
      records: 5001,
      member: 'a.log',
    };
    expect(progressLine({ phase: 'parsing', startedAtMs: 1000, progress, done: 0, of: 2 }, 3000)).toBe(
      'reading 1 of 2: JS/1 20.0 of 100.0 MB, 5000 events, 10.0 MB/s, 8 s left',
    );
  });

  it('says only the phase while nothing is known', () => {
    expect(progressLine({ phase: 'receiving', startedAtMs: 0, progress: null, done: 0, of: 0 }, 5)).toBe(
      'copying and hashing',
    );
  });
});
