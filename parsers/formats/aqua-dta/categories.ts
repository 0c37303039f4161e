import { lookupTable } from '../../model/lookup-table.js';

/** The five categories of a dynamic analysis and the ATT&CK tactics that Aqua's documentation gives for them. */
const TACTICS = lookupTable<readonly string[]>({
  'Initial Execution': ['initial-access', 'execution'],
  Weaponization: ['persistence', 'privilege-escalation', 'defense-evasion', 'credential-access'],
  Propagation: ['discovery', 'lateral-movement'],
  Communication: ['command-and-control'],
  'Collection & Exfiltration': ['collection', 'exfiltration', 'impact'],
});

const BY_LETTERS: ReadonlyMap<string, string> = new Map(Object.keys(TACTICS).map((name) => [letters(name), name]));

/** The category that a text names, in any letter case, with `&` or `and`, with or without blanks; null for other text. */
export function categoryNamed(text: string): string | null {
  return text.length > MAX_LENGTH ? null : (BY_LETTERS.get(letters(text)) ?? null);
}

const MAX_LENGTH = 40;

/** The tactics that follow from a category. They are derived: the report need not state them. */
export function tacticsOf(category: string): readonly string[] {
  return TACTICS[category] ?? [];
}

function letters(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('&', 'and')
    .replaceAll('weaponisation', 'weaponization')
    .replaceAll(/[^a-z]/g, '');
}

const SEVERITIES = lookupTable<number>({
  negligible: 1,
  low: 3,
  medium: 5,
  moderate: 5,
  high: 7,
  critical: 9,
});

/** A severity word, or a number from 0 to 10, on the scale from 0 to 10; null for anything else. */
export function dtaSeverity(written: string | null): number | null {
  if (written === null) return null;
  const word = SEVERITIES[written.toLowerCase()];
  if (word !== undefined) return word;
  return /^(?:\d(?:\.\d+)?|10(?:\.0+)?)$/.test(written) ? Math.round(Number(written)) : null;
}
