import { asObject, asText } from '../../model/json.js';
import type { JsonObject } from '../../model/json.js';
import { categoryNamed } from './categories.js';
import { plainKey } from './leaves.js';

/** One behaviour as it lies in the report, with the category that a group around it states. */
export interface StatedBehaviour {
  readonly value: JsonObject;
  readonly category: string | null;
}

/** The image a report is about. */
export interface ReportImage {
  readonly name: string | null;
  readonly digest: string | null;
}

const NAMES = ['image', 'imagename', 'imageref', 'imagereference'];
const DIGESTS = ['digest', 'imagedigest'];
/** Groups in groups. */
const MAX_DEPTH = 4;

/**
 * True for an object that names an image and holds behaviours: objects in a list that is called so, or in which the five
 * categories of Aqua's dynamic analysis occur. The layout of the report is not public, so the words decide.
 */
export function isDtaReport(value: unknown): boolean {
  const object = asObject(value);
  if (object === null || isStaticScan(object)) return false;
  return imageOf(object) !== null && behavioursOf(object).length > 0;
}

/** A static scan names images too, and may say that the dynamic analysis was skipped. */
function isStaticScan(object: JsonObject): boolean {
  return Array.isArray(object['resources']) || asObject(object['vulnerability_summary']) !== null;
}

/** The image at the top of a report, as text or as an object with name and digest. */
export function imageOf(object: JsonObject): ReportImage | null {
  let name: string | null = null;
  let digest: string | null = null;
  for (const [key, value] of Object.entries(object)) {
    const plain = plainKey(key);
    const inner = asObject(value);
    if (DIGESTS.includes(plain)) digest ??= asText(value);
    else if (NAMES.includes(plain)) {
      name ??= asText(value) ?? asText(inner?.['name']) ?? asText(inner?.['reference']);
      digest ??= asText(inner?.['digest']);
    }
  }
  return name === null && digest === null ? null : { name, digest };
}

/** All behaviours of a report, groups taken apart, in the order of the report. */
export function behavioursOf(object: JsonObject): readonly StatedBehaviour[] {
  const found: StatedBehaviour[] = [];
  collect(object, null, 0, found);
  return found;
}

function collect(object: JsonObject, category: string | null, depth: number, found: StatedBehaviour[]): void {
  for (const [key, value] of Object.entries(object)) {
    const named = categoryNamed(key) ?? category;
    if (Array.isArray(value)) collectList(key, value as readonly unknown[], named, depth, found);
    else if (depth < MAX_DEPTH) {
      const inner = asObject(value);
      if (inner !== null) collect(inner, named, depth + 1, found);
    }
  }
}

function collectList(
  key: string,
  list: readonly unknown[],
  category: string | null,
  depth: number,
  found: StatedBehaviour[],
): void {
  const objects = list.map(asObject).filter((each) => each !== null);
  if (objects.length === 0) return;
  const isCalledSo = /^(?:behaviou?rs?|dta)/.test(plainKey(key)) || categoryNamed(key) !== null;
  if (!isCalledSo && !objects.some((each) => ownCategory(each) !== null)) return;
  for (const value of objects) {
    const own = ownCategory(value) ?? category;
    const inner: StatedBehaviour[] = [];
    if (depth < MAX_DEPTH) for (const group of groupsIn(value)) collectList('behaviours', group, own, depth + 1, inner);
    if (inner.length === 0) found.push({ value, category: own });
    else found.push(...inner);
  }
}

/** The category that one of an object's own texts names. */
function ownCategory(object: JsonObject): string | null {
  for (const value of Object.values(object)) {
    const named = typeof value === 'string' ? categoryNamed(value) : null;
    if (named !== null) return named;
  }
  return null;
}

/** Lists of behaviours inside a group, `{category, behaviors: [...]}`. */
function groupsIn(object: JsonObject): readonly (readonly unknown[])[] {
  return Object.entries(object).flatMap(([key, value]) =>
    Array.isArray(value) && plainKey(key).startsWith('behavio') ? [value as readonly unknown[]] : [],
  );
}
