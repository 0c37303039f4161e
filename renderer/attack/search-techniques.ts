import { ATTACK, techniqueLabel, type Technique } from './attack.js';

/** Platforms of what Exhibit investigates, the closest first. */
const PLATFORMS = ['Containers', 'IaaS', 'Linux'];

interface Entry {
  readonly technique: Technique;
  readonly label: string;
  /** Lower-case words of the label. */
  readonly words: readonly string[];
  /** 0 for containers, 1 for clouds, 2 for Linux, 3 for the rest. */
  readonly distance: number;
}

const ENTRIES: readonly Entry[] = ATTACK.techniques.map((technique) => {
  const label = techniqueLabel(technique.id);
  const nearest = PLATFORMS.findIndex((platform) => technique.platforms.includes(platform));
  return {
    technique,
    label,
    words: label.toLowerCase().split(/[^a-z0-9.]+/),
    distance: nearest === -1 ? PLATFORMS.length : nearest,
  };
});

export interface TechniqueMatch {
  readonly id: string;
  readonly label: string;
}

/**
 * Techniques for typed text, best first: the id itself, ids that begin so, then labels in which every typed word begins a
 * word; among equals those of container platforms, then by id. Without text, all of the tactic.
 *
 * @param tactic short name that narrows the answer, or null
 */
export function searchTechniques(text: string, tactic: string | null, limit: number): readonly TechniqueMatch[] {
  const wanted = text.toLowerCase().trim();
  const typed = wanted.split(/[^a-z0-9.]+/).filter((word) => word !== '');
  return ENTRIES.filter(({ technique }) => tactic === null || technique.tactics.includes(tactic))
    .map((entry) => ({ entry, rank: rankOf(entry, wanted, typed) }))
    .filter(({ rank }) => rank !== null)
    .toSorted(
      (a, b) =>
        (a.rank ?? 0) - (b.rank ?? 0) ||
        a.entry.distance - b.entry.distance ||
        a.entry.technique.id.localeCompare(b.entry.technique.id, 'en'),
    )
    .slice(0, limit)
    .map(({ entry }) => ({ id: entry.technique.id, label: entry.label }));
}

/** Null where the entry does not answer the text. */
function rankOf(entry: Entry, wanted: string, typed: readonly string[]): number | null {
  const id = entry.technique.id.toLowerCase();
  if (wanted === '') return 0;
  if (id === wanted) return 0;
  if (id.startsWith(wanted)) return 1;
  if (entry.technique.name.toLowerCase().startsWith(wanted)) return 2;
  return typed.length > 0 && typed.every((part) => entry.words.some((word) => word.startsWith(part))) ? 3 : null;
}
