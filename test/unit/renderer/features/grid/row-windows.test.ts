import { expect, test } from 'vitest';
import { createRowWindows, WINDOW } from '../../../../../renderer/features/grid/row-windows.js';
import { eventId } from '../../../../../parsers/model/ids.js';
import type { EventRow } from '../../../../../renderer/query/spec.js';

function rowAt(index: number): EventRow {
  const id = eventId({ exhibit: 'a', member: '', offset: index, path: '', index: 0 });
  return {
    id,
    time: null,
    resolution: 'ns',
    zone: 'record',
    adjusted: false,
    uncertaintyNs: '0',
    message: `row ${index}`,
    fields: {},
  };
}

function setup() {
  const asked: number[] = [];
  let changes = 0;
  const failures: string[] = [];
  const open: ((fails?: boolean) => void)[] = [];
  const windows = createRowWindows(
    (from, count) => {
      asked.push(from);
      return new Promise((resolve, reject) => {
        open.push((fails = false) =>
          fails ? reject(new Error('gone')) : resolve(Array.from({ length: count }, (_, index) => rowAt(from + index))),
        );
      });
    },
    () => {
      changes += 1;
    },
    (message) => failures.push(message),
  );
  const answer = async (fails = false) => {
    open.shift()!(fails);
    await new Promise((resolve) => setTimeout(resolve));
  };
  return { windows, asked, answer, failures, changes: () => changes };
}

test('asks for the windows in sight, one at a time, and hands out their rows', async () => {
  const { windows, asked, answer, changes } = setup();
  windows.want(WINDOW - 5, WINDOW + 5);
  expect(asked).toEqual([0]);
  expect(windows.row(3)).toBeNull();
  await answer();
  expect(asked).toEqual([0, WINDOW]);
  await answer();
  expect(windows.row(WINDOW + 4)?.message).toBe(`row ${WINDOW + 4}`);
  expect(changes()).toBe(2);
  windows.want(0, 10);
  expect(asked).toHaveLength(2);
});

test('a fling asks only for where it ends', async () => {
  const { windows, asked, answer } = setup();
  for (let index = 0; index < 50; index += 1) windows.want(index * WINDOW, index * WINDOW + 10);
  await answer();
  expect(asked).toEqual([0, 49 * WINDOW]);
});

test('forgets what was seen longest ago', async () => {
  const { windows, answer } = setup();
  for (let index = 0; index < 60; index += 1) {
    windows.want(index * WINDOW, index * WINDOW + 10);
    await answer();
  }
  expect(windows.row(0)).toBeNull();
  expect(windows.row(59 * WINDOW)).not.toBeNull();
});

test('says why rows could not be read', async () => {
  const { windows, answer, failures } = setup();
  windows.want(0, 10);
  await answer(true);
  expect(failures).toEqual(['gone']);
});
