import { parseDocument } from 'yaml';
import type { Decoded } from './record-value.js';

/** Rules are small. What is larger, or repeats itself by more aliases, is made to exhaust who reads it. */
const LARGEST = 256 * 1024;
const MOST_ALIASES = 100;
const DEEPEST = 500;

/** Decodes one YAML document. Scalars stay texts, as they are written. */
export function readYaml(text: string): Decoded {
  if (text.length > LARGEST)
    return { ok: false, code: 'too-large', reason: `The document is larger than ${LARGEST} characters.` };
  // Nesting is read by recursion: brackets and indents bound it.
  if ((text.match(/[[{]/g)?.length ?? 0) > DEEPEST || /^(?:[ ]{2000}|(?:- ){500})/m.test(text))
    return { ok: false, code: 'too-deep', reason: 'The document is nested too deep.' };
  const document = parseDocument(text, { schema: 'failsafe', prettyErrors: false });
  const [error] = document.errors;
  if (error !== undefined) return { ok: false, code: 'not-yaml', reason: `The document is no YAML: ${error.message}.` };
  try {
    return { ok: true, value: document.toJS({ maxAliasCount: MOST_ALIASES }) };
  } catch (cause) {
    if (!(cause instanceof ReferenceError)) throw cause;
    return { ok: false, code: 'not-yaml', reason: 'The document repeats itself by too many aliases.' };
  }
}
