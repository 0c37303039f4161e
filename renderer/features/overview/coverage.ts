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
