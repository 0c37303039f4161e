import { at } from '../clock.mjs';
import { sometime } from '../draw.mjs';
import { requestLine } from '../writers/container-log.mjs';

/** The kubelet kept the storefront's log from here on; what was printed before was rotated away. */
const KEPT_FROM = at('08:52:00');
const KEPT_TO = at('09:24:00');

const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0';

/** Ordinary customers, and a look-alike: the shop's own load test previews coupons with the same program as the intruder. */
export function benignRequests(random, count) {
  const kinds = [
    [40, () => ({ path: '/healthz', ip: '10.0.12.34', status: 200, bytes: 2, agent: 'kube-probe/1.33' })],
    [
      40,
      () => ({
        path: `/products/${random.int(100, 999)}`,
        ...customer(random),
        status: 200,
        bytes: random.int(2000, 9000),
      }),
    ],
    [12, () => ({ path: '/cart', method: 'POST', ...customer(random), status: 302, bytes: 0 })],
    [
      6,
      () => ({
        path: '/api/coupons/preview',
        method: 'POST',
        ip: '10.0.40.30',
        status: 200,
        bytes: random.int(80, 140),
        agent: 'python-requests/2.32.4',
      }),
    ],
    [
      2,
      () => ({
        path: '/wp-login.php',
        ip: `192.0.2.${random.int(200, 250)}`,
        status: 404,
        bytes: 153,
        agent: 'curl/8.5.0',
      }),
    ],
  ];
  const bag = kinds.flatMap(([weight, make]) => Array.from({ length: weight }, () => make));
  return Array.from({ length: count }, () => {
    const time = sometime(random, KEPT_FROM, KEPT_TO);
    return { time, line: requestLine(time, random.pick(bag)()) };
  });
}

function customer(random) {
  return { ip: `192.0.2.${random.int(20, 190)}`, agent: BROWSER };
}
