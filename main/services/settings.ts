import { join } from 'node:path';
import { record } from '../bridge/guards.js';
import { readUserJson, writeUserJson } from './user-files.js';

const SETTINGS_FILE = 'settings.json';

/** Settings of this person on this machine (theme and the like); empty at first. */
export async function readSettings(userData: string): Promise<Readonly<Record<string, unknown>>> {
  const value = await readUserJson(join(userData, SETTINGS_FILE));
  return record(value) ? value : {};
}

/** Replaces all settings. */
export async function writeSettings(userData: string, settings: Readonly<Record<string, unknown>>): Promise<void> {
  await writeUserJson(join(userData, SETTINGS_FILE), settings);
}
