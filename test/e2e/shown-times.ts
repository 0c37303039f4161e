/** Times as a person reads them off the screen or a page, and what instants they mean; by the engine's own zone table. */
import type { Locator } from 'playwright-core';

/** A time that stands somewhere, with the zone beside it. */
export interface ShownTime {
  /** As it stands there, with what follows it. */
  readonly text: string;
  /** `UTC`, `+02:00`; null where no zone stands beside it. */
  readonly offset: string | null;
  /** First nanosecond that it may mean. */
  readonly from: bigint;
  /** How many nanoseconds it leaves open: a second for `12:00:03`. */
  readonly width: bigint;
}

const TIME = /(?<![\d.-])(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z)?/g;
const ZONE = /^\s*\(?(?:(?:[A-Z][A-Za-z_]+\/[A-Za-z_/]+\s+)?([+-]\d\d:\d\d)|(UTC))\b/;

/** All times of a text, each with the zone that stands behind it. */
export function timesIn(text: string): readonly ShownTime[] {
  return [...text.matchAll(TIME)].map((match) => {
    const [whole, day = '', minute = '', second, fraction = '', z] = match;
    const behind = text.slice(match.index + whole.length, match.index + whole.length + 60);
    const [, fixed, utc] = ZONE.exec(behind) ?? [];
    const offset = z === undefined ? (fixed ?? utc ?? null) : 'UTC';
    const wall =
      BigInt(Date.parse(`${day}T${minute}:${second ?? '00'}Z`)) * 1_000_000n + BigInt(fraction.padEnd(9, '0'));
    const width = second === undefined ? 60n * 10n ** 9n : 10n ** BigInt(9 - fraction.length);
    return { text: `${whole}${behind}`, offset, from: wall - offsetNs(offset ?? 'UTC'), width };
  });
}

function offsetNs(offset: string): bigint {
  if (offset === 'UTC') return 0n;
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4));
  return BigInt(offset.startsWith('-') ? -minutes : minutes) * 60n * 10n ** 9n;
}

/** The offset that clocks of a zone showed at an instant: `+05:30`, `UTC` for none. */
export function offsetIn(zone: string, ns: bigint): string {
  const name = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' })
    .formatToParts(Number(ns / 1_000_000n))
    .find(({ type }) => type === 'timeZoneName')?.value;
  return name === 'GMT' || name === undefined ? 'UTC' : name.replace('GMT', '');
}

/**
 * What the program itself says within an element: texts, and the names and titles that stand for texts. Left out is what
 * evidence and persons wrote, and the ticks of axes, which have one zone for all.
 */
export async function saidIn(scope: Locator): Promise<string> {
  const texts = await scope.evaluateAll((roots) =>
    roots.flatMap((root) => {
      const said: string[] = [];
      const walk = (node: Node): void => {
        if (node instanceof Element) {
          if (node.matches('bdi, .raw-record, .timeline-tick, script, style')) return;
          for (const name of ['title', 'aria-label', 'aria-valuetext'])
            if (node.hasAttribute(name)) said.push(`${node.getAttribute(name) ?? ''} |`);
          node.childNodes.forEach(walk);
        } else if (node.nodeType === Node.TEXT_NODE) said.push(node.textContent ?? '');
      };
      walk(root);
      return said;
    }),
  );
  return texts.join(' ');
}
