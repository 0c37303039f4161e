import { cpSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FaultCase } from './fault-case.js';
import { KILLED, KilledCase, makeReference, type Reference } from './killed-case.js';
import { writeLargeEvidence } from './seized-evidence.js';
import { canMount, SmallDisk } from './small-disk.js';

const MEGABYTE = 2 ** 20;
const LINES = 6000;
const PATIENCE_MS = 300_000;
const mountable = canMount();

describe.skipIf(!mountable)(
  `a full disk${mountable ? '' : ' (not run: no file system of a given size can be mounted here)'}`,
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'exhibit-faults-'));
    let evidence: string;
    let reference: Reference;

    beforeAll(async () => {
      evidence = writeLargeEvidence(folder, LINES);
      reference = await makeReference(evidence);
    }, PATIENCE_MS);

    afterAll(async () => {
      await reference?.base.remove();
      rmSync(folder, { recursive: true, force: true });
    });

    /** Puts a folder of a case on a disk of its own while `work` runs. */
    const onSmallDisk = async (
      which: 'folder' | 'userData',
      bytes: number,
      work: (on: FaultCase, disk: SmallDisk) => Promise<void>,
    ): Promise<void> => {
      const on = reference.base.copy();
      const place = on[which];
      renameSync(place, `${place}-away`);
      mkdirSync(place);
      const disk = new SmallDisk(place, bytes);
      try {
        cpSync(`${place}-away`, place, { recursive: true });
        await work(on, disk);
      } finally {
        await on.ended();
        disk.unmount();
        await on.remove();
      }
    };

    /** The case is as the journal says, and the same evidence goes in once there is room. */
    const expectRecovers = async (on: FaultCase): Promise<void> => {
      const after = new KilledCase(on, reference);
      expect(after.locked).toBe(false);
      await after.expectOpens();
      await after.expectLaterImport(evidence);
    };

    test('no room for the copy: said before anything is copied', { timeout: PATIENCE_MS }, () =>
      onSmallDisk('folder', 32 * MEGABYTE, async (on, disk) => {
        const { exit, stderr } = await on.run(['import', evidence]);
        expect([exit, stderr]).toEqual([
          3,
          expect.stringMatching(/needs \d+ bytes .* only \d+ are free.* Free some space/),
        ]);
        expect(on.leftovers()).toEqual([]);
        disk.resize(256 * MEGABYTE);
        await expectRecovers(on);
      }),
    );

    test.each([0, 1, 4, 40])(
      'room for %i blocks in the case folder: the journal is not cut short',
      (blocksLeft) =>
        onSmallDisk('folder', 256 * MEGABYTE, async (on, disk) => {
          disk.fill(blocksLeft);
          const { exit, stderr } = await on.run(['import', evidence, '--reference']);
          if (on.journal().ledgers().has(KILLED)) expect([exit, stderr]).toEqual([reference.exit, '']);
          else expect([exit, stderr]).toEqual([expect.toBeOneOf([1, 3]), expect.stringContaining('the disk is full')]);
          disk.free();
          await expectRecovers(on);
        }),
      PATIENCE_MS,
    );

    test('no room for the database: said, and nothing staged is left', { timeout: PATIENCE_MS }, () =>
      onSmallDisk('userData', 24 * MEGABYTE, async (on, disk) => {
        disk.fill(256);
        const { exit, stderr } = await on.run(['import', evidence]);
        expect([exit, stderr]).toEqual([
          1,
          expect.stringMatching(/EX\/2 .* could not be imported: .* is full: free some space/),
        ]);
        disk.free();
        disk.resize(256 * MEGABYTE);
        await expectRecovers(on);
      }),
    );
  },
);
