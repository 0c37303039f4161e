import { dirname } from 'node:path';
import { caseFolderName } from '../../services/case-folder.js';
import { DISCLOSURE_PARTS } from '../../../parsers/model/disclosure.js';
import { readDisclosure, writeDisclosure } from '../../services/disclosure/write-disclosure.js';
import { freePath } from '../../services/free-path.js';
import { caseOf } from '../case-of.js';
import type { WindowContext } from '../context.js';
import { exactly, list, oneOf, orNull, text } from '../guards.js';
import type { CallHandlers } from '../handle.js';
import { checkTypedTarget } from '../save-target.js';
import { MAX_PATH_LENGTH } from '../typed-path.js';

const isParts = list(oneOf(...DISCLOSURE_PARTS), DISCLOSURE_PARTS.length);

/** Characters of each file that a preview shows. */
const BEGINNING = 2_000;

async function disclosureTarget(context: WindowContext, typed: string | null): Promise<string | null> {
  const opened = caseOf(context);
  const name = `${caseFolderName(opened.meta().number)} disclosure.tar`;
  if (context.dialogs !== null) {
    const chosen = await context.dialogs.pickTarget('Save the disclosure', name);
    return chosen === null ? null : checkTypedTarget(chosen, opened);
  }
  return typed === null ? freePath(dirname(opened.folder), name) : checkTypedTarget(typed, opened);
}

/** What leaves the case beside a report, after a look at it. */
export const disclosureHandlers = {
  'disclosure.preview': {
    roles: ['case'],
    args: exactly(isParts),
    async run(context, parts) {
      const { files, withheld } = await readDisclosure(caseOf(context), parts);
      return {
        withheld,
        files: files.map(({ path, items, text: content }) => ({
          path,
          items,
          bytes: Buffer.byteLength(content),
          beginning: content.slice(0, BEGINNING),
        })),
      };
    },
  },
  'disclosure.write': {
    roles: ['case'],
    args: exactly(isParts, orNull(text(MAX_PATH_LENGTH))),
    async run(context, parts, typed) {
      const path = await disclosureTarget(context, typed);
      return path === null ? null : { path, ...(await writeDisclosure(caseOf(context), parts, path)) };
    },
  },
} satisfies Partial<CallHandlers>;
