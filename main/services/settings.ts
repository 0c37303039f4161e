import { isAbsolute, join } from 'node:path';
import type { Settings } from '../bridge/contract.js';
import { flag, list, oneOf, orNull, record, text, type Guard } from '../bridge/guards.js';
import { isRememberedMapping } from './act-guards.js';
import { readUserJson, writeUserJson } from './user-files.js';
import { defaultCasesFolder } from './user-data.js';

const SETTINGS_FILE = 'settings.json';

const DEFAULTS: Settings = {
  theme: 'system',
  density: 'comfortable',
  textSize: 'normal',
  displayZone: 'UTC',
  examiner: '',
  organisation: '',
  casesFolder: null,
  guideSeen: false,
  mappings: [],
};

/** What each setting may be. */
export const SETTING_GUARDS: { readonly [K in keyof Settings]: Guard<Settings[K]> } = {
  theme: oneOf('system', 'light', 'dark', 'contrast-light', 'contrast-dark'),
  density: oneOf('comfortable', 'compact'),
  textSize: oneOf('normal', 'large', 'larger', 'largest'),
  displayZone: text(64),
  examiner: text(200),
  organisation: text(200),
  casesFolder: orNull(text(4096)),
  guideSeen: flag,
  mappings: list(isRememberedMapping, 100),
};

/** Settings of this person on this machine. What the file does not state, or states wrongly, is as at first. */
export async function readSettings(userData: string): Promise<Settings> {
  const stored = await readUserJson(join(userData, SETTINGS_FILE));
  const stated = record(stored) ? stored : {};
  const valid = Object.entries(SETTING_GUARDS).filter(([name, guard]) => guard(stated[name]));
  const settings: Settings = { ...DEFAULTS, ...Object.fromEntries(valid.map(([name]) => [name, stated[name]])) };
  const { casesFolder } = settings;
  return { ...settings, casesFolder: casesFolder !== null && isAbsolute(casesFolder) ? casesFolder : null };
}

/** Replaces all settings. */
export async function writeSettings(userData: string, settings: Settings): Promise<void> {
  await writeUserJson(join(userData, SETTINGS_FILE), settings);
}

/** The folder in which new cases of this person are made. */
export async function casesFolder(userData: string): Promise<string> {
  return (await readSettings(userData)).casesFolder ?? defaultCasesFolder();
}
