import { asObject, asText } from '../../model/json.js';

/** Fields of version 2, the default order of a line without a header. Source: VPC user guide "Flow log records". */
export const DEFAULT_FIELDS =
  'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status'.split(
    ' ',
  );

/** Fields of versions 3 to 8 that may stand beside them, in any order. */
const FURTHER_FIELDS = (
  'vpc-id subnet-id instance-id tcp-flags type pkt-srcaddr pkt-dstaddr region az-id sublocation-type sublocation-id ' +
  'pkt-src-aws-service pkt-dst-aws-service flow-direction traffic-path ecs-cluster-arn ecs-cluster-name ' +
  'ecs-container-instance-arn ecs-container-instance-id ecs-container-id ecs-second-container-id ecs-service-name ' +
  'ecs-task-definition-arn ecs-task-arn ecs-task-id reject-reason resource-id encryption-status'
).split(' ');

const FIELDS: ReadonlyMap<string, string> = new Map(
  [...DEFAULT_FIELDS, ...FURTHER_FIELDS].map((name) => [letters(name), name]),
);

/** Names that table tools write. */
const ALIASES: Readonly<Record<string, string>> = {
  account: 'account-id',
  accountid: 'account-id',
  sourceaddress: 'srcaddr',
  destinationaddress: 'dstaddr',
  sourceport: 'srcport',
  destinationport: 'dstport',
  numpackets: 'packets',
  numbytes: 'bytes',
  starttime: 'start',
  endtime: 'end',
};

/** A flow by the names of the specification; `-` and empty cells are left out. */
export type FlowRecord = ReadonlyMap<string, string>;

/** The field that a column is, whatever joins its words; null for another column. */
export function fieldOf(column: string): string | null {
  const key = letters(column);
  return FIELDS.get(key) ?? (Object.hasOwn(ALIASES, key) ? (ALIASES[key] ?? null) : null);
}

/** True for the names of a flow log's columns. */
export function areFlowColumns(columns: readonly string[]): boolean {
  const fields = new Set(columns.map(fieldOf));
  const named = columns.filter((column) => fieldOf(column) !== null).length;
  return (
    fields.has('srcaddr') &&
    fields.has('dstaddr') &&
    named * 2 > columns.length &&
    SIGNS.some((sign) => fields.has(sign))
  );
}

const SIGNS = ['interface-id', 'log-status', 'pkt-srcaddr', 'action'];

/** A line of version 2 without its header. */
const DEFAULT_LINE =
  /^\d (?:\d{12}|unknown) (?:eni-[0-9a-z]+|-) (?:\S+ ){8}\d{10} (?:ACCEPT|REJECT|-) (?:OK|NODATA|SKIPDATA)$/;

/** True for a line of version 2, alone or as the only member of an object, and for a row by names. */
export function isFlowRecord(value: unknown): boolean {
  if (typeof value === 'string') return DEFAULT_LINE.test(value.trim());
  const object = asObject(value);
  if (object === null) return false;
  const keys = Object.keys(object);
  if (keys.length === 1 && typeof object['message'] === 'string') return DEFAULT_LINE.test(object['message'].trim());
  return areFlowColumns(keys);
}

/** Reads a value that `isFlowRecord` accepts. */
export function readFlowRecord(value: unknown): FlowRecord {
  const object = asObject(value);
  const line = typeof value === 'string' ? value : Object.keys(object ?? {}).length === 1 ? object?.['message'] : null;
  const cells: readonly (readonly [string, unknown])[] =
    typeof line === 'string'
      ? line
          .trim()
          .split(' ')
          .map((cell, index) => [DEFAULT_FIELDS[index] ?? '', cell] as const)
      : Object.entries(object ?? {});
  return new Map(
    cells.flatMap(([column, cell]) => {
      const [field, text] = [fieldOf(column), asText(cell)];
      return field === null || text === null || text === '-' ? [] : [[field, text] as const];
    }),
  );
}

function letters(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}
