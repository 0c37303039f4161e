import { asList, asObject, asText, at } from '../../model/json.js';
import type { JsonObject } from '../../model/json.js';

/** Who called, as AWS authenticated it. */
export interface UserIdentity {
  /** `IAMUser`, `AssumedRole`, `Root`, `FederatedUser`, `WebIdentityUser`, `SAMLUser`, `AWSService`, `AWSAccount`, ... */
  readonly type: string | null;
  readonly arn: string | null;
  readonly principalId: string | null;
  readonly accountId: string | null;
  /** Absent for roles; `HIDDEN_DUE_TO_SECURITY_REASONS` after a sign-in with an unknown name. */
  readonly userName: string | null;
  readonly accessKeyId: string | null;
  /** Name and ARN of the role or user that issued the session. */
  readonly issuerName: string | null;
  readonly issuerArn: string | null;
  /** Service that made the call on someone's behalf. */
  readonly invokedBy: string | null;
  /** Identity provider of a web identity. */
  readonly identityProvider: string | null;
  /** User of the Identity Center, by its id in the identity store. */
  readonly centerUserId: string | null;
}

/** One record of CloudTrail: an API call, a sign-in, a service event, or an Insight. */
export interface TrailRecord {
  readonly eventId: string | null;
  /** Whole seconds, UTC. */
  readonly eventTime: string | null;
  /** Left by log shippers that drop `eventTime`. */
  readonly shipperTime: string | null;
  readonly eventName: string | null;
  /** `ec2.amazonaws.com`. */
  readonly eventSource: string | null;
  /** `AwsApiCall`, `AwsConsoleSignIn`, `AwsServiceEvent`, `AwsCloudTrailInsight`, ... */
  readonly eventType: string | null;
  readonly region: string | null;
  /** Address of the caller, or the name of a service (`AWS Internal`, `ecs.amazonaws.com`). */
  readonly sourceAddress: string | null;
  readonly userAgent: string | null;
  /** Absent where the call succeeded. */
  readonly errorCode: string | null;
  readonly errorMessage: string | null;
  readonly readOnly: boolean | null;
  readonly identity: UserIdentity;
  /** Null for many reads. */
  readonly request: JsonObject | null;
  readonly response: JsonObject | null;
  /** What a service says of an act of its own, sign-ins of the Identity Center among them. */
  readonly serviceDetails: JsonObject | null;
  readonly additional: JsonObject | null;
  readonly resources: readonly unknown[];
  /** Account whose trail it is. */
  readonly recipientAccountId: string | null;
  readonly requestId: string | null;
  readonly sharedEventId: string | null;
  /** Insights only. */
  readonly insight: JsonObject | null;
}

/** True for a record of a trail, an Insight included. */
export function isTrailRecord(value: unknown): boolean {
  const object = asObject(value);
  if (object === null) return false;
  if (object['eventType'] === 'AwsCloudTrailInsight') return asObject(object['insightDetails']) !== null;
  const source = asText(object['eventSource']);
  // Streams and queues hand records to functions under names of the same spelling: `aws:kinesis`, `aws:s3`.
  const named = asText(object['eventName']) !== null && source !== null && !source.startsWith('aws:');
  return (
    named &&
    ['userIdentity', 'eventVersion', 'awsRegion', 'sourceIPAddress'].filter((key) => Object.hasOwn(object, key))
      .length >= 2
  );
}

/** True for a digest file: the hashes of delivered log files. */
export function isDigest(value: unknown): boolean {
  return asText(at(value, 'digestStartTime')) !== null && Array.isArray(at(value, 'logFiles'));
}

/** Reads a value that `isTrailRecord` accepts. */
export function readTrailRecord(value: unknown): TrailRecord {
  const text = (...path: string[]) => asText(at(value, ...path));
  return {
    eventId: text('eventID'),
    eventTime: text('eventTime'),
    shipperTime: text('@timestamp'),
    eventName: text('eventName'),
    eventSource: text('eventSource'),
    eventType: text('eventType'),
    region: text('awsRegion'),
    sourceAddress: text('sourceIPAddress'),
    userAgent: text('userAgent'),
    errorCode: text('errorCode'),
    errorMessage: text('errorMessage'),
    readOnly: truth(at(value, 'readOnly')),
    identity: readIdentity(at(value, 'userIdentity')),
    request: asObject(at(value, 'requestParameters')),
    response: asObject(at(value, 'responseElements')),
    serviceDetails: asObject(at(value, 'serviceEventDetails')),
    additional: asObject(at(value, 'additionalEventData')),
    resources: asList(at(value, 'resources')),
    recipientAccountId: text('recipientAccountId'),
    requestId: text('requestID'),
    sharedEventId: text('sharedEventID'),
    insight: asObject(at(value, 'insightDetails')),
  };
}

function readIdentity(value: unknown): UserIdentity {
  const text = (...path: string[]) => asText(at(value, ...path));
  return {
    type: text('type'),
    arn: text('arn'),
    principalId: text('principalId'),
    accountId: text('accountId'),
    userName: text('userName'),
    accessKeyId: text('accessKeyId'),
    issuerName: text('sessionContext', 'sessionIssuer', 'userName'),
    issuerArn: text('sessionContext', 'sessionIssuer', 'arn'),
    invokedBy: text('invokedBy'),
    identityProvider: text('identityProvider') ?? text('sessionContext', 'webIdFederationData', 'federatedProvider'),
    centerUserId: text('onBehalfOf', 'userId'),
  };
}

/** `readOnly` is a truth value in deliveries and a word in LookupEvents and tables. */
function truth(value: unknown): boolean | null {
  const text = asText(value)?.toLowerCase();
  return text === 'true' ? true : text === 'false' ? false : null;
}
