/**
 * The field table: every normalised field, by its name in the Elastic Common Schema where it has one, else under
 * `exhibit.*`. This table is the only place that names fields; the document `docs/fields.md` is generated from it.
 *
 * `resident` fields are held in memory as dictionary-coded columns and answer filters at once; others are answered from
 * the stored records, progressively. Fields `ofCase` are no part of a record: where it lies, and what the examiner said of it.
 * They answer at once too.
 */

export type FieldType = 'keyword' | 'ip' | 'long' | 'text';

export interface FieldDefinition {
  readonly type: FieldType;
  /** One sentence for the examiner. */
  readonly description: string;
  readonly resident?: true;
  /** False for `exhibit.*` fields, which ECS lacks. */
  readonly ecs: boolean;
  /** What a client can set at will is shown as claimed; nothing rests on it alone. */
  readonly claimed?: true;
  /** Known of the event by the case, not by its record: no format ever states it. */
  readonly ofCase?: true;
}

type Flags = Pick<FieldDefinition, 'resident' | 'claimed' | 'ofCase'>;
const ecs = <F extends Flags = object>(type: FieldType, description: string, flags: F = {} as F) =>
  ({ type, description, ecs: true, ...flags }) as const;
const own = <F extends Flags = object>(type: FieldType, description: string, flags: F = {} as F) =>
  ({ type, description, ecs: false, ...flags }) as const;
const resident = { resident: true } as const;
const claimed = { claimed: true } as const;
const ofCase = { ofCase: true } as const;

