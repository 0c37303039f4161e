import { offsetAt, zoneLabel } from '../../../parsers/time/zone.js';
import type { Choice } from '../../ui/choices.js';

const LIMIT = 60;

let zones: readonly string[] | null = null;

/** Every IANA zone of this engine, `UTC` first. */
function allZones(): readonly string[] {
  zones ??= ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];
  return zones;
}

/** Zones whose name holds every typed word (`berl`, `new york`), with the offset of an instant (ms since 1970 UTC) beside them. */
export function searchZones(text: string, atMs: number): readonly Choice<string>[] {
  const words = text
    .toLowerCase()
    .split(/[\s/_]+/)
    .filter((word) => word !== '');
  return allZones()
    .filter((zone) => words.every((word) => zone.toLowerCase().includes(word)))
    .slice(0, LIMIT)
    .map((zone) => ({ id: zone, label: zone, note: zoneLabel(zone, offsetAt(zone, atMs)).split(' ').at(-1) ?? '' }));
}
