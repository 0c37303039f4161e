import { readSettings, SETTING_GUARDS, writeSettings } from '../../services/settings.js';
import { exactly, shape } from '../guards.js';
import type { CallHandlers } from '../handle.js';
import { typedPath } from '../typed-path.js';

/** What this person set on this machine. */
export const settingsHandlers = {
  'settings.read': {
    roles: ['start', 'case', 'headless', 'print'],
    args: exactly(),
    run: (context) => readSettings(context.userData),
  },
  'settings.write': {
    roles: ['start', 'case'],
    args: exactly(shape(SETTING_GUARDS)),
    async run(context, settings) {
      const { casesFolder } = settings;
      const stored = { ...settings, casesFolder: casesFolder === null ? null : typedPath(casesFolder) };
      await writeSettings(context.userData, stored);
      return stored;
    },
  },
} satisfies Partial<CallHandlers>;
