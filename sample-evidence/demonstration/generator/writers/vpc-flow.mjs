import { ACCOUNT, REGION } from '../cast.mjs';

/** Fields in the order of the file, as its first line names them (a custom format of version 5). */
export const FLOW_HEADER =
  'version account-id instance-id interface-id srcaddr dstaddr srcport dstport pkt-srcaddr pkt-dstaddr protocol packets bytes start end action log-status region flow-direction';

/**
 * A record of a VPC flow log: the packets of one connection that one interface counted within about a minute.
 *
 * @param {bigint} time start of the interval, ns
 * @param {{ node: { ip: string, instance: string, interface: string }, pod?: string, peer: string, port: number, from: number, packets: number,
 *   bytes: number, seconds?: number, isInbound?: boolean, isRejected?: boolean }} flow `peer` is outside; `pod` the address behind the interface
 * @returns {string} one line
 */
export function flowLine(
  time,
  { node, pod, peer, port, from, packets, bytes, seconds = 59, isInbound = false, isRejected = false },
) {
  const start = Number(time / 1_000_000_000n);
  const inside = pod ?? node.ip;
  const ends = isInbound ? [peer, node.ip, from, port, peer, inside] : [node.ip, peer, from, port, inside, peer];
  return [
    5,
    ACCOUNT,
    node.instance,
    node.interface,
    ...ends,
    6,
    packets,
    bytes,
    start,
    start + seconds,
    isRejected ? 'REJECT' : 'ACCEPT',
    'OK',
    REGION,
    isInbound ? 'ingress' : 'egress',
  ].join(' ');
}
