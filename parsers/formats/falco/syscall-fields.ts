import { ipAddress } from '../../model/address.js';
import { containerIdentity, kubeletContainerName } from '../../model/container-identity.js';
import { imageReference } from '../../model/image-reference.js';
import { asWhole } from '../../model/json.js';
import { workloadLane } from '../../model/lane.js';
import type { FoundFields } from '../../model/stated-fields.js';
import type { Facts } from './facts.js';

/** What an alert over a system call says of process, container and pod. */
export function syscallFields(facts: Facts, host: string | null, cluster: string | null): FoundFields {
  const statedId = facts.text('container.full_id', 'container.id');
  // The word `host` is Falco's way to say: outside of any container.
  const outside = statedId === 'host';
  const id = statedId === null || outside ? null : containerIdentity(statedId);
  const name = outside ? null : (facts.text('container.name') ?? (id === null ? statedId : null));
  const kubelet = kubeletContainerName(name ?? '');
  const namespace = facts.text('k8s.ns.name') ?? kubelet?.namespace ?? null;
  const pod = facts.text('k8s.pod.name') ?? kubelet?.pod ?? null;
  const image = imageReference(facts.text('container.image') ?? '');
  const inside = id !== null || pod !== null || (name !== null && !outside);
  return {
    'exhibit.layer': inside ? 'container' : 'host',
    'exhibit.lane': workloadLane({ cluster, namespace, pod, containerId: id, host }),
    'event.category': category(facts.text('evt.type'), facts.text('fd.name')),
    'event.outcome': result(facts),
    'exhibit.outcome.original': facts.text('evt.res'),
    'host.name': host,
    'orchestrator.cluster.name': cluster,
    'orchestrator.namespace': namespace,
    'orchestrator.resource.type': pod === null ? null : 'pods',
    'orchestrator.resource.name': pod,
    'orchestrator.resource.id': facts.text('k8s.pod.uid') ?? kubelet?.uid,
    'container.id': id,
    'container.name': kubelet?.container ?? name,
    'container.image.name': facts.text('container.image.repository') ?? image.name,
    'container.image.tag': facts.text('container.image.tag') ?? image.tag,
    'container.image.hash.all': facts.text('container.image.digest') ?? image.digest,
    'container.image.id': imageId(facts.text('container.image.id')),
    'exhibit.container.ip': ipAddress(facts.text('container.ip')),
    'exhibit.k8s.pod_ip': ipAddress(facts.text('k8s.pod.ip')),
    'container.runtime': outside ? null : facts.text('container.type'),
    'user.name': facts.text('user.name'),
    'user.id': facts.text('user.uid'),
    'user.audit.id': loginUid(facts.text('user.loginuid')),
    'user.audit.name': loginName(facts.text('user.loginname')),
    'user.group.name': facts.text('group.name'),
    'process.name': facts.text('proc.name'),
    'process.executable': facts.text('proc.exepath'),
    'process.command_line': facts.text('proc.cmdline'),
    'process.args': facts.text('proc.args'),
    'process.working_directory': facts.text('proc.cwd'),
    'process.start': facts.text('proc.pid.ts'),
    'process.thread.id': asWhole(facts.text('thread.tid')),
    'process.thread.capabilities.effective': facts.text('thread.cap_effective')?.split(' '),
    'process.pid': asWhole(facts.text('proc.pid')),
    'process.vpid': asWhole(facts.text('proc.vpid')),
    'process.parent.name': facts.text('proc.pname'),
    'process.parent.executable': facts.text('proc.pexepath'),
    'process.parent.pid': asWhole(facts.text('proc.ppid')),
    'process.parent.command_line': facts.text('proc.pcmdline'),
    'process.tty': terminal(facts.text('proc.tty')),
  };
}

/** -1 is Falco's word for a process that descends from no login. */
function loginUid(text: string | null): number | null {
  const uid = asWhole(text);
  return uid === null || uid < 0 || uid === 4_294_967_295 ? null : uid;
}

/** Whether the system call that was seen did what it was called for. */
function result(facts: Facts): string | null {
  const answer = facts.text('evt.res');
  if (facts.text('evt.failed') === 'true') return 'failure';
  return answer === null ? null : answer === 'SUCCESS' ? 'success' : 'failure';
}

/** The id as Falco writes it has no name of its hash. */
function imageId(text: string | null): string | null {
  return text !== null && /^[0-9a-f]{64}$/.test(text) ? `sha256:${text}` : text;
}

function loginName(text: string | null): string | null {
  return text?.startsWith('<') === true ? null : text;
}

function terminal(text: string | null): string | null {
  return text === '0' ? null : text;
}

const PROCESS_CALLS =
  /^(?:execve|execveat|clone|clone3|fork|vfork|setuid|setns|unshare|ptrace|kill|memfd_create|prctl)/;
const NETWORK_CALLS = /^(?:connect|accept|bind|listen|sendto|sendmsg|recvfrom|recvmsg|socket)/;
const FILE_CALLS = /^(?:open|creat|rename|unlink|link|symlink|mkdir|rmdir|chmod|fchmod|chown|mount|umount)/;

function category(call: string | null, descriptor: string | null): readonly string[] {
  if (call === null) return descriptor === null ? ['process'] : [descriptor.includes('->') ? 'network' : 'file'];
  if (PROCESS_CALLS.test(call)) return ['process'];
  if (NETWORK_CALLS.test(call)) return ['network'];
  return FILE_CALLS.test(call) ? ['file'] : ['process'];
}