export const FIELDS = {
  'exhibit.format': own('keyword', 'Format the record was recognised as.', resident),
  'exhibit.source.exhibit': own(
    'keyword',
    'Number of the exhibit that holds the record; all of them where the same bytes were received more than once.',
    ofCase,
  ),
  'exhibit.source.member': own(
    'keyword',
    'Path of the member that holds the record; absent where the exhibit is one file that is no archive.',
    ofCase,
  ),
  'exhibit.review': own('keyword', "The examiner's review: relevant, benign, unreviewed.", ofCase),
  'exhibit.tag': own('keyword', 'Tags that the examiner gave the event, alone or with others.', ofCase),
  'exhibit.note': own('text', 'Notes of the examiner about the event, alone or with others.', ofCase),
  'exhibit.in_report': own('keyword', 'true where the examiner marked the record for the report, else false.', ofCase),
  'exhibit.hidden': own(
    'keyword',
    'true where the examiner hid the event, else false. A query that names this field leaves no hidden event out.',
    ofCase,
  ),
  'exhibit.layer': own(
    'keyword',
    'Layer the event belongs to: cloud, cluster, host, container, function, sandbox.',
    resident,
  ),
  'exhibit.outcome': own(
    'keyword',
    'What the control did: allowed, detected, prevented, denied, killed, failed, unknown.',
    resident,
  ),
  'exhibit.outcome.original': own('keyword', "The product's own word or code for the outcome."),
  'exhibit.lane': own('keyword', 'The workload, or group, whose row of the time line the event is drawn in.', resident),
  'exhibit.severity': own('long', 'Severity from 0 to 10, where the source states one.', resident),
  'exhibit.act': own(
    'keyword',
    "The producer's key that records of one act share (audit id of a request, for example).",
  ),
  'exhibit.stage': own('keyword', 'Stage of an act that is logged more than once.'),
  'exhibit.envelope': own('keyword', 'What carried the record: log group, index, forwarder.'),
  'event.action': ecs('keyword', 'The act, in the words of the source.', resident),
  'event.category': ecs('keyword', 'ECS category: process, file, network, iam, configuration, api, ...'),
  'event.kind': ecs('keyword', 'ECS kind: event, alert, metric, state.'),
  'event.type': ecs('keyword', 'ECS type: start, end, creation, deletion, change, access, denied, allowed, info.'),
  'event.outcome': ecs('keyword', 'success, failure or unknown, as ECS defines it.'),
  'event.provider': ecs('keyword', 'Source of the event inside the product (AWS service, Falco source).', resident),
  'event.id': ecs('keyword', "The producer's id of the event."),
  'event.code': ecs('keyword', 'Code of the event in its product (signature id, event id).'),
  'event.dataset': ecs('keyword', 'Data set the event belongs to, as the shipper names it.'),
  'event.module': ecs('keyword', 'Module of the shipper that read it.'),
  'event.reason': ecs('text', 'Why the control decided as it did, in its own words.'),
  'event.severity': ecs('keyword', 'Severity in the words of the source.'),
  'event.original': ecs('text', 'One line of text the producer wrote for a human.'),
  'event.end': ecs('keyword', 'End of the activity, UTC; @timestamp is its start.'),
  'event.created': ecs(
    'keyword',
    'When the record was logged, UTC, where it states another time beside that of the act.',
  ),
  'event.ingested': ecs('keyword', 'When a collector or SIEM received the record, UTC.'),
  'event.start': ecs('keyword', 'Start of the activity as the source writes it.'),
  'event.duration': ecs('keyword', 'Length of the activity in nanoseconds.'),
  'exhibit.moment': own(
    'keyword',
    'What the time means, in the words of the source: Content Modification Time, M.C., first seen.',
  ),
  'observer.vendor': ecs('keyword', 'Maker of the product that reported it.'),
  'observer.product': ecs('keyword', 'Product that reported it.'),
  'observer.version': ecs('keyword', 'Version of that product.'),
  'observer.name': ecs('keyword', 'Device that reported it.'),
  'observer.ip': ecs('ip', 'Address of that device.'),
  'observer.ingress.interface.name': ecs('keyword', 'Interface the traffic was seen on.'),
  'log.level': ecs('keyword', 'Level of a log line in the words of its writer.'),
  'log.logger': ecs('keyword', 'Logger that wrote the line.'),
  'log.file.path': ecs('keyword', 'File that the line stood in.'),
  'log.syslog.priority': ecs('long', 'Syslog priority: facility times 8 plus severity.'),
  'log.syslog.facility.code': ecs('long', 'Syslog facility as a number.'),
  'log.syslog.facility.name': ecs('keyword', 'Syslog facility: kern, auth, cron, ...'),
  'log.syslog.severity.code': ecs('long', 'Syslog severity, 0 (emergency) to 7 (debug).'),
  'log.syslog.severity.name': ecs('keyword', 'Syslog severity as a word.'),
  'log.syslog.appname': ecs('keyword', 'Program that wrote to syslog.'),
  'log.syslog.msgid': ecs('keyword', 'Message id of RFC 5424.'),
  'service.name': ecs('keyword', 'Service the event comes from (systemd unit, application).'),
  'error.message': ecs('text', 'Error in the words of the source.'),
  tags: ecs('keyword', 'Tags of the shipper or of an earlier examiner.'),
  'rule.name': ecs('keyword', 'Rule of the product that produced the event.', resident),
  'rule.id': ecs('keyword', 'Id of that rule.'),
  'rule.ruleset': ecs('keyword', 'Policies that the rule, or the selection of the event, belongs to.'),
  'rule.category': ecs('keyword', 'Tags of the rule.'),
  'rule.version': ecs('keyword', 'Version of the rule.'),
  'rule.description': ecs('keyword', 'What the rule looks for.'),
  'vulnerability.id': ecs('keyword', 'Id of a vulnerability: CVE, GHSA, ...'),
  'vulnerability.severity': ecs('keyword', 'Severity of a vulnerability in the words of the source.'),
  'package.name': ecs('keyword', 'Package.'),
  'package.version': ecs('keyword', 'Version of the package.'),
  'package.reference': ecs('keyword', 'Where the package comes from: its package URL.'),
  'exhibit.package.fixed': own('keyword', 'Version in which a vulnerability is mended, by the source.'),
  'threat.tactic.name': ecs('keyword', 'ATT&CK tactic stated by the source.'),
  'threat.tactic.id': ecs('keyword', 'Id of the ATT&CK tactic stated by the source.'),
  'threat.technique.id': ecs('keyword', 'ATT&CK technique stated by the source.'),
  'threat.technique.name': ecs('keyword', 'Name of that technique, or of one stated without its id.'),
  'threat.software.name': ecs('keyword', 'Malware, as the source names it.'),
  'exhibit.tactic.derived': own(
    'keyword',
    "ATT&CK tactics that follow from the source's own category; not stated by it.",
  ),
  'user.name': ecs('keyword', 'Identity that acted: user, service account, cloud principal.', resident),
  'user.id': ecs('keyword', 'Id of the identity (uid, principal id, ARN).'),
  'user.email': ecs('keyword', 'Mail address of the identity.'),
  'user.domain': ecs('keyword', 'Domain of the identity.'),
  'user.group.name': ecs('keyword', 'Groups of the identity.'),
  'user.effective.name': ecs('keyword', 'Identity acted for (impersonation, assumed role).'),
  'group.name': ecs('keyword', 'Group acted upon.'),
  'group.id': ecs('keyword', 'Id of the group acted upon.'),
  'user.roles': ecs('keyword', 'Roles of the identity.'),
  'user.effective.id': ecs('keyword', 'Id of the identity acted for.'),
  'user.target.id': ecs('keyword', 'Id of the identity acted upon.'),
  'user.audit.name': own('keyword', 'Name of the login that the process descends from.'),
  'user.audit.id': own('long', 'Login uid: the user id of the login that the process descends from.'),
  'user.target.name': ecs('keyword', 'Identity acted upon.'),
  'source.ip': ecs('ip', 'Peer address of the connection.', resident),
  'source.port': ecs('long', 'Peer port.'),
  'source.address': ecs('keyword', 'Peer as written, where it is no IP address.'),
  'source.domain': ecs('keyword', 'Domain of the peer.'),
  'source.mac': ecs('keyword', 'Hardware address of the peer.'),
  'source.bytes': ecs('long', 'Bytes from source to destination.'),
  'source.packets': ecs('long', 'Packets from source to destination.'),
  'source.user.name': ecs('keyword', 'User at the source.'),
  'network.forwarded_ip': ecs('ip', 'Earlier addresses from forwarding headers; a client can set them.', claimed),
  'user_agent.original': ecs('keyword', 'User agent; a client can set it.', claimed),
  'destination.ip': ecs('ip', 'Address the workload reached.'),
  'destination.port': ecs('long', 'Port the workload reached.'),
  'destination.domain': ecs('keyword', 'Domain the workload reached.'),
  'destination.address': ecs('keyword', 'Destination as written, where it is no IP address.'),
  'destination.mac': ecs('keyword', 'Hardware address of the destination.'),
  'destination.bytes': ecs('long', 'Bytes from destination to source.'),
  'destination.packets': ecs('long', 'Packets from destination to source.'),
  'destination.user.name': ecs('keyword', 'User at the destination.'),
  'dns.question.name': ecs('keyword', 'Name asked for.'),
  'dns.question.type': ecs('keyword', 'Type of record asked for: A, AAAA, TXT, ...'),
  'dns.id': ecs('keyword', 'Id of the query.'),
  'dns.type': ecs('keyword', 'query or answer.'),
  'dns.answers.data': ecs('keyword', 'What the answers say.'),
  'dns.response_code': ecs('keyword', 'Code of the answer: NOERROR, NXDOMAIN, ...'),
  'dns.resolved_ip': ecs('ip', 'Addresses in the answer.'),
  'network.transport': ecs('keyword', 'tcp, udp, ...'),
  'network.protocol': ecs('keyword', 'Protocol over the transport: dns, http, kafka, ...'),
  'network.application': ecs('keyword', 'Application the traffic belongs to.'),
  'network.community_id': ecs('keyword', 'Community id of the flow.'),
  'network.vlan.id': ecs('keyword', 'VLAN.'),
  'network.iana_number': ecs('keyword', 'Number of the transport protocol, as IANA assigns it.'),
  'network.type': ecs('keyword', 'ipv4 or ipv6.'),
  'network.direction': ecs(
    'keyword',
    'ingress or egress, seen from the workload or interface that the record is about.',
  ),
  'network.bytes': ecs('long', 'Bytes of the connection or flow.'),
  'network.packets': ecs('long', 'Packets of the flow.'),
  'http.request.method': ecs('keyword', 'HTTP method.'),
  'http.response.status_code': ecs('long', 'Status code of the answer.'),
  'http.version': ecs('keyword', 'Version of HTTP.'),
  'http.request.referrer': ecs('keyword', 'Referrer; a client can set it.', claimed),
  'http.response.mime_type': ecs('keyword', 'Media type of the answer.'),
  'http.response.body.bytes': ecs('long', 'Bytes of the answer.'),
  'http.request.body.bytes': ecs('long', 'Bytes of the request.'),
  'url.original': ecs('keyword', 'Request URI.'),
  'url.full': ecs('keyword', 'Whole URL.'),
  'url.domain': ecs('keyword', 'Domain of the URL.'),
  'url.path': ecs('keyword', 'Path of the URL.'),
  'tls.version': ecs('keyword', 'Version of TLS.'),
  'tls.cipher': ecs('keyword', 'Cipher suite.'),
  'tls.client.server_name': ecs('keyword', 'Server name that the client asked for.'),
  'tls.client.ja3': ecs('keyword', 'Fingerprint of the client (JA3).'),
  'tls.server.ja3s': ecs('keyword', 'Fingerprint of the server (JA3S).'),
  'tls.server.subject': ecs('keyword', 'Subject of the server certificate.'),
  'tls.server.issuer': ecs('keyword', 'Issuer of the server certificate.'),
  'tls.server.hash.sha1': ecs('keyword', 'SHA-1 of the server certificate.'),
  'container.id': ecs('keyword', 'Container id as the record writes it, scheme prefix removed, lower case.', resident),
  'container.name': ecs('keyword', 'Container name.', resident),
  'container.image.name': ecs('keyword', 'Image name without tag and digest.', resident),
  'container.image.tag': ecs('keyword', 'Image tag.'),
  'container.image.hash.all': ecs('keyword', 'Image digest.'),
  'container.image.id': own('keyword', "Digest of the image's configuration (image id); no repository digest."),
  'exhibit.image.layer': own('keyword', 'Layers of an image, or the layer that a file lies in, by digest or folder.'),
  'exhibit.image.registry': own('keyword', 'Registry, as the product names it.'),
  'exhibit.container.ip': own('ip', 'Addresses of the container.'),
  'container.runtime': ecs('keyword', 'Container runtime.'),
  'exhibit.container.started': own(
    'keyword',
    "false: the event precedes the container's own program (work of the runtime).",
  ),
  'orchestrator.cluster.name': ecs('keyword', 'Cluster.', resident),
  'orchestrator.namespace': ecs('keyword', 'Kubernetes namespace.', resident),
  'orchestrator.resource.type': ecs(
    'keyword',
    'Kind of object acted upon, as the API names its resources: pods, deployments.',
    resident,
  ),
  'orchestrator.resource.name': ecs(
    'keyword',
    'Name of the object acted upon; the pod where the event happened inside one.',
    resident,
  ),
  'orchestrator.resource.id': ecs('keyword', 'Uid of that object.'),
  'orchestrator.api_version': ecs('keyword', 'API group and version.'),
  'host.name': ecs('keyword', 'Node or host.', resident),
  'host.id': ecs('keyword', 'Id of the host, as the product gives it.'),
  'host.ip': ecs('ip', 'Addresses of the host.'),
  'host.mac': ecs('keyword', 'Hardware addresses of the host.'),
  'host.os.name': ecs('keyword', 'Operating system of the host.'),
  'process.name': ecs('keyword', 'Process name.', resident),
  'process.executable': ecs('keyword', 'Path of the program.'),
  'process.command_line': ecs('keyword', 'Full command line.'),
  'process.args': ecs('keyword', 'Arguments.'),
  'process.working_directory': ecs('keyword', 'Working directory.'),
  'process.start': ecs('keyword', 'When the process started, as the sensor writes it.'),
  'process.hash.sha256': ecs('keyword', 'SHA-256 of the program.'),
  'process.thread.capabilities.effective': ecs('keyword', 'Linux capabilities in effect.'),
  'process.pid': ecs('long', 'Process id on the host.'),
  'process.title': ecs('keyword', 'Title of the process.'),
  'process.thread.id': ecs('long', 'Thread id.'),
  'process.thread.name': ecs('keyword', 'Thread name.'),
  'process.vpid': own('long', 'Process id inside the container.'),
  'process.entity_id': ecs('keyword', "The sensor's own id of the process, unlike a pid never used twice."),
  'process.exit_code': ecs('long', 'Exit code.'),
  'process.parent.name': ecs('keyword', 'Parent process name.'),
  'process.parent.executable': ecs('keyword', 'Path of the parent program.'),
  'process.parent.pid': ecs('long', 'Parent process id on the host.'),
  'process.parent.entity_id': ecs('keyword', "The sensor's own id of the parent process."),
  'process.parent.command_line': ecs('keyword', 'Parent command line.'),
  'process.tty': ecs('keyword', 'Terminal.'),
  'file.path': ecs('keyword', 'File acted upon.'),
  'file.name': ecs('keyword', 'Name of the file.'),
  'file.target_path': ecs('keyword', 'Where a link leads.'),
  'file.type': ecs('keyword', 'file, dir, symlink, ...'),
  'file.size': ecs('long', 'Size in bytes.'),
  'file.inode': ecs('keyword', 'Inode.'),
  'file.mode': ecs('keyword', 'Mode.'),
  'file.uid': ecs('keyword', 'Owner as a number.'),
  'file.gid': ecs('keyword', 'Group as a number.'),
  'file.owner': ecs('keyword', 'Owner.'),
  'file.group': ecs('keyword', 'Group.'),
  'file.mime_type': ecs('keyword', 'Media type.'),
  'file.mtime': ecs('keyword', 'When the content was modified, as written.'),
  'file.accessed': ecs('keyword', 'When the file was last read, as written.'),
  'file.ctime': ecs('keyword', 'When the status of the file was changed, as written.'),
  'file.created': ecs('keyword', 'When the file was created, as written.'),
  'exhibit.memory.region': own('keyword', 'Addresses of the run of pages that a text in memory lies in.'),
  'exhibit.file.flags': own(
    'keyword',
    'What stands out in the headers of a file: setuid, setgid, capabilities, whiteout, hidden, device, executable in a temporary folder.',
  ),
  'file.hash.sha256': ecs('keyword', 'SHA-256 of the file.'),
  'file.hash.sha1': ecs('keyword', 'SHA-1 of the file.'),
  'file.hash.md5': ecs('keyword', 'MD5 of the file.'),
  'cloud.provider': ecs('keyword', 'aws, azure, gcp.'),
  'cloud.account.id': ecs('keyword', 'Cloud account, project or subscription.', resident),
  'cloud.project.id': ecs('keyword', 'Google Cloud project.'),
  'cloud.availability_zone': ecs('keyword', 'Zone within the region.'),
  'cloud.region': ecs('keyword', 'Cloud region.'),
  'cloud.service.name': ecs('keyword', 'Cloud service.'),
  'cloud.instance.id': ecs('keyword', 'Cloud instance.'),
  'faas.name': ecs('keyword', 'Serverless function.'),
  'faas.execution': ecs('keyword', 'Id of one run of the function.'),
  'aws.cloudtrail.access_key_id': own('keyword', 'Access key used.'),
  'aws.cloudtrail.error_code': own('keyword', 'Error code stated by the service.'),
  'exhibit.k8s.privileged': own('keyword', 'Containers of the object that ask for privileged mode.'),
  'exhibit.k8s.host_path': own('keyword', 'Host paths the object mounts.'),
  'exhibit.k8s.host_namespaces': own('keyword', 'Host namespaces the object joins: network, pid, ipc.'),
  'exhibit.k8s.service_account': own('keyword', 'Service account the object runs as.'),
  'exhibit.k8s.capabilities': own('keyword', 'Linux capabilities the object adds.'),
  'exhibit.k8s.subject': own('keyword', 'Identities a role binding binds.'),
  'exhibit.k8s.role': own('keyword', 'Role that a role binding grants.'),
  'exhibit.k8s.owner': own('keyword', 'Controller that owns the object: ReplicaSet/web-77b4.'),
  'exhibit.k8s.pod_ip': own('ip', 'Addresses of the pod.'),
  'exhibit.actor.pod': own('keyword', 'Pod whose token was used, as the API server or the cloud states it.'),
  'exhibit.actor.node': own('keyword', 'Node of that pod.'),
  'exhibit.actor.credential': own('keyword', 'Id of the credential used, as the API server states it.'),
  'exhibit.actor.cloud_identity': own('keyword', 'Cloud identity behind a cluster user.'),
  'exhibit.actor.instance': own('keyword', 'Cloud instance whose role session acted, from the name of the session.'),
  'exhibit.target': own('keyword', 'Cloud resource acted upon: ARN, bucket, function, cluster, task.'),
  'exhibit.cut': own('keyword', 'What the producer itself says it left out of the record.'),
  'exhibit.count': own('long', 'How often the producer saw it, where one record stands for many occurrences.'),
  'exhibit.test': own('keyword', 'true: the producer itself calls the record a sample or a test.'),
  'exhibit.flow.source': own(
    'keyword',
    'Workload at the source of a network flow: namespace/pod, or what it is known as.',
  ),
  'exhibit.flow.destination': own(
    'keyword',
    'Workload at the destination of a network flow: namespace/pod, or what it is known as.',
  ),
  'exhibit.sandbox.category': own('keyword', 'Category of a behaviour seen in a sandbox, in the words of the report.'),
  'exhibit.sandbox.time': own(
    'keyword',
    "Time in the sandbox as the report writes it; not on the incident's time line.",
  ),
  'exhibit.sandbox.offset': own(
    'long',
    'Milliseconds in the sandbox since its run began, or since the first time in the report.',
  ),
  'exhibit.indicator': own('keyword', 'Addresses, domains and hashes extracted as candidates.'),
  'exhibit.indicator.ioc': own('keyword', 'Indicators of compromise, where the source itself calls them so.'),
  'exhibit.indicator.ioi': own('keyword', 'Indicators of interest, where the source itself calls them so.'),
} as const satisfies Readonly<Record<string, FieldDefinition>>;

