import { lookupTable } from '../../model/lookup-table.js';
import { decodeJson } from '../../carriers/decode-json.js';
import { asObject, asText } from '../../model/json.js';
import type { JsonObject } from '../../model/json.js';
import { structText } from './struct-text.js';

/**
 * Trail records as rows: Athena's table (lower case, nested values as struct text), Log Analytics' `AWSCloudTrail`
 * (`UserIdentityArn`), flattened SIEM exports (`userIdentity.arn`). Names are compared by letters and digits alone.
 */
const COLUMNS = lookupTable<readonly string[]>({
  eventversion: ['eventVersion'],
  eventtime: ['eventTime'],
  timegenerated: ['@timestamp'],
  timestamp: ['@timestamp'],
  eventsource: ['eventSource'],
  eventname: ['eventName'],
  eventtype: ['eventType'],
  eventtypename: ['eventType'],
  awsregion: ['awsRegion'],
  sourceipaddress: ['sourceIPAddress'],
  useragent: ['userAgent'],
  errorcode: ['errorCode'],
  errormessage: ['errorMessage'],
  readonly: ['readOnly'],
  eventid: ['eventID'],
  awseventid: ['eventID'],
  requestid: ['requestID'],
  awsrequestid: ['requestID'],
  sharedeventid: ['sharedEventID'],
  recipientaccountid: ['recipientAccountId'],
  requestparameters: ['requestParameters'],
  responseelements: ['responseElements'],
  additionaleventdata: ['additionalEventData'],
  resources: ['resources'],
  useridentity: ['userIdentity'],
  useridentitytype: ['userIdentity', 'type'],
  useridentityarn: ['userIdentity', 'arn'],
  useridentityprincipalid: ['userIdentity', 'principalId'],
  useridentityaccountid: ['userIdentity', 'accountId'],
  useridentityusername: ['userIdentity', 'userName'],
  useridentityaccesskeyid: ['userIdentity', 'accessKeyId'],
  useridentityinvokedby: ['userIdentity', 'invokedBy'],
  useridentitysessioncontextsessionissuerusername: ['userIdentity', 'sessionContext', 'sessionIssuer', 'userName'],
  useridentitysessioncontextsessionissuerarn: ['userIdentity', 'sessionContext', 'sessionIssuer', 'arn'],
  sessionissuerusername: ['userIdentity', 'sessionContext', 'sessionIssuer', 'userName'],
  sessionissuerarn: ['userIdentity', 'sessionContext', 'sessionIssuer', 'arn'],
});

function columnPath(name: string): readonly string[] | undefined {
  const key = name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  return COLUMNS[key];
}

/** True where the columns of a table are those of CloudTrail. */
export function areTrailColumns(columns: readonly string[]): boolean {
  const keys = new Set(columns.map((column) => columnPath(column)?.[0]));
  return (
    keys.has('eventName') &&
    keys.has('eventSource') &&
    (keys.has('awsRegion') || keys.has('userIdentity')) &&
    keys.has('sourceIPAddress')
  );
}

/** Makes a record of a row; null where it names neither event nor service. Empty cells are not stated. */
export function trailRow(row: unknown): JsonObject | null {
  const record: Record<string, unknown> = {};
  for (const [column, cell] of Object.entries(asObject(row) ?? {})) {
    const path = columnPath(column);
    const text = asText(cell);
    if (path === undefined || text === null || text === '-' || text === 'null') continue;
    put(record, path, cellValue(text));
  }
  return record['eventName'] === undefined || record['eventSource'] === undefined ? null : record;
}

function cellValue(text: string): unknown {
  if (!/^\s*[{[]/.test(text)) return text;
  return decodeJson(text) ?? structText(text) ?? text;
}

function put(record: Record<string, unknown>, [first = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) {
    const object = asObject(value);
    record[first] = object === null ? value : { ...asObject(record[first]), ...object };
    return;
  }
  const inner: Record<string, unknown> = { ...asObject(record[first]) };
  put(inner, rest, value);
  record[first] = inner;
}
