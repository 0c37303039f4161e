import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createCase, openCase } from '../../../../main/services/case-folder.js';
import { openDemonstration } from '../../../../main/services/demonstration.js';
import { DEMONSTRATION_BUNDLE, isDemonstrationBundle } from '../../../../main/services/demonstration-evidence.js';
import { draft, never, newCase, quiet, receiving, temporaryFolder } from './case-setup.js';

test('invented evidence stays out of real cases, under any name, and real evidence out of the demonstration', async () => {
  const folder = await temporaryFolder();
  const [invented, real] = [join(folder, 'bundle.tgz'), join(folder, 'audit.log')];
  await copyFile(DEMONSTRATION_BUNDLE, invented);
  await writeFile(real, 'one\n');
  expect(await Promise.all([invented, real, folder].map(isDemonstrationBundle))).toEqual([true, false, false]);
  const opened = await openCase(await newCase(), 'test');
  await expect(opened.receive([invented], receiving, quiet, never)).rejects.toMatchObject({ code: 'not-allowed' });
  expect((await opened.receive([real], receiving, quiet, never)).map(({ number }) => number)).toEqual(['JS/1']);
  await opened.close();
  const demonstration = await openCase(
    await createCase(join(folder, 'demo'), { ...draft, kind: 'demonstration' }),
    'test',
  );
  await expect(demonstration.receive([real], receiving, quiet, never)).rejects.toMatchObject({ code: 'not-allowed' });
  expect(await demonstration.receive([invented], receiving, quiet, never)).toHaveLength(1);
  await demonstration.close();
});

test.skipIf(process.platform === 'win32')('the demonstration is made once and opened again', async () => {
  const cases = await temporaryFolder();
  for (const openings of [1, 2]) {
    const opened = await openDemonstration(cases, 'test');
    expect(opened.meta().kind).toBe('demonstration');
    const { lines } = await opened.readJournal(1, 1 << 24);
    const acts = lines.map(({ body }) => body.act.type);
    expect(acts.filter((type) => type === 'exhibit-received')).toHaveLength(1);
    expect(acts.filter((type) => type === 'case-opened')).toHaveLength(openings);
    await opened.close();
  }
});
