import { expect, test } from 'vitest';
import { createLatest } from '../../../../renderer/ui/latest.js';

/** A service whose answers come when the test says so. */
function setup() {
  const asked: number[] = [];
  const answers: string[] = [];
  const failures: string[] = [];
  const open: { readonly resolve: (answer: string) => void; readonly reject: (error: Error) => void }[] = [];
  const latest = createLatest<number, string>(
    (question) => {
      asked.push(question);
      return new Promise((resolve, reject) => open.push({ resolve, reject }));
    },
    (question, answer) => answers.push(`${question}: ${answer}`),
    (question, message) => failures.push(`${question}: ${message}`),
    (error) => error instanceof RangeError,
  );
  const settle = async (act: (request: (typeof open)[number]) => void) => {
    act(open.shift()!);
    await new Promise((resolve) => setTimeout(resolve));
  };
  return { latest, asked, answers, failures, settle };
}

test('one request is in flight, and of those that wait only the newest is asked', async () => {
  const { latest, asked, answers, settle } = setup();
  for (const question of [1, 2, 3, 4]) latest.request(question);
  expect(asked).toEqual([1]);
  await settle(({ resolve }) => resolve('a'));
  expect(asked).toEqual([1, 4]);
  await settle(({ resolve }) => resolve('b'));
  expect(answers).toEqual(['1: a', '4: b']);
  latest.request(5);
  expect(asked).toEqual([1, 4, 5]);
});

test('a failure is told unless a newer question waits', async () => {
  const { latest, asked, failures, settle } = setup();
  latest.request(1);
  latest.request(2);
  await settle(({ reject }) => reject(new Error('out of date')));
  expect(failures).toEqual([]);
  await settle(({ reject }) => reject(new Error('gone')));
  expect(failures).toEqual(['2: gone']);
  latest.request(3);
  expect(asked).toEqual([1, 2, 3]);
});

test('a failure that says that something newer is on its way is not told', async () => {
  const { latest, asked, failures, settle } = setup();
  latest.request(1);
  await settle(({ reject }) => reject(new RangeError('replaced')));
  expect(failures).toEqual([]);
  latest.request(2);
  expect(asked).toEqual([1, 2]);
});

test('stopped, it tells and asks nothing', async () => {
  const { latest, asked, answers, settle } = setup();
  latest.request(1);
  latest.request(2);
  latest.stop();
  await settle(({ resolve }) => resolve('a'));
  latest.request(3);
  expect(answers).toEqual([]);
  expect(asked).toEqual([1]);
});
