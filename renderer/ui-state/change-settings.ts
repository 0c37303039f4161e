import type { ExhibitBridge, Settings } from '../../main/bridge/contract.js';
import { reportProblem } from './attempt.js';
import { ui } from './ui-state.js';

/** Reads the settings that this person left on this machine. */
export async function loadSettings(bridge: ExhibitBridge): Promise<void> {
  const settings = await bridge.call('settings.read');
  if (settings.ok) ui.set({ settings: settings.value });
}

/**
 * Puts settings in force at once and keeps them. Where they cannot be kept, they hold for this window and that is said.
 *
 * @returns what is in force now; null where it could not be kept
 */
export async function changeSettings(bridge: ExhibitBridge, changes: Partial<Settings>): Promise<Settings | null> {
  const settings = { ...ui.get().settings, ...changes };
  ui.set({ settings });
  const kept = await bridge.call('settings.write', settings);
  if (kept.ok) {
    ui.set({ settings: kept.value });
    return kept.value;
  }
  reportProblem(`The settings could not be kept: ${kept.error.message}`);
  return null;
}
