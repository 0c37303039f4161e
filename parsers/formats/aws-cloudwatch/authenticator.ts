import { ipAddress } from '../../model/address.js';
import type { FoundFields } from '../../model/stated-fields.js';

/**
 * The authenticator of EKS (`authenticator-*` streams) writes `key=value` lines: which cloud identity became which user of the
 * cluster, from where.
 */
export function authenticatorFields(stream: string | null, text: string): FoundFields {
  if (stream?.startsWith('authenticator-') !== true) return {};
  const pairs = new Map(
    [...text.matchAll(/(?<!\w)(\w{1,40})=(?:"((?:[^"\\]|\\.)*)"|(\S*))/g)].map(([, key, quoted, bare]) => [
      key,
      quoted ?? bare ?? '',
    ]),
  );
  const message = pairs.get('msg') ?? '';
  const granted = /^access granted/i.test(message);
  const denied = /^access denied|forbidden/i.test(message);
  if (!granted && !denied) return { 'event.severity': pairs.get('level') };
  const [client = ''] = (pairs.get('client') ?? '').split(/:\d+$/);
  return {
    'exhibit.outcome': granted ? 'allowed' : 'denied',
    'exhibit.outcome.original': message,
    'event.action': 'authenticate',
    'event.category': 'authentication',
    'event.type': ['start', granted ? 'allowed' : 'denied'],
    'event.outcome': granted ? 'success' : 'failure',
    'event.severity': pairs.get('level'),
    'user.name': pairs.get('username'),
    'user.id': pairs.get('uid'),
    'user.group.name': pairs
      .get('groups')
      ?.replace(/^\[|\]$/g, '')
      .split(/[\s,]+/),
    'exhibit.actor.cloud_identity': pairs.get('arn'),
    'source.ip': ipAddress(client),
  };
}
