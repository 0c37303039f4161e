import { ACCOUNT, REGION } from '../cast.mjs';
import { rfc3339 } from '../clock.mjs';

/** Writes CloudTrail records (eventVersion 1.09) with the fields of real management and data events. */
export class CloudTrailWriter {
  /** @param {import('../random.mjs').Random} random */
  constructor(random) {
    this.random = random;
  }

  /** Credentials of a node's role: the session is named after the instance. */
  nodeRole(instance, created) {
    return this.role('shop-prod-node', instance, 'ASIAEXAMPLENODE00001', created);
  }

  role(role, session, key, created) {
    const principal = `AROAEXAMPLE${role.replaceAll('-', '').toUpperCase().slice(0, 10)}`;
    return {
      type: 'AssumedRole',
      principalId: `${principal}:${session}`,
      arn: `arn:aws:sts::${ACCOUNT}:assumed-role/${role}/${session}`,
      accountId: ACCOUNT,
      accessKeyId: key,
      sessionContext: {
        sessionIssuer: {
          type: 'Role',
          principalId: principal,
          arn: `arn:aws:iam::${ACCOUNT}:role/${role}`,
          accountId: ACCOUNT,
          userName: role,
        },
        attributes: { creationDate: rfc3339(created, 0), mfaAuthenticated: 'false' },
        ...(session.startsWith('i-') && { ec2RoleDelivery: '2.0' }),
      },
    };
  }

  /**
   * @param {bigint} time ns
   * @param {{ source: string, name: string, identity: object, ip: string, agent: string, readOnly: boolean, category?: string,
   *   request?: object | null, response?: object | null, error?: string, message?: string, resources?: object[] }} call
   */
  record(time, call) {
    const data = call.category === 'Data';
    return {
      eventVersion: '1.09',
      userIdentity: call.identity,
      eventTime: rfc3339(time, 0),
      eventSource: `${call.source}.amazonaws.com`,
      eventName: call.name,
      awsRegion: REGION,
      sourceIPAddress: call.ip,
      userAgent: call.agent,
      ...(call.error && { errorCode: call.error, errorMessage: call.message }),
      requestParameters: call.request ?? null,
      responseElements: call.response ?? null,
      requestID: this.random.uuid(),
      eventID: this.random.uuid(),
      readOnly: call.readOnly,
      ...(call.resources && { resources: call.resources }),
      eventType: 'AwsApiCall',
      managementEvent: !data,
      recipientAccountId: ACCOUNT,
      eventCategory: call.category ?? 'Management',
      tlsDetails: {
        tlsVersion: 'TLSv1.3',
        cipherSuite: 'TLS_AES_128_GCM_SHA256',
        clientProvidedHostHeader: `${call.source}.${REGION}.amazonaws.com`,
      },
    };
  }
}
