import { expect, test } from 'vitest';
import { DatabaseRepair } from '../../../../renderer/session/database-repair.js';

test('calls that meet the same damage ask for one repair; repairs run one after the other', async () => {
  const told: string[] = [];
  const repair = new DatabaseRepair(
    async (exhibit) => {
      told.push(`begin ${exhibit}`);
      await Promise.resolve();
      // What is loaded after the first repair shows the next damage.
      if (exhibit === 1) repair.ask(3);
      told.push(`end ${exhibit}`);
    },
    (error) => told.push(String(error)),
  );
  for (const exhibit of [1, 2, 1, 1]) repair.ask(exhibit);
  await repair.done();
  expect(told).toEqual(['begin 1', 'end 1', 'begin 2', 'end 2', 'begin 3', 'end 3']);
});

test('a repair that fails is told, and can be asked for again', async () => {
  const told: string[] = [];
  let attempts = 0;
  const repair = new DatabaseRepair(
    async () => {
      attempts += 1;
      if (attempts === 1) throw new Error('the disk is gone');
    },
    (error) => told.push(String(error)),
  );
  repair.ask(1);
  await repair.done();
  repair.ask(1);
  await repair.done();
  expect([attempts, told]).toEqual([2, ['Error: the disk is gone']]);
});
