import { at } from './clock.mjs';

/** The day's ordinary traffic lies between these instants. */
export const FROM = at('06:00:00');
export const TO = at('12:00:00');

/** @param {import('./random.mjs').Random} random @returns {bigint} an instant of the day, ns */
export function sometime(random, from = FROM, to = TO) {
  return from + BigInt(Math.floor(random.next() * Number((to - from) / 1000n))) * 1000n + BigInt(random.int(0, 1000));
}

/**
 * `count` records drawn from weighted kinds at random times.
 *
 * @param {import('./random.mjs').Random} random
 * @param {[weight: number, make: () => object][]} kinds
 * @param {number} count
 * @param {(time: bigint, what: object) => unknown} write
 */
export function some(random, kinds, count, write, key = 'line') {
  const bag = kinds.flatMap(([weight, make]) => Array.from({ length: weight }, () => make));
  return Array.from({ length: count }, () => {
    const time = sometime(random);
    return { time, [key]: write(time, random.pick(bag)()) };
  });
}
