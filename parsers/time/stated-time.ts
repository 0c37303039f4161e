import type { ManualEvent } from '../model/case.js';
import type { TimeClaim } from '../model/order.js';
import { toParts } from './instant.js';
import { parseTime } from './parse.js';
import { isZone, wallClockToInstant } from './zone.js';

const NS_PER_MS = 1_000_000n;

/**
 * When a stated event was, as far as its words tell: `2026-03-01 14:05` in the zone it was stated in, or in the one that
 * the text itself names. Its resolution is that of the text, and where clocks were put back both readings are left open.
 * Null where the text is no date: such an event has no place on the time line.
 */
export function statedTime({ time, zone }: Pick<ManualEvent, 'time' | 'zone'>): TimeClaim | null {
  // A bare number is no time that a person states.
  const read = /^\d+$/.test(time.trim()) ? null : parseTime(time);
  if (read === null) return null;
  const written = toParts(read.instant);
  if (read.zone !== 'unknown') return { time: written, resolution: read.resolution, uncertaintyNs: '0' };
  if (!isZone(zone)) return null;
  const answer = wallClockToInstant(written, zone);
  if (answer.kind === 'one') return { time: answer.instant, resolution: read.resolution, uncertaintyNs: '0' };
  const openNs = BigInt(answer.later.ms - answer.earlier.ms) * NS_PER_MS;
  return { time: answer.earlier, resolution: read.resolution, uncertaintyNs: String(openNs) };
}
