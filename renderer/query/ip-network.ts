import { isIpAddress } from '../../parsers/model/address.js';

/** Addresses that begin with the same bits. */
export interface IpNetwork {
  readonly family: 4 | 6;
  /** Bits that are compared, at the top of `address`. */
  readonly prefix: number;
  readonly address: bigint;
}

const BITS = { 4: 32, 6: 128 } as const;
/** An IPv4 address written as an IPv6 one (RFC 4291, 2.5.5.2) is the IPv4 address. */
const MAPPED = 0xff_ffn;

/** Reads `10.0.0.0/8` or `fe80::/10` (CIDR, RFC 4632 and 4291); bits beyond the prefix are ignored. Null for anything else. */
export function parseNetwork(text: string): IpNetwork | null {
  const [, written = '', bits = ''] = /^([^/%]+)\/(\d{1,3})$/.exec(text) ?? [];
  const parsed = parseAddress(written);
  if (parsed === null || Number(bits) > BITS[parsed.family]) return null;
  return { ...parsed, prefix: Number(bits) };
}

/** True where the text is an address of the network. */
export function isInNetwork({ family, prefix, address }: IpNetwork, text: string): boolean {
  const parsed = parseAddress(text);
  if (parsed === null || parsed.family !== family) return false;
  const rest = BigInt(BITS[family] - prefix);
  return parsed.address >> rest === address >> rest;
}

function parseAddress(text: string): Pick<IpNetwork, 'family' | 'address'> | null {
  if (!isIpAddress(text)) return null;
  if (!text.includes(':')) return { family: 4, address: joinGroups(text.split('.').map(BigInt), 8n) };
  const address = parseIpv6(text.replace(/%.*$/, ''));
  return address >> 32n === MAPPED ? { family: 4, address: address & 0xff_ff_ff_ffn } : { family: 6, address };
}

function parseIpv6(text: string): bigint {
  const [head = [], tail = []] = text.split('::').map(ipv6Groups);
  const left = text.includes('::') ? 8 - head.length - tail.length : 0;
  return joinGroups([...head, ...Array.from({ length: left }, () => 0n), ...tail], 16n);
}

/** The groups of 16 bits; an IPv4 address at the end makes two. */
function ipv6Groups(text: string): readonly bigint[] {
  if (text === '') return [];
  return text.split(':').flatMap((group) => {
    if (!group.includes('.')) return [BigInt(`0x${group}`)];
    const address = joinGroups(group.split('.').map(BigInt), 8n);
    return [address >> 16n, address & 0xff_ffn];
  });
}

function joinGroups(groups: readonly bigint[], bits: bigint): bigint {
  return groups.reduce((joined, group) => (joined << bits) | group, 0n);
}
