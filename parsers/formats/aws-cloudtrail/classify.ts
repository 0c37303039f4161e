import type { TrailRecord } from './schema.js';

const READS = /^(?:Get|List|Describe|Lookup|Head|BatchGet|Search|Query|Scan|Download|Select)/;
const DELETES = /^(?:Delete|Terminate|Deregister|Remove|Detach|Stop|Disable|Revoke)/;
const CREATES = /^(?:Create|Run|Put|Register|Start|Import|Upload|Generate|Request|Add|Attach|Authorize)/;
const SIGN_INS =
  /^(?:ConsoleLogin|SwitchRole|CheckMfa|AssumeRole|GetSessionToken|GetFederationToken|Federate|CreateToken)/;

/** ECS categories of a call. */
export function categories({ eventSource, eventName }: TrailRecord): readonly string[] {
  const found = ['api'];
  if (SIGN_INS.test(eventName ?? '')) found.push('authentication');
  if (eventSource === 'iam.amazonaws.com' || eventSource === 'sts.amazonaws.com') found.push('iam');
  if (/SecurityGroup|Vpc|Subnet|Route|NetworkAcl|FlowLog/.test(eventName ?? '')) found.push('network');
  return found;
}

/** ECS types of a call; whether it was allowed or denied is added by the caller. */
export function types({ eventName, readOnly }: TrailRecord): readonly string[] {
  const name = eventName ?? '';
  if (SIGN_INS.test(name)) return ['start'];
  if (readOnly === true || READS.test(name)) return ['access'];
  if (DELETES.test(name)) return ['deletion'];
  return [CREATES.test(name) ? 'creation' : 'change'];
}
