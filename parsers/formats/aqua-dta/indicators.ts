import { isIpAddress } from '../../model/address.js';
import { asList, asObject, asText } from '../../model/json.js';
import { plainKey } from './leaves.js';
import type { Leaf } from './leaves.js';

const PATTERNS: readonly RegExp[] = [
  /\bhttps?:\/\/[^\s"'<>]+/gi,
  /\bstratum\+\w+:\/\/[^\s"'<>]+/gi,
  /\b(?:[0-9a-f]{64}|[0-9a-f]{40}|[0-9a-f]{32})\b/gi,
  /(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w.]*\d)/g,
  /(?<![\w:])(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}(?![\w:])/gi,
  /(?<![\w./@-])(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}(?![\w/-])/gi,
  /(?<![\w:/.])\/(?:[\w.+@-]+\/)*[\w.+@-]+/g,
  /\bmemfd:[^\s"',)]+/g,
  /\b(?:4[0-9AB][1-9A-HJ-NP-Za-km-z]{93}|bc1[a-z0-9]{25,59}|0x[0-9a-f]{40})\b/g,
];

/** Endings that make a word a file rather than a domain. */
const FILE_ENDINGS =
  /\.(?:so|sh|py|pl|rb|js|ko|txt|log|conf|cfg|json|ya?ml|xml|gz|tar|zip|bin|elf|exe|dll|service|php|c|h|o)$/i;
const MAX_PER_EVENT = 200;

/**
 * Addresses, domains, URLs, paths, hashes, wallets and memory files in the texts of a report. They are candidates: that
 * one is an indicator, only the report or the examiner can say.
 */
export function candidatesIn(leaves: readonly Leaf[]): readonly string[] {
  const found = new Set<string>();
  for (const { text } of leaves) {
    for (const pattern of PATTERNS) {
      for (const [match] of text.matchAll(pattern)) if (isPlausible(match)) found.add(match.replace(/[.,;:]+$/, ''));
      if (found.size >= MAX_PER_EVENT) return [...found];
    }
  }
  return [...found];
}

function isPlausible(match: string): boolean {
  if (/^[\d.]+$/.test(match) || /^[0-9a-f:]*:[0-9a-f:]*$/i.test(match)) return isIpAddress(match) && match !== '::';
  return match.startsWith('/') || match.includes('://') || !FILE_ENDINGS.test(match);
}

export interface StatedIndicators {
  readonly ioc: readonly string[];
  readonly ioi: readonly string[];
}

const KINDS: readonly (readonly [RegExp, keyof StatedIndicators])[] = [
  [/^(?:iocs?|indicators?ofcompromises?)$/, 'ioc'],
  [/^(?:iois?|indicators?ofinterests?)$/, 'ioi'],
];

/** The indicators that a report itself calls IOC or IOI: by the key of a list, or by the type of an element. */
export function statedIndicators(value: unknown): StatedIndicators {
  const found = { ioc: new Set<string>(), ioi: new Set<string>() };
  const pending: unknown[] = [value];
  for (let here = pending.pop(), steps = 0; here !== undefined && steps < MAX_STEPS; here = pending.pop(), steps++) {
    if (Array.isArray(here)) {
      pending.push(...(here as unknown[]));
      continue;
    }
    const object = asObject(here);
    if (object === null) continue;
    const typed = kindOf(asText(object['type'] ?? object['kind'] ?? object['class']) ?? '');
    if (typed !== null) add(found[typed], object);
    for (const [key, member] of Object.entries(object)) {
      const kind = kindOf(key);
      if (kind === null) pending.push(member);
      else for (const each of Array.isArray(member) ? asList(member) : [member]) add(found[kind], each);
    }
  }
  return { ioc: [...found.ioc], ioi: [...found.ioi] };
}

const MAX_STEPS = 10_000;
const VALUE_KEYS = ['value', 'indicator', 'ioc', 'ioi', 'data', 'name'];

function kindOf(word: string): keyof StatedIndicators | null {
  return KINDS.find(([pattern]) => pattern.test(plainKey(word)))?.[1] ?? null;
}

/** One indicator, as text or as an object with its value. Grouped ones (`{"ips": [...]}`) give all their texts. */
function add(found: Set<string>, indicator: unknown): void {
  const text = asText(indicator);
  if (text !== null) {
    found.add(text);
    return;
  }
  const object = asObject(indicator);
  if (object === null) return;
  const valued = VALUE_KEYS.map((key) => asText(object[key])).find((value) => value !== null);
  if (valued !== null && valued !== undefined) found.add(valued);
  else
    for (const each of Object.values(object).flatMap((member) => asList(member).map(asText)))
      if (each !== null) found.add(each);
}
