import { ATTACKER_IP, NODES, PODS } from '../cast.mjs';
import { at } from '../clock.mjs';
import { serviceAccount } from '../writers/audit.mjs';
import { requestLine } from '../writers/container-log.mjs';
import { falcoLine } from '../writers/falco.mjs';
import { hubbleLine } from '../writers/hubble.mjs';
import { clusterEvent } from '../writers/kubernetes-lists.mjs';
import { traceeLine } from '../writers/tracee.mjs';
import { flowLine } from '../writers/vpc-flow.mjs';

/**
 * What the story is told with: each gives `log` (which file records the act), `time`, and the record. Times are those of the
 * day, `09:02:11.482913077`.
 *
 * @param {{ audit: import('../writers/audit.mjs').AuditWriter, trail: import('../writers/cloudtrail.mjs').CloudTrailWriter, aqua: import('../writers/aqua.mjs').AquaWriter }} writers
 */
export function recorders({ audit, trail, aqua }) {
  const { storefront } = PODS;
  const token = serviceAccount(storefront, NODES.a.name);
  const lineOf = (log, write) => (time, what) => ({ log, time: at(time), line: write(at(time), what) });
  return {
    /** An alert of Falco on node `a` or `b`. */
    alert: (node, time, fields) => ({
      log: `falco-${node}`,
      time: at(time),
      line: falcoLine(at(time), { node: NODES[node].name, ...fields }),
    }),
    /** A call of the API server with the storefront's token and the intruder's client. */
    api: lineOf('audit', (time, call) =>
      JSON.stringify(audit.event(time, { user: token, ips: [storefront.ip], agent: 'curl/8.5.0', ...call })),
    ),
    /** A call of the cloud from outside, with the credentials of node B. */
    cloud: (time, call) => ({
      log: 'trail',
      time: at(time),
      record: trail.record(at(time), {
        identity: trail.nodeRole(NODES.b.instance, at('08:41:07')),
        ip: ATTACKER_IP,
        agent:
          'aws-cli/2.27.41 md/awscrt#0.26.1 ua/2.1 os/linux#6.8.0 md/arch#x86_64 lang/python#3.13.4 cfg/retry-mode#standard',
        readOnly: true,
        ...call,
      }),
    }),
    /** An event of Tracee on node A, in the storefront. */
    traced: lineOf('tracee', (time, what) => traceeLine(time, { pod: storefront, ...what })),
    /** An audit event of Aqua about an act in a container. */
    audited: lineOf('aqua', (time, act) => aqua.inContainer(time, act)),
    /** An audit event of Aqua about an object of the cluster or an act of the console. */
    platform: lineOf('aqua', (time, act) => aqua.ofPlatform(time, act)),
    /** A flow out of the storefront, as Cilium on node A saw it. */
    packet: lineOf('hubble', (time, flow) => hubbleLine(time, { pod: storefront, ...flow })),
    /** A record of the flow log of the nodes' interfaces. */
    flow: lineOf('flows', flowLine),
    /** A line of the storefront's access log. */
    request: lineOf('requests', requestLine),
    /** An event of the cluster. */
    noticed: (time, what) => {
      const event = clusterEvent({ ...what, first: at(time) });
      return { log: 'events', time: at(time), record: event, query: `event.id: "${event.metadata.uid}"` };
    },
    /** A behaviour of the image in the sandbox, by its name: without a time of the incident. */
    behaviour: (name) => ({ log: 'dta', time: null, query: `event.action: "${name}"` }),
  };
}
