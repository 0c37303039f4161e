import { asList, asObject, asText, at } from '../../model/json.js';

/** One interface of the container in one network. */
export interface NetworkInterface {
  readonly network: string;
  readonly name: string;
  /** Addresses without their prefix length. */
  readonly addresses: readonly string[];
  readonly mac: string | null;
}

/** The interfaces of `{network: {interfaces: {eth0: {subnets, mac_address}}}}`; null for anything else. */
export function readNetworks(value: unknown): readonly NetworkInterface[] | null {
  const networks = asObject(value);
  if (networks === null || Object.keys(networks).length === 0) return null;
  const found: NetworkInterface[] = [];
  for (const [network, each] of Object.entries(networks)) {
    const interfaces = asObject(at(each, 'interfaces'));
    if (interfaces === null) return null;
    for (const [name, one] of Object.entries(interfaces)) {
      const subnets = asList(at(one, 'subnets')).map((subnet) => asText(at(subnet, 'ipnet'))?.split('/')[0] ?? null);
      const addresses = subnets.filter((address) => address !== null);
      found.push({ network, name, addresses, mac: asText(at(one, 'mac_address')) });
    }
  }
  return found;
}
