import { readSettings, writeSettings } from '../../services/settings.js';
import { exactly, record, type Guard } from '../guards.js';
import type { CallHandlers } from '../handle.js';

const MAX_SETTINGS_LENGTH = 65_536;

const isSettings: Guard<Readonly<Record<string, unknown>>> = (value): value is Readonly<Record<string, unknown>> =>
  record(value) && JSON.stringify(value).length <= MAX_SETTINGS_LENGTH;

/** What this person set on this machine. */
export const settingsHandlers = {
  'settings.read': {
    roles: ['start', 'case', 'headless', 'print'],
    args: exactly(),
    run: (context) => readSettings(context.userData),
  },
  'settings.write': {
    roles: ['start', 'case'],
    args: exactly(isSettings),
    async run(context, settings) {
      await writeSettings(context.userData, settings);
      return null;
    },
  },
} satisfies Partial<CallHandlers>;
