import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { settingsHandlers } from '../../../../main/bridge/handlers/settings.js';
import { casesFolder, readSettings, writeSettings } from '../../../../main/services/settings.js';
import { FIRST_SETTINGS } from '../../../../renderer/ui-state/settings.js';
import { temporaryFolder } from './case-setup.js';

const chosen = {
  theme: 'contrast-dark',
  density: 'compact',
  textSize: 'largest',
  displayZone: 'Asia/Kathmandu',
  examiner: 'Jane Sample',
  organisation: 'Sample Forensics',
  casesFolder: '/srv/cases',
  guideSeen: true,
  mappings: [],
} as const;

test('at first nothing is set but what the program starts with', async () => {
  expect(await readSettings(await temporaryFolder())).toEqual({ ...FIRST_SETTINGS, guideSeen: false });
});

test('what was written is read again', async () => {
  const folder = await temporaryFolder();
  await writeSettings(folder, chosen);
  expect(await readSettings(folder)).toEqual(chosen);
  expect(await casesFolder(folder)).toBe('/srv/cases');
});

test('a setting that is wrong is as at first, and costs no other', async () => {
  const folder = await temporaryFolder();
  await writeFile(
    join(folder, 'settings.json'),
    JSON.stringify({ ...chosen, theme: 'pink', casesFolder: 'relative', textSize: 3, more: true }),
  );
  expect(await readSettings(folder)).toEqual({ ...chosen, theme: 'system', casesFolder: null, textSize: 'normal' });
});

test('a file that is no JSON is begun anew', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'settings.json'), '{');
  expect((await readSettings(folder)).theme).toBe('system');
});

test.each([
  [[chosen], true],
  [[{ ...chosen, theme: 'pink' }], false],
  [[{ ...chosen, more: 1 }], false],
  [[{ ...chosen, examiner: 'x'.repeat(201) }], false],
  [[], false],
])('the bridge takes whole settings only: %#', (args, isTaken) => {
  expect(settingsHandlers['settings.write'].args(args)).toBe(isTaken);
});
