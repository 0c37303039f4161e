import type { InstantParts, Resolution } from './time.js';

/** How many nanoseconds a written time leaves open: a time written to the second lies anywhere within that second. */
const RESOLUTION_NS: { readonly [R in Resolution]: bigint } = {
  ns: 1n,
  us: 1_000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  min: 60_000_000_000n,
  day: 86_400_000_000_000n,
};

/** What is known of when an event was: its effective instant, how finely it was written, what a clock correction leaves open. */
export interface TimeClaim {
  readonly time: InstantParts;
  readonly resolution: Resolution;
  /** Half-width in nanoseconds, decimal text. */
  readonly uncertaintyNs: string;
}

/** The half-open interval of nanoseconds since 1970 in which the event lies. */
export function intervalOf(claim: TimeClaim): { readonly from: bigint; readonly to: bigint } {
  const written = BigInt(claim.time.ms) * 1_000_000n + BigInt(claim.time.ns);
  const uncertainty = BigInt(claim.uncertaintyNs);
  return { from: written - uncertainty, to: written + RESOLUTION_NS[claim.resolution] + uncertainty };
}

/** True where the evidence cannot say which of the two came first: their intervals overlap. */
export function orderUndecided(a: TimeClaim, b: TimeClaim): boolean {
  const first = intervalOf(a);
  const second = intervalOf(b);
  return first.from < second.to && second.from < first.to;
}
