import type { Probe } from './format.js';
import type { Framing } from './framing.js';

/**
 * The framing of JSON of whose records none is whole in the probe, because the first one is larger than the probe or cut
 * off for good. Null unless all the keys occur; they stand for the format, since nothing could be decoded.
 */
export function framingOfCutJson(probe: Probe, keys: readonly string[]): Framing | null {
  if (probe.samples.length > 0 || !keys.every((key) => probe.text.includes(`"${key}"`))) return null;
  const text = probe.text.replace(/^\uFEFF/, '').trimStart();
  if (text.startsWith('[')) return { kind: 'json', envelope: [] };
  if (!text.startsWith('{')) return null;
  const list =
    /^\{(?:\s*"[^"\\]{1,40}"\s*:\s*(?:"[^"\\]*"|\d+|\{\s*\})\s*,)*\s*"(Records|items|Events|logEvents)"\s*:\s*\[/.exec(
      text,
    )?.[1];
  if (list !== undefined) return { kind: 'json', envelope: [list] };
  // A line that goes on beyond the probe, against an object over several lines.
  return /^\{[^\n]{200}/.test(text) ? { kind: 'ndjson' } : { kind: 'json', envelope: [] };
}
