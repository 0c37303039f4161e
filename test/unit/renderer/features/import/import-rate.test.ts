import { expect, test } from 'vitest';
import type { ImportRun } from '../../../../../renderer/session/session.js';
import { importRate } from '../../../../../renderer/features/import/import-rate.js';

const run = (bytesDone: number, bytesTotal: number): ImportRun => ({
  phase: 'parsing',
  startedAtMs: 1000,
  progress: { number: 'JS/1', bytesDone, bytesTotal, events: 500, records: 500, member: '' },
  done: 0,
  of: 1,
});

test('bytes and events over time give rate and time left', () => {
  expect(importRate(run(25, 100), 6000)).toEqual({
    bytesPerSecond: 5,
    eventsPerSecond: 100,
    secondsLeft: 15,
    part: 0.25,
  });
});

test('says nothing before it can know', () => {
  expect(importRate(run(25, 100), 1100)).toBeNull();
  expect(importRate(run(0, 0), 6000)).toBeNull();
  expect(importRate({ ...run(25, 100), progress: null }, 6000)).toBeNull();
});

test('nothing read yet leaves the time open; a file that grew is done at most', () => {
  expect(importRate(run(0, 100), 6000)?.secondsLeft).toBeNull();
  expect(importRate(run(120, 100), 6000)).toMatchObject({ secondsLeft: 0, part: 1 });
});
