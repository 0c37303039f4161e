import { addressAndPort, isIpAddress } from '../../model/address.js';
import { asWhole } from '../../model/json.js';
import type { FoundFields } from '../../model/stated-fields.js';
import type { Facts } from './facts.js';

/**
 * Network ends or file of the descriptor. `fd.name` of a connection reads `client->server`; `fd.rip` is the far end,
 * which is the client where the workload was called.
 */
export function descriptorFields(facts: Facts): FoundFields {
  const name = facts.text('fd.name');
  const [left = '', right = ''] = name?.split('->') ?? [];
  const client = addressAndPort(left);
  const server = addressAndPort(right);
  const remote = facts.text('fd.rip');
  const remotePort = asWhole(facts.text('fd.rport'));
  const called = remote !== null && client?.address === remote;
  const local = facts.text('fd.lip');
  const localPort = asWhole(facts.text('fd.lport'));
  const source = facts.text('fd.cip') ?? client?.address ?? (called ? remote : local);
  const destination = facts.text('fd.sip') ?? server?.address ?? (called ? local : remote);
  return {
    'source.ip': source !== null && isIpAddress(source) ? source : null,
    'source.port': asWhole(facts.text('fd.cport')) ?? client?.port ?? (called ? remotePort : localPort),
    'destination.ip': destination !== null && isIpAddress(destination) ? destination : null,
    'destination.port': asWhole(facts.text('fd.sport')) ?? server?.port ?? (called ? localPort : remotePort),
    'destination.domain': facts.text('fd.sip.name', 'fd.rip.name'),
    'network.transport': facts.text('fd.l4proto'),
    'file.path':
      client === null && name?.startsWith('/') === true
        ? name
        : facts.text('fs.path.name', 'evt.arg.path', 'fs.path.target'),
    'file.name': facts.text('fd.filename'),
    'file.inode': facts.text('fd.ino'),
  };
}
