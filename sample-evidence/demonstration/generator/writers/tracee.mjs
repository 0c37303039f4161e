import { imageOf } from '../cast.mjs';

/** Numbers of events as Tracee gives them; signatures are numbered from 6000 on. */
const EVENT_IDS = {
  sched_process_exec: '715',
  security_file_open: '730',
  security_socket_connect: '735',
  net_packet_dns_request: '2014',
  k8s_service_account_token: '6018',
  dropped_executable: '6029',
};

/** Signatures: number, name, description, severity, ATT&CK, as Tracee's own carry them. */
const SIGNATURES = {
  k8s_service_account_token: {
    id: 'TRC-108',
    name: 'K8s service account token file read',
    description:
      'The Kubernetes service account token file was read on your container. This token is used to communicate with the Kubernetes API Server.',
    severity: 0,
    category: 'credential-access',
    technique: 'Exploitation for Credential Access',
    external: 'T1212',
  },
  dropped_executable: {
    id: 'TRC-1022',
    name: 'New executable dropped',
    description:
      'An Executable file was dropped in the system during runtime. Container images are usually built with all binaries needed inside.',
    severity: 2,
    category: 'defense-evasion',
    technique: 'Masquerading',
    external: 'T1036',
  },
};

/** @returns {object} an argument of an event */
export const argument = (name, type, value) => ({ name, type, value });

/** @param {string[]} argv @param {string} path of the program @param {string} sha256 of the program */
export const execArguments = (argv, path, sha256) => [
  argument('cmdpath', 'const char*', path),
  argument('pathname', 'const char*', path),
  argument('argv', 'const char**', argv),
  argument('sha256', 'const char*', sha256),
  argument('invoked_from_kernel', 'int', 0),
];

/** @param {string} path @param {string} flags */
export const openArguments = (path, flags = 'O_RDONLY|O_LARGEFILE') => [
  argument('pathname', 'const char*', path),
  argument('flags', 'string', flags),
];

/** @param {string} ip @param {number} port */
export const connectArguments = (ip, port) => [
  argument('sockfd', 'int', 9),
  argument('type', 'string', 'SOCK_STREAM'),
  argument('remote_addr', 'struct sockaddr*', { sa_family: 'AF_INET', sin_addr: ip, sin_port: String(port) }),
];

/** @param {string} from @param {string} server @param {number} port of the client @param {string} name asked for */
export const dnsArguments = (from, server, port, name) => [
  argument('metadata', 'trace.PktMeta', {
    src_ip: from,
    dst_ip: server,
    src_port: port,
    dst_port: 53,
    protocol: 17,
    packet_len: 60,
    iface: 'any',
  }),
  argument('dns_questions', '[]trace.DnsQueryData', [{ query: name, query_type: 'A', query_class: 'IN' }]),
];

/**
 * An event of Tracee in its flat JSON layout: one line; `timestamp` is a 19-digit integer, the host's name is the
 * container's own.
 *
 * @param {bigint} time ns
 * @param {{ event: keyof typeof EVENT_IDS, pod: object, process: string, pid: number, vpid: number, parent?: number, uid?: number,
 *   syscall?: string, args: object[] }} what
 * @returns {string} one JSON line
 */
export function traceeLine(time, { event, pod, process, pid, vpid, parent = 48_120, uid = 1000, syscall = '', args }) {
  const signature = SIGNATURES[event];
  const line = {
    timestamp: `#${time}#`,
    threadStartTime: `#${time - 4_200_000n}#`,
    processorId: pid % 4,
    processId: vpid,
    cgroupId: 9214,
    threadId: vpid,
    parentProcessId: 1,
    hostProcessId: pid,
    hostThreadId: pid,
    hostParentProcessId: parent,
    userId: uid,
    mountNamespace: 4_026_532_816,
    pidNamespace: 4_026_532_817,
    processName: process.slice(0, 15),
    hostName: pod.name,
    container: { id: pod.id, name: pod.container, image: imageOf(pod), imageDigest: `${pod.image}@${pod.digest}` },
    kubernetes: { podName: pod.name, podNamespace: pod.namespace, podUID: pod.uid },
    eventId: EVENT_IDS[event],
    eventName: event,
    matchedPolicies: ['shop-runtime'],
    argsNum: args.length,
    returnValue: 0,
    syscall,
    stackAddresses: null,
    contextFlags: { containerStarted: true, isCompat: false },
    args,
    ...(signature && {
      metadata: {
        Version: '1',
        Description: signature.description,
        Tags: null,
        Properties: {
          Category: signature.category,
          Kubernetes_Technique: '',
          Severity: signature.severity,
          Technique: signature.technique,
          external_id: signature.external,
          signatureID: signature.id,
          signatureName: signature.name,
        },
      },
    }),
  };
  // JavaScript cannot hold a 19-digit integer: the marked text becomes a bare number.
  return JSON.stringify(line).replaceAll(/"#(\d+)#"/g, '$1');
}
