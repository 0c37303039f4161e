import { imageOf, PODS } from './cast.mjs';
import { at } from './clock.mjs';
import { clusterEvent, kubectlList, runningPod } from './writers/kubernetes-lists.mjs';

/** Every pod of the shop was renewed by the release of the morning. */
const RELEASED = {
  storefront: '06:00:12',
  cart: '06:00:40',
  reports: '06:01:05',
  payments: '06:01:31',
  search: '06:02:02',
  metrics: '06:02:30',
};

/** The pods as `kubectl` listed them after the incident: the privileged one was gone. @returns {string} a JSON document */
export function podList() {
  return kubectlList(Object.entries(RELEASED).map(([name, time]) => runningPod(PODS[name], at(time))));
}

/**
 * The events that the cluster still held, about one hour's: those of the story among everyday ones.
 *
 * @param {{ time: bigint, record: object }[]} acts of the story
 * @returns {string} a JSON document
 */
export function eventList(random, acts) {
  const everyday = Array.from({ length: 24 }, () => {
    const pod = random.pick([PODS.reports, PODS.search, PODS.cart]);
    const time = at('09:08:00') + BigInt(random.int(0, 3600)) * 1_000_000_000n;
    const [reason, message, type] = random.pick([
      ['Pulled', `Container image "${imageOf(pod)}" already present on machine`, 'Normal'],
      ['Created', `Created container: ${pod.container}`, 'Normal'],
      ['Started', `Started container ${pod.container}`, 'Normal'],
      ['Unhealthy', 'Liveness probe failed: HTTP probe failed with statuscode: 503', 'Warning'],
    ]);
    return { time, record: clusterEvent({ pod, reason, message, type, first: time }) };
  });
  const all = [...everyday, ...acts].toSorted((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0));
  return kubectlList(all.map(({ record }) => record));
}
