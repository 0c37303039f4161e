/** What a lane's key (`k8s/cluster/namespace/pod`, `-` for a part not known) reads like: the workload itself, and where it ran. */
export interface LaneLabel {
  readonly name: string;
  readonly place: string;
}

export function laneLabel(key: string): LaneLabel {
  if (key === '') return { name: 'no workload named', place: '' };
  const parts = key
    .split('/')
    .filter((part) => part !== '' && part !== '-')
    .map(written);
  const name = parts.at(-1) ?? key;
  return { name, place: parts.slice(0, -1).join(' / ') };
}

/** A part as the record writes it: `parsers/model/lane.ts` keeps its slashes from looking like levels. */
function written(part: string): string {
  return part.replaceAll('%2F', '/').replaceAll('%25', '%');
}
