import { METADATA_IP, PODS } from '../cast.mjs';
import { some } from '../draw.mjs';
import { hubbleLine } from '../writers/hubble.mjs';

/** Ordinary flows of node A, and a look-alike: a library of the cart asks for the metadata service all day and is refused. */
export function benignHubble(random, count) {
  const { storefront, cart, reports, payments } = PODS;
  const from = () => random.int(32_000, 60_000);
  const kinds = [
    [34, () => ({ pod: storefront, peer: cart, ip: cart.ip, port: 8080, from: from() })],
    [16, () => ({ pod: storefront, peer: payments, ip: payments.ip, port: 8443, from: from() })],
    [14, () => ({ pod: cart, peer: payments, ip: payments.ip, port: 8443, from: from() })],
    [18, () => ({ pod: storefront, peer: 'kube-apiserver', ip: '10.100.0.1', port: 443, from: from() })],
    [
      12,
      () => ({ pod: reports, peer: 'world', ip: '192.0.2.80', port: 443, from: from(), names: ['rates.example.net'] }),
    ],
    [
      6,
      () => ({
        pod: cart,
        peer: 'world',
        ip: METADATA_IP,
        port: 80,
        from: from(),
        deniedBy: 'no-metadata-from-pods',
      }),
    ],
  ];
  return some(random, kinds, count, (time, flow) => hubbleLine(time, flow));
}
