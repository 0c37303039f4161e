/**
 * Which lanes there are, and where they belong: cluster, node, namespace, account as the records of a lane agree on them.
 *
 * Often only one source states the cluster, and runtime sensors know a container but not its pod. Lanes of one workload are
 * joined where the evidence as a whole leaves one reading; each join says why. Two readings are none: such a lane stands
 * alone, unattributed.
 */
import { containerIdentity } from '../../parsers/model/container-identity.js';
import type { CaseColumns } from './case-columns.js';
import type { CodeColumn } from './code-column.js';
import { compareText } from './compare-text.js';
import { NONE, onlyValues, SEVERAL, valuesByCode } from './only-values.js';
import { LANE_LEVELS, type LaneBy, type LaneJoin, type LaneLevel, type LanePlace, type LaneValue } from './spec.js';

export interface TableLane {
  readonly key: string;
  readonly joined: readonly LaneJoin[];
  readonly place: LanePlace;
}

/** The lanes of all events of a case. */
export interface LaneTable {
  /** In order of their keys. */
  readonly lanes: readonly TableLane[];
  /** Codes of the lane of every row. */
  readonly codes: CodeColumn['codes'];
  /** Number of the lane by code. */
  readonly laneOf: Uint32Array;
}

const LEVEL_FIELDS = {
  cluster: 'orchestrator.cluster.name',
  node: 'host.name',
  namespace: 'orchestrator.namespace',
  account: 'cloud.account.id',
} as const satisfies Readonly<Record<LaneLevel, keyof CaseColumns['fields']>>;

const LANE_FIELDS = { workload: 'exhibit.lane', identity: 'user.name' } as const satisfies Readonly<
  Record<LaneBy, keyof CaseColumns['fields']>
>;

const made = new WeakMap<CaseColumns, Map<LaneBy, LaneTable>>();

/** The table of a case, made when it is first asked for: what lanes are does not depend on a search. */
export function laneTable(columns: CaseColumns, by: LaneBy): LaneTable {
  const known = made.get(columns) ?? new Map<LaneBy, LaneTable>();
  made.set(columns, known);
  const table = known.get(by) ?? makeTable(columns, by);
  known.set(by, table);
  return table;
}

/** All names of the workload that one of them names, that one first. */
export function laneNames(columns: CaseColumns, name: string): readonly string[] {
  const lane = laneTable(columns, 'workload').lanes.find(
    ({ key, joined }) => key === name || joined.some((join) => join.key === name),
  );
  const names = lane === undefined ? [] : [lane.key, ...lane.joined.map(({ key }) => key)];
  return [name, ...names.filter((other) => other !== name)];
}

function makeTable(columns: CaseColumns, by: LaneBy): LaneTable {
  const { dictionary, codes } = columns.fields[LANE_FIELDS[by]];
  const joins = by === 'workload' ? joinLanes(columns) : new Map<number, Join>();
  const keptCodes = Array.from(dictionary, (_, code) => code)
    .filter((code) => !joins.has(code))
    .toSorted((a, b) => compareText(dictionary[a]!, dictionary[b]!));
  const numbers = new Map(keptCodes.map((code, number) => [code, number]));
  const laneOf = Uint32Array.from(dictionary, (_, code) => numbers.get(joins.get(code)?.into ?? code)!);
  const joined = new Map<number, LaneJoin[]>();
  for (const [from, { into, reason }] of joins)
    joined.set(into, [...(joined.get(into) ?? []), { key: dictionary[from]!, reason }]);
  const places = placesOf(columns, codes, laneOf, keptCodes.length);
  return {
    codes,
    laneOf,
    lanes: keptCodes.map((code, number) => ({
      key: dictionary[code]!,
      joined: joined.get(code) ?? [],
      place: places(number),
    })),
  };
}

function placesOf(
  columns: CaseColumns,
  codes: CodeColumn['codes'],
  laneOf: Uint32Array,
  lanes: number,
): (lane: number) => LanePlace {
  const clusterOfHost = onlyValues(columns.fields['host.name'], columns.fields[LEVEL_FIELDS.cluster]);
  const stated = LANE_LEVELS.map((level) => {
    const column = columns.fields[LEVEL_FIELDS[level]];
    return { level, column, values: valuesByCode(codes, column.codes, laneOf, lanes) };
  });
  return (lane) => {
    const place: Record<LaneLevel, LaneValue> = { cluster: null, node: null, namespace: null, account: null };
    for (const { level, column, values } of stated) {
      const code = values[lane]!;
      place[level] = code === NONE ? null : code === SEVERAL ? 'several' : { value: column.dictionary[code]! };
    }
    // Of a node that the evidence places in one cluster only.
    const host = stated.find(({ level }) => level === 'node')!.values[lane]!;
    const cluster = host === NONE || host === SEVERAL ? NONE : clusterOfHost[host]!;
    if (place.cluster === null && cluster !== NONE && cluster !== SEVERAL)
      place.cluster = { value: columns.fields[LEVEL_FIELDS.cluster].dictionary[cluster]! };
    return place;
  };
}

interface Join {
  /** Code of the lane it is joined into. */
  readonly into: number;
  readonly reason: string;
}

