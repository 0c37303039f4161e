import { lookupTable } from '../../model/lookup-table.js';
import { asObject, asText } from '../../model/json.js';

/** Fields of version 2, the default order of a line without a header. Source: VPC user guide "Flow log records". */
const DEFAULT_FIELDS =
  'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status'.split(
    ' ',
  );

/**
 * Fields of versions 3 to 8, which a header names in any order. In this order the user guide lists them, and a flow log
 * of all available fields writes them.
 */
const FURTHER_FIELDS = (
  'vpc-id subnet-id instance-id tcp-flags type pkt-srcaddr pkt-dstaddr region az-id sublocation-type sublocation-id ' +
  'pkt-src-aws-service pkt-dst-aws-service flow-direction traffic-path ecs-cluster-arn ecs-cluster-name ' +
  'ecs-container-instance-arn ecs-container-instance-id ecs-container-id ecs-second-container-id ecs-service-name ' +
  'ecs-task-definition-arn ecs-task-arn ecs-task-id reject-reason resource-id encryption-status'
).split(' ');

/** The default order of flow logs of a transit gateway. Source: transit gateway guide "Transit Gateway Flow Log records". */
const GATEWAY_FIELDS = (
  'version resource-type account-id tgw-id tgw-attachment-id tgw-src-vpc-account-id tgw-dst-vpc-account-id tgw-src-vpc-id ' +
  'tgw-dst-vpc-id tgw-src-subnet-id tgw-dst-subnet-id tgw-src-eni tgw-dst-eni tgw-src-az-id tgw-dst-az-id ' +
  'tgw-pair-attachment-id srcaddr dstaddr srcport dstport protocol packets bytes start end log-status type ' +
  'packets-lost-no-route packets-lost-blackhole packets-lost-mtu-exceeded packets-lost-ttl-expired tcp-flags region ' +
  'flow-direction pkt-src-aws-service pkt-dst-aws-service'
).split(' ');

/** When CloudWatch Logs received a line: an export task writes it before each. */
export const LOGGED = 'logged';

const FIELDS: ReadonlyMap<string, string> = new Map(
  [...DEFAULT_FIELDS, ...FURTHER_FIELDS, ...GATEWAY_FIELDS].map((name) => [letters(name), name]),
);

/** Names that table tools write. */
const ALIASES = lookupTable<string>({
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
});

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

const EXPORT_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z /;
/** The fourteen fields of version 2 at the beginning of a line. */
const DEFAULT_LINE =
  /^\d (?:\d{10,12}|unknown|-) (?:eni-[0-9a-z]+|-) (?:\S+ ){7}\d{9,10} \d{9,10} (?:ACCEPT|REJECT|-) (?:OK|NODATA|SKIPDATA)(?= |$)/;
const GATEWAY_LINE =
  /^\d (?:TransitGateway|-) (?:\d{10,12}|-) tgw-[0-9a-z]+ (?:\S+ ){19}\d{9,10} \d{9,10} (?:OK|NODATA|SKIPDATA)(?= |$)/;

/**
 * The fields of a line that no header names: those of version 2, of all versions in the order of the user guide as far as
 * the line goes, or of a transit gateway. Null for another line.
 */
export function lineFields(line: string): readonly string[] | null {
  const [exported = ''] = EXPORT_TIME.exec(line) ?? [];
  const record = line.slice(exported.length).trim();
  const order = DEFAULT_LINE.test(record)
    ? [...DEFAULT_FIELDS, ...FURTHER_FIELDS]
    : GATEWAY_LINE.test(record)
      ? GATEWAY_FIELDS
      : [];
  const count = record.split(' ').length;
  return count > order.length ? null : [...(exported === '' ? [] : [LOGGED]), ...order.slice(0, count)];
}

/** True for a line without a header, alone or as the only member of an object, and for a row by names. */
export function isFlowRecord(value: unknown): boolean {
  if (typeof value === 'string') return lineFields(value) !== null;
  const object = asObject(value);
  if (object === null) return false;
  const keys = Object.keys(object);
  if (keys.length === 1 && typeof object['message'] === 'string') return lineFields(object['message']) !== null;
  return areFlowColumns(keys);
}

/** Reads a value that `isFlowRecord` accepts. */
export function readFlowRecord(value: unknown): FlowRecord {
  const object = asObject(value);
  const line = typeof value === 'string' ? value : Object.keys(object ?? {}).length === 1 ? object?.['message'] : null;
  const cells = typeof line === 'string' ? lineCells(line.trim()) : Object.entries(object ?? {});
  return new Map(
    cells.flatMap(([column, cell]) => {
      const field = column === LOGGED ? LOGGED : fieldOf(column);
      const text = asText(cell);
      return field === null || text === null || text === '-' ? [] : [[field, text] as const];
    }),
  );
}

function lineCells(line: string): readonly (readonly [string, unknown])[] {
  const cells = line.split(' ');
  return (lineFields(line) ?? []).map((field, index) => [field, cells[index]] as const);
}

function letters(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}
