import { isIpAddress } from '../../model/address.js';
import { asWhole } from '../../model/json.js';
import { tacticsOf } from './categories.js';
import { leavesOf } from './leaves.js';
import type { Leaf } from './leaves.js';
import type { StatedBehaviour } from './report.js';

/** One behaviour of the image in the sandbox. */
export interface Behaviour {
  readonly leaves: readonly Leaf[];
  readonly name: string | null;
  readonly description: string | null;
  /** One of the five categories, or null where none is stated. */
  readonly category: string | null;
  readonly severity: string | null;
  readonly tactics: readonly string[];
  /** Tactics that follow from the category, where the report states none. */
  readonly derivedTactics: readonly string[];
  readonly techniques: readonly string[];
  readonly pid: number | null;
  readonly processes: readonly string[];
  readonly commands: readonly string[];
  readonly paths: readonly string[];
  readonly addresses: readonly string[];
  readonly port: number | null;
  readonly domains: readonly string[];
  readonly urls: readonly string[];
  readonly hashes: readonly string[];
}

const TACTIC = /^(?:mitre|attack)?tactics?(?:name)?$/;
const TECHNIQUE_KEYS = /techni|mitre|attack|ttp/;
const TECHNIQUE = /\bT\d{4}(?:\.\d{3})?\b/g;

/** What a layout says of a behaviour; what it leaves out is found by words. */
export interface StatedWords {
  readonly name?: string | undefined;
  readonly description?: string | undefined;
  readonly severity?: string | undefined;
  readonly tactics?: readonly string[];
  /** Texts that hold the ids of techniques. */
  readonly techniques?: readonly string[];
}

/** Reads a behaviour: its own words from its own members, evidence from all that lies below. */
export function readBehaviour({ value, category }: StatedBehaviour, stated: StatedWords = {}): Behaviour {
  const leaves = leavesOf(value);
  const own = (...keys: readonly string[]): string | null => {
    for (const key of keys) {
      const leaf = leaves.find((each) => each.depth === 0 && each.key === key);
      if (leaf !== undefined) return leaf.text;
    }
    return null;
  };
  const all = (keys: RegExp): readonly string[] => leaves.filter(({ key }) => keys.test(key)).map(({ text }) => text);
  const found = (test: (leaf: Leaf) => boolean) => leaves.filter(test).map(({ text }) => text);
  const tactics =
    stated.tactics ?? found(({ key, parent }) => TACTIC.test(key) || (key === 'name' && TACTIC.test(parent)));
  const techniques =
    stated.techniques ?? found(({ key, parent }) => TECHNIQUE_KEYS.test(key) || TECHNIQUE_KEYS.test(parent));
  return {
    leaves,
    name: stated.name ?? own('name', 'title', 'behavior', 'behaviour', 'rule', 'detection', 'id'),
    description: stated.description ?? own('description', 'details', 'message', 'summary', 'explanation'),
    category,
    severity:
      stated.severity ?? own('severity', 'riskseverity', 'risk', 'risklevel', 'level', 'severityscore', 'score'),
    tactics: tactics.map((tactic) => tactic.toLowerCase().replaceAll(/[\s_]+/g, '-')),
    derivedTactics: tactics.length > 0 || category === null ? [] : tacticsOf(category),
    techniques: techniques.flatMap((text) => text.match(TECHNIQUE) ?? []),
    pid: asWhole(all(/^(?:pid|processid)$/)[0]),
    processes: all(/^(?:process|processname|comm|procname)$/),
    commands: all(/^(?:command|commandline|cmd|cmdline)$/),
    paths: all(/^(?:path|file|filepath|filename|executable|binary|exe)$/).filter((text) => text.includes('/')),
    addresses: all(/^(?:ip|ipaddress|dstip|destip|destination|destinationip|remoteip|remoteaddress|address)$/).filter(
      isIpAddress,
    ),
    port: asWhole(all(/^(?:port|dstport|destinationport|destport|remoteport)$/)[0]),
    domains: all(/^(?:domain|domainname|hostname|host|dns|query|fqdn)$/).filter(
      (text) => /^[\w-]+(?:\.[\w-]+)+$/.test(text) && !isIpAddress(text),
    ),
    urls: all(/^(?:url|uri)$/),
    hashes: all(/^(?:sha256|sha1|md5|hash|filehash)$/).filter((text) => /^[0-9a-f]+$/i.test(text)),
  };
}
