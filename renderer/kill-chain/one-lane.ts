/**
 * Steps of one workload in one lane, whatever name each record's source uses: the name that the first of them states.
 *
 * @param steps in order
 * @param workloads all names of a workload, for every workload that a step names
 */
export function inOneLane<S extends { readonly lane: string }>(
  steps: readonly S[],
  workloads: readonly (readonly string[])[],
): readonly S[] {
  const chosen = new Map<readonly string[], string>();
  return steps.map((step) => {
    const names = workloads.find((workload) => workload.includes(step.lane));
    if (names === undefined) return step;
    const lane = chosen.get(names) ?? step.lane;
    chosen.set(names, lane);
    return { ...step, lane };
  });
}
