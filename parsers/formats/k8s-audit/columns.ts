import { lookupTable } from '../../model/lookup-table.js';
import { decodeJson } from '../../carriers/decode-json.js';
import { asObject, asText } from '../../model/json.js';
import type { JsonObject } from '../../model/json.js';

/**
 * Audit events as rows, the way SIEMs export them. Column names are compared by letters and digits alone, so
 * `objectRef.resource`, `objectRef_resource` and `ObjectRefResource` are one; `kubernetes.audit.` in front is dropped.
 * `AKSAudit` of Log Analytics writes `RequestReceivedTime` and `StageReceivedTime`.
 */
const COLUMNS = lookupTable<readonly string[]>({
  auditid: ['auditID'],
  stage: ['stage'],
  level: ['level'],
  verb: ['verb'],
  requesturi: ['requestURI'],
  user: ['user'],
  username: ['user', 'username'],
  userusername: ['user', 'username'],
  useruid: ['user', 'uid'],
  usergroups: ['user', 'groups'],
  userextra: ['user', 'extra'],
  impersonateduser: ['impersonatedUser'],
  impersonateduserusername: ['impersonatedUser', 'username'],
  sourceips: ['sourceIPs'],
  sourceip: ['sourceIPs'],
  useragent: ['userAgent'],
  objectref: ['objectRef'],
  objectrefresource: ['objectRef', 'resource'],
  objectrefsubresource: ['objectRef', 'subresource'],
  objectrefnamespace: ['objectRef', 'namespace'],
  objectrefname: ['objectRef', 'name'],
  objectrefuid: ['objectRef', 'uid'],
  objectrefapigroup: ['objectRef', 'apiGroup'],
  objectrefapiversion: ['objectRef', 'apiVersion'],
  responsestatus: ['responseStatus'],
  responsestatuscode: ['responseStatus', 'code'],
  responsestatusreason: ['responseStatus', 'reason'],
  responsestatusmessage: ['responseStatus', 'message'],
  requestobject: ['requestObject'],
  responseobject: ['responseObject'],
  annotations: ['annotations'],
  annotationsauthorizationk8siodecision: ['annotations', 'authorization.k8s.io/decision'],
  annotationsauthorizationk8sioreason: ['annotations', 'authorization.k8s.io/reason'],
  requestreceivedtimestamp: ['requestReceivedTimestamp'],
  requestreceivedtime: ['requestReceivedTimestamp'],
  stagetimestamp: ['stageTimestamp'],
  stagereceivedtime: ['stageTimestamp'],
});

function columnPath(name: string): readonly string[] | undefined {
  const letters = name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  const key = letters.replace(/^kubernetesaudit/, '');
  return COLUMNS[key];
}

/** True where the columns of a table are those of audit events. */
export function areAuditColumns(columns: readonly string[]): boolean {
  const keys = new Set(columns.map((column) => columnPath(column)?.at(-1)));
  return (
    keys.has('auditID') && keys.has('verb') && (keys.has('requestURI') || keys.has('stage') || keys.has('objectRef'))
  );
}

/** A row of the table `AKSAudit` of Log Analytics, or of another that keeps the time it was taken in beside the columns of an event. */
export function isAuditRow(value: unknown): value is JsonObject {
  const row = asObject(value);
  return row !== null && Object.hasOwn(row, 'TimeGenerated') && areAuditColumns(Object.keys(row));
}

/** Makes an audit event of a row; null where the row has no known column. Empty cells and `-` are not stated. */
export function auditRow(row: unknown): JsonObject | null {
  const event: Record<string, unknown> = {};
  for (const [column, cell] of Object.entries(asObject(row) ?? {})) {
    const path = columnPath(column);
    if (path === undefined) continue;
    const text = asText(cell);
    // Answers of an API hold objects and lists where exports hold their text.
    if (typeof cell === 'object' && cell !== null) put(event, path, cell);
    else if (text !== null && text !== '-' && text !== 'null') put(event, path, cellValue(path, text));
  }
  return event['auditID'] === undefined && event['stage'] === undefined ? null : event;
}

function cellValue(path: readonly string[], text: string): unknown {
  if (/^\s*[{[]/.test(text)) return decodeJson(text) ?? text;
  const last = path.at(-1);
  if (last === 'sourceIPs' || last === 'groups') return text.split(/[,;]\s*/);
  // A plain code or name in a column that is an object elsewhere.
  if (path.length === 1 && last === 'responseStatus') return { code: text };
  if (path.length === 1 && last === 'user') return { username: text };
  return path.length === 1 && last === 'objectRef' ? { resource: text } : text;
}

function put(event: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [first = '', second] = path;
  if (second === undefined) {
    event[first] = { ...asObject(event[first]), ...asObject(value) };
    if (asObject(value) === null) event[first] = value;
    return;
  }
  event[first] = { ...asObject(event[first]), [second]: value };
}
