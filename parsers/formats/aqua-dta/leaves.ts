import { asObject, asText } from '../../model/json.js';

/** One text, number or truth value of a document of unknown layout. */
export interface Leaf {
  /** Its key without case, `_`, `-` and blanks; of a list's element the list's key. */
  readonly key: string;
  /** The same of the object around it; empty at the top. */
  readonly parent: string;
  readonly text: string;
  /** Levels of objects around it, 0 for a member of the document itself. */
  readonly depth: number;
}

/** Evidence is hostile: a document may be large and deep. */
const MAX_LEAVES = 5000;

/** All leaves of a value in the order of the document, depth first; those behind the five-thousandth are not read. */
export function leavesOf(value: unknown): readonly Leaf[] {
  const leaves: Leaf[] = [];
  // A stack of its own: evidence may nest deeper than the engine's.
  const pending: { readonly key: string; readonly parent: string; readonly value: unknown; readonly depth: number }[] =
    [{ key: '', parent: '', value, depth: -1 }];
  for (let here = pending.pop(); here !== undefined && leaves.length < MAX_LEAVES; here = pending.pop()) {
    const { key, parent, depth } = here;
    if (Array.isArray(here.value)) {
      for (const each of here.value.toReversed() as unknown[]) pending.push({ key, parent, value: each, depth });
      continue;
    }
    const object = asObject(here.value);
    if (object !== null) {
      for (const name of Object.keys(object).toReversed()) {
        pending.push({ key: plainKey(name), parent: key, value: object[name], depth: depth + 1 });
      }
      continue;
    }
    const text = asText(here.value);
    if (text !== null) leaves.push({ key, parent, text, depth: Math.max(depth, 0) });
  }
  return leaves;
}

/** `riskSeverity`, `risk_severity` and `Risk Severity` are one key. */
export function plainKey(key: string): string {
  return key.toLowerCase().replaceAll(/[\s_-]/g, '');
}
