/** Instants of the incident: nanoseconds since 1970 as bigint. */
const DAY = BigInt(Date.UTC(2026, 9, 14)) * 1_000_000n;

/** @param {string} text `09:02:11.123456789` on the day of the incident @returns {bigint} */
export function at(text) {
  const [hours, minutes, rest] = text.split(':');
  const [seconds, fraction = ''] = rest.split('.');
  const whole = (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds);
  return DAY + BigInt(whole) * 1_000_000_000n + BigInt(fraction.padEnd(9, '0'));
}

/** @param {bigint} ns @param {0 | 6 | 9} digits of the second's fraction @returns {string} RFC 3339, UTC */
export function rfc3339(ns, digits) {
  const seconds = ns / 1_000_000_000n;
  const text = new Date(Number(seconds) * 1000).toISOString().slice(0, 19);
  if (digits === 0) return `${text}Z`;
  return `${text}.${String(ns % 1_000_000_000n)
    .padStart(9, '0')
    .slice(0, digits)}Z`;
}

/** @param {bigint} ns @returns {string} time of day with nine digits, as Falco begins its output */
export function timeOfDay(ns) {
  return rfc3339(ns, 9).slice(11, -1);
}