/** A pod's random suffix as controllers make it: what carries one is named but once. */
const RANDOM_NAME = /-[bcdfghjklmnpqrstvwxz2456789]{5}$/;

/** Lanes that are the same workload as another: by code, into which, and why. */
function joinLanes(columns: CaseColumns): ReadonlyMap<number, Join> {
  const { dictionary, codes } = columns.fields['exhibit.lane'];
  const joins = new Map<number, Join>();
  const hosts = onlyValues(columns.fields['exhibit.lane'], columns.fields['host.name']);
  const clusterOfHost = onlyValues(columns.fields['host.name'], columns.fields['orchestrator.cluster.name']);
  const hostNames = columns.fields['host.name'].dictionary;
  const clusters = columns.fields['orchestrator.cluster.name'].dictionary;
  const named = candidatesByRest(dictionary);
  const clusterCount = clusters.filter((name) => name !== '').length;

  for (const [code, key] of dictionary.entries()) {
    const rest = /^k8s\/-\/(.+)$/.exec(key)?.[1];
    const candidates = rest === undefined ? undefined : named.get(rest);
    if (rest === undefined || candidates === undefined) continue;
    const host = hosts[code]!;
    const hostCluster = host === NONE || host === SEVERAL ? NONE : clusterOfHost[host]!;
    if (hostCluster !== NONE && hostCluster !== SEVERAL) {
      const cluster = clusters[hostCluster]!;
      const into = candidates.get(encoded(cluster));
      if (into !== undefined)
        joins.set(code, { into, reason: `its node ${hostNames[host]!} is named in the cluster ${cluster} only` });
      continue;
    }
    const [only, another] = candidates;
    if (only === undefined || another !== undefined) continue;
    const [cluster, into] = only;
    const reason = joinReason(rest, host, hosts[into]!, clusterCount, decoded(cluster), hostNames);
    if (reason !== null) joins.set(code, { into, reason });
  }
  for (const [code, into] of podsOfContainers(columns, codes, dictionary, joins))
    joins.set(code, { into, reason: 'every record that names both this container and a pod names this pod' });
  return joins;
}

/** Why a lane without a cluster is the one lane of that name that has one; null where that is not said. */
function joinReason(
  rest: string,
  host: number,
  otherHost: number,
  clusterCount: number,
  cluster: string,
  hostNames: readonly string[],
): string | null {
  const isKnown = (code: number) => code !== NONE && code !== SEVERAL;
  if (isKnown(host) && isKnown(otherHost))
    return host === otherHost ? `both are on the node ${hostNames[host]!}` : null;
  if (RANDOM_NAME.test(rest) && rest.includes('/'))
    return `only the cluster ${cluster} has a pod of this name, which a controller made at random`;
  return clusterCount === 1 ? `${cluster} is the only cluster that the evidence names` : null;
}

/** Lanes with a cluster by what follows it: cluster (as written in the key) to code. */
function candidatesByRest(dictionary: readonly string[]): ReadonlyMap<string, Map<string, number>> {
  const found = new Map<string, Map<string, number>>();
  for (const [code, key] of dictionary.entries()) {
    const match = /^k8s\/([^/]+)\/(.+)$/.exec(key);
    const [, cluster = '-', rest = ''] = match ?? [];
    if (cluster === '-') continue;
    const clusters = found.get(rest) ?? new Map<string, number>();
    found.set(rest, clusters.set(cluster, code));
  }
  return found;
}

/** Lanes of containers whose every record that also names a pod names the same one. */
function podsOfContainers(
  columns: CaseColumns,
  codes: CodeColumn['codes'],
  dictionary: readonly string[],
  joins: ReadonlyMap<number, Join>,
): ReadonlyMap<number, number> {
  const lanes = new Map<string, number>();
  for (const [code, key] of dictionary.entries()) if (key.startsWith('container/')) lanes.set(key, code);
  if (lanes.size === 0) return new Map();
  const ids = columns.fields['container.id'];
  const laneOfId = Int32Array.from(ids.dictionary, (text) => {
    const id = containerIdentity(text);
    return id === null ? -1 : (lanes.get(`container/${id.slice(0, 12)}`) ?? -1);
  });
  const isPod = Uint8Array.from(dictionary, (key) => (/^k8s\/[^/]+\/[^/]+\/[^/]+$/.test(key) ? 1 : 0));
  const pods = new Map<number, number>();
  for (let row = 0; row < codes.length; row += 1) {
    const code = codes[row]!;
    const lane = laneOfId[ids.codes[row]!]!;
    if (lane < 0 || isPod[code] === 0) continue;
    const pod = joins.get(code)?.into ?? code;
    const before = pods.get(lane);
    pods.set(lane, before === undefined || before === pod ? pod : -1);
  }
  return new Map([...pods].filter(([, pod]) => pod >= 0));
}

/** A level as `parsers/model/lane.ts` writes it into a key. */
function encoded(level: string): string {
  return level.replaceAll('%', '%25').replaceAll('/', '%2F');
}

function decoded(level: string): string {
  return level.replaceAll('%2F', '/').replaceAll('%25', '%');
}