export type FieldName = keyof typeof FIELDS;

export type FieldValue = string | number | readonly string[];

type FlaggedName<Flag extends keyof Flags> = {
  [K in FieldName]: (typeof FIELDS)[K] extends { readonly [F in Flag]: true } ? K : never;
}[FieldName];
/** Names of the fields that the case knows. */
export type CaseField = FlaggedName<'ofCase'>;
/** Names of the fields that records state. */
export type EventField = Exclude<FieldName, CaseField>;
/** Names of the fields stored as columns. */
export type ResidentField = FlaggedName<'resident'>;
/** Names of the fields that are answered from memory: grouped, counted and completed. */
export type ColumnField = ResidentField | CaseField;

/** Normalised fields of one event, flat, by dotted ECS name. A field that is absent was not stated. */
export type EventFields = { readonly [name in EventField]?: FieldValue };

const NAMES = Object.keys(FIELDS) as FieldName[];

export const CASE_FIELDS = NAMES.filter(isCaseField);
export const EVENT_FIELDS = NAMES.filter((name): name is EventField => !isCaseField(name));
export const RESIDENT_FIELDS = NAMES.filter(
  (name): name is ResidentField => 'resident' in FIELDS[name] && FIELDS[name].resident === true,
);
export const COLUMN_FIELDS = NAMES.filter(isColumnField);

export function isColumnField(name: FieldName): name is ColumnField {
  return isCaseField(name) || (RESIDENT_FIELDS as readonly FieldName[]).includes(name);
}

export function isCaseField(name: FieldName): name is CaseField {
  return 'ofCase' in FIELDS[name] && FIELDS[name].ofCase === true;
}
