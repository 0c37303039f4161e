import data from './enterprise-attack.json' with { type: 'json' };

export interface Tactic {
  /** `TA0004` */
  readonly id: string;
  readonly name: string;
  /** `privilege-escalation`: how techniques and annotations refer to it. */
  readonly shortname: string;
}

export interface Technique {
  /** `T1611`, `T1552.005` */
  readonly id: string;
  readonly name: string;
  /** Short names of its tactics. */
  readonly tactics: readonly string[];
  readonly platforms: readonly string[];
  readonly subtechnique: boolean;
}

interface Attack {
  /** Which copy of ATT&CK this is; printed wherever a technique is. */
  readonly version: string;
  /** MITRE's copyright notice; has to be shown with the data. */
  readonly notice: string;
  /** In the order of the matrix. */
  readonly tactics: readonly Tactic[];
  readonly techniques: readonly Technique[];
}

/** ATT&CK for Enterprise as bundled: no look-up ever leaves the machine. */
export const ATTACK: Attack = {
  version: 'mitre/cti commit 421deacb7719, 14 tactics, 691 techniques',
  notice: data.notice,
  tactics: data.tactics,
  techniques: data.techniques,
};

const techniques = new Map(ATTACK.techniques.map((technique) => [technique.id, technique]));
const tactics = new Map(ATTACK.tactics.map((tactic) => [tactic.shortname, tactic]));

/** The technique of an id, or null where this copy of ATT&CK has none. */
export function techniqueById(id: string): Technique | null {
  return techniques.get(id) ?? null;
}

/** The tactic of a short name, or null where this copy of ATT&CK has none. */
export function tacticByShortname(shortname: string): Tactic | null {
  return tactics.get(shortname) ?? null;
}

/** `T1611 Escape to Host`, `T1552.005 Unsecured Credentials: Cloud Instance Metadata API`; an unknown id stands alone. */
export function techniqueLabel(id: string): string {
  const technique = techniqueById(id);
  if (technique === null) return id;
  const parent = technique.subtechnique ? techniqueById(id.slice(0, id.indexOf('.'))) : null;
  return parent === null ? `${id} ${technique.name}` : `${id} ${parent.name}: ${technique.name}`;
}
