/** Where records were seen and where not. A silence proves nothing by itself: its cause is unknown. */
/** A run of bins, half-open. */
export interface Run {
  readonly from: number;
  readonly to: number;
}

/** Runs of bins that hold records, in order. */
export function seenRuns(counts: Uint32Array): readonly Run[] {
  const runs: Run[] = [];
  let from = -1;
  for (let bin = 0; bin <= counts.length; bin += 1) {
    const isSeen = bin < counts.length && counts[bin]! > 0;
    if (isSeen && from < 0) from = bin;
    if (isSeen || from < 0) continue;
    runs.push({ from, to: bin });
    from = -1;
  }
  return runs;
}

/** Silences of almost the same length that are measured on their records. */
const CANDIDATES = 4;

/**
 * Runs of empty bins between two that hold records of which one is the longest time between records: the longest, and those
 * that are shorter by less than what bins cannot tell.
 */
export function longestSilences(counts: Uint32Array): readonly Run[] {
  const runs = seenRuns(counts);
  const silences = runs.slice(1).map(({ from }, index) => ({ from: runs[index]!.to, to: from }));
  const lengths = silences.map(({ from, to }) => to - from);
  const longest = lengths.reduce((most, length) => Math.max(most, length), 0);
  return silences.filter((_, index) => lengths[index]! >= longest - 2).slice(0, CANDIDATES);
}

/** Events in the bins before one: the place in the order of time of the first event from there on. */
export function eventsBefore(counts: Uint32Array, bin: number): number {
  let events = 0;
  for (let at = 0; at < bin; at += 1) events += counts[at]!;
  return events;
}
