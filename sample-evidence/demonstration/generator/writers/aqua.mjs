import { ACCOUNT, CLUSTER, imageOf, NODES, REGION } from '../cast.mjs';

const LEVELS = { 1: 'success', 2: 'block', 3: 'detect', 4: 'alert' };

/**
 * Writes audit events as the webhook of the Aqua platform sends them: flat objects, times in whole seconds, empty text for
 * what is missing. The vendor's reference is not public; keys are those of public programs that read the webhook.
 */
export class AquaWriter {
  /** @param {import('../random.mjs').Random} random */
  constructor(random) {
    this.random = random;
  }

  /** An act inside a container, judged by a runtime policy. */
  inContainer(time, { pod, rule, ruleType = 'runtime.policy', ...act }) {
    const node = NODES[pod.node];
    return this.#line(time, {
      type: 'Docker',
      container: `k8s_${pod.container}_${pod.name}_${pod.namespace}_${pod.uid}_0`,
      containerid: pod.id,
      image: imageOf(pod),
      imageid: '',
      imagehash: '',
      registry: pod.image.split('/')[0],
      podname: pod.name,
      podnamespace: pod.namespace,
      podtype: pod.serviceAccount === 'default' ? 'Pod' : 'Deployment',
      poddeployment: pod.serviceAccount === 'default' ? '' : pod.container,
      k8s_cluster: CLUSTER,
      host: node.name,
      hostid: node.instance,
      hostip: node.ip,
      hostgroup: 'shop-enforcers',
      vm_id: node.instance,
      vm_location: REGION,
      vm_group: ACCOUNT,
      rule,
      rule_type: ruleType,
      ...act,
    });
  }

  /** An act of the console, or a scan of an image. */
  ofPlatform(time, act) {
    return this.#line(time, { hostid: '', k8s_cluster: '', ...act });
  }

  #line(time, { result, ...act }) {
    return JSON.stringify({
      id: this.random.uuid(),
      time: Number(time / 1_000_000_000n),
      result,
      level: LEVELS[result],
      ...act,
      data: act.data ?? '',
    });
  }
}
