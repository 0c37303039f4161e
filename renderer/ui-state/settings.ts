/** What this person set on this machine. */
import type { Settings } from '../../main/bridge/contract.js';

export type { Settings } from '../../main/bridge/contract.js';

/** In force until main has answered. */
export const FIRST_SETTINGS: Settings = {
  theme: 'system',
  density: 'comfortable',
  textSize: 'normal',
  displayZone: 'UTC',
  examiner: '',
  organisation: '',
  casesFolder: null,
  guideSeen: true,
  mappings: [],
};

/** Row height of lists and tables, and base text size, as `<html>` tells the style sheets. */
export function applySizes({ density, textSize }: Pick<Settings, 'density' | 'textSize'>): void {
  const { dataset } = document.documentElement;
  dataset['density'] = density;
  dataset['textSize'] = textSize;
}
