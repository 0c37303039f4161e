import { isZone, offsetAt, zoneLabel } from '../../parsers/time/zone.js';
import type { Choice } from './choices.js';

const LIMIT = 60;

/** Present names of renamed zones: engines accept them, but some list only the old name (Asia/Calcutta). */
const RENAMED = [
  'Africa/Asmara',
  'America/Argentina/Buenos_Aires',
  'America/Indiana/Indianapolis',
  'America/Kentucky/Louisville',
  'America/Nuuk',
  'Asia/Ho_Chi_Minh',
  'Asia/Kathmandu',
  'Asia/Kolkata',
  'Asia/Yangon',
  'Atlantic/Faroe',
  'Europe/Kyiv',
  'Pacific/Chuuk',
  'Pacific/Kanton',
  'Pacific/Pohnpei',
];

let zones: readonly string[] | null = null;

/** Every IANA zone of this engine, `UTC` first. */
function allZones(): readonly string[] {
  zones ??= [
    'UTC',
    ...new Set(
      [...Intl.supportedValuesOf('timeZone'), ...RENAMED.filter(isZone)].filter((zone) => zone !== 'UTC').toSorted(),
    ),
  ];
  return zones;
}

/**
 * Zones whose name holds every typed word (`berl`, `new york`), with the offset of an instant (ms since 1970 UTC) beside
 * them; an offset (`+02:00`) stands for itself.
 */
export function searchZones(text: string, atMs: number): readonly Choice<string>[] {
  const fixed = text.trim();
  if (/^[+-]\d\d:?\d\d$/.test(fixed) && isZone(fixed)) return [{ id: fixed, label: fixed, note: 'fixed offset' }];
  const words = text
    .toLowerCase()
    .split(/[\s/_]+/)
    .filter((word) => word !== '');
  return allZones()
    .filter((zone) => words.every((word) => zone.toLowerCase().includes(word)))
    .slice(0, LIMIT)
    .map((zone) => ({ id: zone, label: zone, note: zoneLabel(zone, offsetAt(zone, atMs)).split(' ').at(-1) ?? '' }));
}
