import { NODES, PODS } from '../cast.mjs';
import { some } from '../draw.mjs';
import { flowLine } from '../writers/vpc-flow.mjs';

/** Ordinary traffic of both nodes with the outside, and what knocks at every address of the internet. */
export function benignFlows(random, count) {
  const node = () => random.pick(Object.values(NODES));
  const from = () => random.int(32_000, 60_000);
  const size = (packets) => ({ packets, bytes: packets * random.int(90, 900) });
  const kinds = [
    [30, () => ({ node: node(), peer: '192.0.2.10', port: 443, from: from(), ...size(random.int(8, 60)) })],
    [
      24,
      () => ({
        node: NODES.a,
        pod: PODS.reports.ip,
        peer: '192.0.2.80',
        port: 443,
        from: from(),
        ...size(random.int(8, 40)),
      }),
    ],
    [
      20,
      () => ({
        node: NODES.b,
        pod: PODS.payments.ip,
        peer: '192.0.2.120',
        port: 443,
        from: from(),
        ...size(random.int(8, 40)),
      }),
    ],
    [
      26,
      () => ({
        node: node(),
        peer: `198.51.100.${random.int(1, 60)}`,
        port: random.pick([22, 23, 445, 3333, 6443]),
        from: from(),
        packets: 1,
        bytes: 40,
        seconds: 0,
        isInbound: true,
        isRejected: true,
      }),
    ],
  ];
  return some(random, kinds, count, (time, flow) => flowLine(time, flow));
}
