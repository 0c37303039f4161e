import { FIELDS, type FieldName } from '../../../parsers/model/fields.js';

const NAMES = Object.keys(FIELDS) as FieldName[];
const BY_LOWER_CASE = new Map(NAMES.map((name) => [name.toLowerCase(), name]));
const PROPOSALS = 3;

/** The field of that name, letter case aside; null where there is none. */
export function findField(name: string): FieldName | null {
  return BY_LOWER_CASE.get(name.toLowerCase()) ?? null;
}

/** Up to three field names that a person may have meant, best first; none where nothing is near. */
export function nearFields(name: string): readonly FieldName[] {
  const wanted = name.toLowerCase();
  // Beyond this no edit distance is small; it also bounds the work.
  if (wanted.length < 2 || wanted.length > 60) return [];
  return NAMES.map((candidate) => ({ candidate, distance: distanceTo(wanted, candidate) }))
    .filter(({ distance }) => distance <= Math.max(2, wanted.length / 4))
    .toSorted((a, b) => a.distance - b.distance)
    .slice(0, PROPOSALS)
    .map(({ candidate }) => candidate);
}

/** Edits to the whole name, or to its last parts: `image.name` is near `container.image.name`. */
function distanceTo(wanted: string, name: FieldName): number {
  const parts = name.split('.');
  const tails = parts.map((_, index) => parts.slice(index).join('.'));
  return Math.min(...tails.map((tail, index) => editDistance(wanted, tail) + index / 10));
}

/** Insertions, deletions and replacements that lead from one text to the other (Levenshtein). */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= to.length; j += 1) {
      const replaced = row[j - 1]! + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[to.length]!;
}
