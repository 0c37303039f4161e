import type { CallHandlers } from './handle.js';
import { archiveHandlers } from './handlers/archive.js';
import { caseHandlers } from './handlers/case.js';
import { disclosureHandlers } from './handlers/disclosure.js';
import { evidenceReceiveHandlers } from './handlers/evidence-receive.js';
import { headlessHandlers } from './handlers/headless.js';
import { hostHandlers } from './handlers/host.js';
import { journalHandlers } from './handlers/journal.js';
import { pickHandlers } from './handlers/picks.js';
import { reportHandlers } from './handlers/report.js';
import { settingsHandlers } from './handlers/settings.js';
import { signingHandlers } from './handlers/signing.js';
import { verifyHandlers } from './handlers/verify.js';

/** Every call of the contract. A missing one does not compile. */
export const handlers: CallHandlers = {
  ...hostHandlers,
  ...caseHandlers,
  ...archiveHandlers,
  ...disclosureHandlers,
  ...journalHandlers,
  ...pickHandlers,
  ...evidenceReceiveHandlers,
  ...reportHandlers,
  ...headlessHandlers,
  ...settingsHandlers,
  ...signingHandlers,
  ...verifyHandlers,
};
