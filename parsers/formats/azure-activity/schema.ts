import { decodeJson } from '../../carriers/decode-json.js';
import { asList, asObject, asText, asWhole, at } from '../../model/json.js';
import type { JsonObject } from '../../model/json.js';

/**
 * One record of Azure Monitor. Three spellings: diagnostic records (`time`, `operationName` as text), records of the activity
 * API (`eventTimestamp`, `operationName.value`; some tools write `event_timestamp`), Event Grid (no time of their own).
 */
export interface AzureRecord {
  readonly time: unknown;
  /** True for times that are UTC by definition, whatever they say of their zone; those of the activity API say it. */
  readonly isUtc: boolean;
  /** When Entra logged what its own record dates itself; null where `time` is the record's only time. */
  readonly logged: unknown;
  /** When it could be queried. */
  readonly submitted: unknown;
  /** `Microsoft.Compute/virtualMachines/write` */
  readonly operation: string | null;
  /** `Administrative`, `Policy`, `StorageWrite`, `SignInLogs`, `kube-apiserver`, ... */
  readonly category: string | null;
  readonly resourceId: string | null;
  /** `Succeeded`, `Failed`, `Started`, `0`, ... */
  readonly status: string | null;
  /** `403`, `Failed.Forbidden`, `AuthorizationFailure`, ... */
  readonly subStatus: readonly string[];
  readonly description: string | null;
  /** Name of the user, service principal or application that called. */
  readonly caller: string | null;
  readonly callerId: string | null;
  /** Id of the application that holds the credential. */
  readonly appId: string | null;
  /** What Entra changed: users, groups, service principals, devices. */
  readonly targets: readonly EntraTarget[];
  readonly claims: JsonObject;
  readonly evidence: JsonObject;
  readonly callerIp: string | null;
  readonly correlationId: string | null;
  readonly eventId: string | null;
  /** `BeginRequest`, `EndRequest` */
  readonly eventName: string | null;
  readonly level: string | null;
  readonly location: string | null;
  readonly method: string | null;
  readonly uri: string | null;
  readonly httpStatus: number | null;
  readonly tenantId: string | null;
  readonly properties: JsonObject;
}

/** One of the resources that a record of Entra's audit log names. */
export interface EntraTarget {
  /** `User`, `Group`, `ServicePrincipal`, `Device`, ... */
  readonly type: string | null;
  readonly id: string | null;
  readonly name: string | null;
}

const SIGNS = [
  'resourceId',
  'category',
  'correlationId',
  'callerIpAddress',
  'tenantId',
  'identity',
  'resultType',
  'properties',
];

/** True for a record. Audit events of a cluster in it are the cluster's: they are carried, not told. */
export function isAzureRecord(value: unknown): boolean {
  const object = asObject(value);
  if (object === null) return false;
  if (asText(at(value, 'operationName', 'value')) !== null || asText(at(value, 'operation_name', 'value')) !== null)
    return true;
  const category = asText(object['category']);
  if (category?.startsWith('kube-audit') === true) return false;
  if (asText(object['operationName']) === null) return isServiceRecord(object, category);
  const signs = SIGNS.filter((sign) => Object.hasOwn(object, sign)).length;
  if (asText(object['time']) !== null) return signs >= 2;
  const isGrid = asObject(object['claims']) !== null && asText(object['correlationId']) !== null;
  return isGrid || (category !== null && asText(object['resourceId']) !== null);
}

/** Some services, Event Hubs among them, write names of their own beside category and resource. */
function isServiceRecord(object: JsonObject, category: string | null): boolean {
  const isDated = ['time', 'EventTimeString'].some((key) => asText(object[key]) !== null);
  const isResource = /^\/(?:subscriptions|tenants|providers)\//i.test(asText(object['resourceId']) ?? '');
  return category !== null && isResource && isDated;
}

/** True for the sign-in logs of Entra: of users, service principals, managed identities, ADFS. */
export function isSignIn(category: string | null): boolean {
  return /SignInLogs$/i.test(category ?? '');
}

/** True for what Entra's protection found: risky users, service principals, sign-ins. */
export function isRisk(category: string | null): boolean {
  return /^(?:User|ServicePrincipal)RiskEvents$|^Risky(?:Users|ServicePrincipals)$/.test(category ?? '');
}

/** True for the audit log of Entra. */
export function isEntraAudit(category: string | null): boolean {
  return category === 'AuditLogs';
}

