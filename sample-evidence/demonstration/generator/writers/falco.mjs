import { rfc3339, timeOfDay } from '../clock.mjs';

/**
 * A Falco alert as its JSON output writes it: `output` begins with the time of day and priority, `output_fields` hold
 * the same facts, `evt.time` is a 19-digit integer.
 *
 * @param {bigint} time ns
 * @param {{ node: string, rule: string, priority: string, tags: string[], text: string, fields: Record<string, unknown>, pod: object | null }} alert
 * @returns {string} one JSON line
 */
export function falcoLine(time, { node, rule, priority, tags, text, fields, pod }) {
  const where = pod
    ? {
        'container.id': pod.id.slice(0, 12),
        'container.image.repository': pod.image,
        'container.image.tag': pod.tag,
        'container.name': pod.name.split('-')[0],
      }
    : { 'container.id': 'host', 'container.name': 'host' };
  const kubernetes = pod
    ? { 'k8s.ns.name': pod.namespace, 'k8s.pod.name': pod.name }
    : { 'k8s.ns.name': null, 'k8s.pod.name': null };
  const output_fields = { ...where, 'evt.time': `#${time}#`, ...fields, ...kubernetes };
  const facts = Object.entries(fields).map(
    ([key, value]) => `${key.replace(/^(proc|user|fd|evt)\./, '')}=${String(value)}`,
  );
  const place = pod
    ? `container_id=${where['container.id']} container_image=${pod.image}:${pod.tag} k8s_ns=${pod.namespace} k8s_pod_name=${pod.name}`
    : 'container_id=host';
  const output = `${timeOfDay(time)}: ${priority} ${text} | ${facts.join(' ')} ${place}`;
  const alert = {
    hostname: node,
    output,
    output_fields,
    priority,
    rule,
    source: 'syscall',
    tags,
    time: rfc3339(time, 9),
  };
  // JavaScript cannot hold a 19-digit integer: the marked text becomes a bare number.
  return JSON.stringify(alert).replace(/"#(\d+)#"/, '$1');
}

/** @param {object} process `name`, `exe`, `cmdline`, `pid`, `parent`, `user` and `tty` of a process */
export function processFields({
  name,
  exe = `/usr/bin/${name}`,
  cmdline,
  pid,
  parent,
  user = 'root',
  uid = 0,
  tty = 0,
}) {
  return {
    'evt.type': 'execve',
    'user.name': user,
    'user.uid': uid,
    'user.loginuid': -1,
    'proc.name': name,
    'proc.exepath': exe,
    'proc.cmdline': cmdline,
    'proc.pid': pid,
    'proc.pname': parent,
    'proc.tty': tty,
  };
}