/** Reads a value that `isAzureRecord` accepts. */
export function readAzureRecord(value: unknown): AzureRecord {
  /** The first that is stated; a pair of `value` and `localizedValue` is its value. */
  const text = (...paths: readonly string[]) =>
    paths
      .map((path) => at(value, ...path.split('.')))
      .map((found) => asText(at(found, 'value') ?? found))
      .find((found) => found !== null) ?? null;
  const properties = propertiesOf(at(value, 'properties'));
  const property = (...path: string[]) => asText(at(properties, ...path));
  const written = text('time', 'eventTimestamp', 'event_timestamp', 'EventTimeString');
  const category = text('category');
  const actor = (key: string) => property('initiatedBy', 'user', key) ?? property('initiatedBy', 'app', key);
  const own = isSignIn(category) ? property('createdDateTime') : property('activityDateTime');
  return {
    time: own ?? written,
    isUtc: own !== null || text('time') !== null,
    logged: own === null ? null : written,
    submitted: text('submissionTimestamp', 'submission_timestamp'),
    operation: text('operationName', 'operation_name', 'EventName'),
    category,
    resourceId: text('resourceId', 'resource_id', 'resourceUri'),
    status:
      (isEntraAudit(category) ? property('result') : null) ?? text('resultType', 'status', 'statusCode', 'Status'),
    subStatus: [
      text('resultSignature'),
      text('subStatus', 'sub_status'),
      text('statusCode'),
      text('statusText'),
      property('statusCode'),
      property('metricResponseType'),
      property('status', 'errorCode'),
    ].filter((word) => word !== null),
    description: text('resultDescription', 'description') ?? property('statusMessage') ?? property('resultReason'),
    caller:
      text('caller') ??
      property('userPrincipalName') ??
      property('initiatedBy', 'user', 'userPrincipalName') ??
      actor('displayName') ??
      property('servicePrincipalName') ??
      property('initiatedBy', 'Name') ??
      text('identity', 'Caller') ??
      // A service principal is at times named by its application alone.
      (isSignIn(category) ? property('appDisplayName') : null),
    callerId: property('userId') ?? actor('id') ?? actor('servicePrincipalId') ?? property('servicePrincipalId'),
    appId: property('appId') ?? actor('appId'),
    targets: asList(at(properties, 'targetResources')).map((target) => ({
      type: asText(at(target, 'type')),
      id: asText(at(target, 'id')),
      name: asText(at(target, 'userPrincipalName')) ?? asText(at(target, 'displayName')),
    })),
    claims: asObject(at(value, 'identity', 'claims') ?? at(value, 'claims')) ?? {},
    evidence:
      asObject(at(value, 'identity', 'authorization', 'evidence') ?? at(value, 'authorization', 'evidence')) ?? {},
    callerIp:
      text('callerIpAddress', 'httpRequest.clientIpAddress', 'http_request.client_ip_address') ??
      property('ipAddress') ??
      actor('ipAddress'),
    correlationId: text('correlationId', 'correlation_id'),
    eventId: text('eventDataId', 'event_data_id') ?? property('eventDataId'),
    eventName: text('eventName', 'event_name'),
    level: text('level', 'Level'),
    // Where a sign-in came from is no region of the cloud.
    location:
      asObject(at(properties, 'location')) === null && !isSignIn(category)
        ? (text('location', 'Region') ?? property('resourceLocation'))
        : null,
    method: text('httpRequest.method', 'http_request.method') ?? property('requestMethod'),
    uri: text('uri', 'httpRequest.uri', 'http_request.uri') ?? property('requestUri'),
    httpStatus: asWhole(at(properties, 'responseStatusCode')) ?? asWhole(at(value, 'statusCode')),
    tenantId: text('tenantId', 'tenant_id'),
    properties,
  };
}

/** Some exports write the properties as JSON in text. */
function propertiesOf(value: unknown): JsonObject {
  return asObject(typeof value === 'string' ? decodeJson(value) : value) ?? {};
}

const CLAIMS = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/';

/** A claim by its short name; tokens write some under the address of a schema. */
export function claim({ claims }: AzureRecord, name: string): string | null {
  const full = [name, CLAIMS + name, `http://schemas.microsoft.com/identity/claims/${name}`];
  return full.map((key) => asText(claims[key])).find((found) => found !== null) ?? null;
}
