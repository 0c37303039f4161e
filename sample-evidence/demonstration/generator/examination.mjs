import { MINER, SECOND_POOL } from './cast.mjs';

/** What the invented examiner says beside single records: findings, effects, statements, custody, particulars. Nothing in it is real. */

export const QUESTIONS = [
  'How did the intruder enter, and over which workloads did the intrusion spread?',
  'Which cloud credentials were used from outside, and what was read with them?',
  'Which attempts were stopped, and by which control?',
  'Which program and which image were used, and where did they run?',
  'Do the records show who acted?',
];

/** Acts whose effect other records show: act, records that show it. */
export const EFFECTS = {
  request: ['shell'],
  drop: ['pool', 'pool-flow'],
  token: ['secrets'],
  exec: ['exec-seen'],
  pod: ['pod-seen', 'pulled'],
  escape: ['shadow'],
  metadata: ['caller'],
};

/** Explanations considered for single acts. */
export const ALTERNATIVES = {
  request:
    "A request of the shop's load test: it uses the same path and program, but another address, and is answered with 200.",
  shell: 'A health check or a script of the image that runs sh; none is seen in the rest of the log.',
  escape:
    'Maintenance by an administrator from a debug pod; no ticket and no user of the operations team stands behind the pod.',
  caller: 'Use by the owner from a place outside; operations state that nobody of theirs works from there.',
};

export const FINDINGS = [
  {
    title: 'Records state that two files of customers were served to 198.51.100.77',
    kind: 'fact',
    reasoning:
      'Two data events of the bucket shop-prod-exports name the objects customers/2026-09.csv and customers/2026-10.csv, the address 198.51.100.77 and no error. What was done with the bytes no record states.',
    confidence: 'high',
    alternatives: '',
    recordsFor: ['object-1', 'object-2'],
    recordsAgainst: [],
    answers: [2],
  },
  {
    title: 'Records state that five attempts were stopped',
    kind: 'fact',
    reasoning:
      'The API server denied the listing of secrets in kube-system. Aqua blocked the miner in the payments pod. Network policies dropped the packets to the metadata service and to the kubelet of node B. The cloud denied the making of an access key for another user.',
    confidence: 'high',
    alternatives: '',
    recordsFor: ['denied', 'blocked', 'imds-denied', 'kubelet-denied', 'key-denied'],
    recordsAgainst: [],
    answers: [3],
  },
  {
    title: 'Records state that packets went from the storefront to the pool for 96 minutes',
    kind: 'fact',
    reasoning:
      'The flow log of node A counts packets to 203.0.113.99, port 3333, in every minute from 09:03:41 UTC; from 10:40:31 UTC they are refused. What the packets held no record states.',
    confidence: 'high',
    alternatives: '',
    recordsFor: ['pool', 'pool-flow', 'cut-off'],
    recordsAgainst: [],
    answers: [4],
  },
  {
    title: 'A workload exposed to the internet was used to reach customer data through stolen cloud credentials',
    kind: 'inference',
    reasoning:
      "A shell in the storefront, the reading of the pod's token and its use with curl, a privileged pod on the second node, entry into that node's namespaces and a request to the metadata service follow each other within 22 minutes; seven minutes later the session of the node's role is used from an outside address and reads two customer files.",
    confidence: 'medium',
    alternatives:
      'The credentials could have been taken earlier by another way; no record of an earlier use from outside was found in the evidence.',
    recordsFor: ['shell', 'token', 'secrets', 'pod', 'escape', 'metadata', 'caller', 'object-1', 'object-2'],
    recordsAgainst: [],
    answers: [1],
  },
  {
    title: "The cloud session used from outside is that of node B's role",
    kind: 'inference',
    reasoning:
      "The session's name is the instance that is node B; the request to the metadata service for that role's credentials goes out from node B seven minutes before the first use from outside.",
    confidence: 'high',
    alternatives: 'A second copy of the same session could have been taken before the evidence begins.',
    recordsFor: ['metadata', 'caller', 'buckets'],
    recordsAgainst: [],
    answers: [2],
  },
  {
    title: 'The image node-health:1.4 carries the program that ran in the storefront',
    kind: 'inference',
    reasoning:
      'Run in a sandbox, the image drops a program with the path and the SHA-256 that Tracee states of the program in the storefront, fetches from the same name and connects to the same address and port. Its digest is the one that Aqua states of the privileged container. In production it ran in that container only; no record shows the program running there.',
    confidence: 'medium',
    alternatives: 'Both fetch the same program from the same place: then the image need not hold it.',
    recordsFor: ['sandbox-miner', 'sandbox-pool', 'sandbox-download', 'miner', 'unregistered', 'pulled'],
    recordsAgainst: ['download'],
    answers: [4],
  },
  {
    title: 'The program did not run in the payments pod',
    kind: 'inference',
    reasoning:
      "Aqua's record of 09:12:37 states that the start was blocked; after it no record of any source shows the program or a connection to the pool on node B.",
    confidence: 'medium',
    alternatives:
      'A second start under another name; Falco on node B would show a new program in a container, and shows none.',
    recordsFor: ['blocked', 'exec-seen'],
    recordsAgainst: [],
    answers: [3, 4],
  },
  {
    title: 'The records name credentials, programs and addresses, but no person',
    kind: 'inference',
    reasoning:
      "198.51.100.77 stands in the storefront's log as the client's address, which the client can set, and in the cloud's records as the caller's, which it cannot. That both are one person's is likely and not shown.",
    confidence: 'medium',
    alternatives: 'Several persons who share an address, or one who passes credentials on.',
    recordsFor: ['request', 'caller', 'object-1'],
    recordsAgainst: [],
    answers: [5],
  },
  {
    title: 'The way in was most likely a fault of the storefront that runs text of a request as a command',
    kind: 'opinion',
    reasoning:
      'A request to the preview of coupons fails, and 0.28 s later the web server itself starts a shell. From experience this comes from command injection far more often than from a stolen login, but the body of the request was not logged.',
    confidence: 'low',
    alternatives: 'A back door in a package of the image; access by someone with rights to deploy.',
    recordsFor: ['request', 'shell', 'download'],
    recordsAgainst: ['load-test'],
    answers: [1],
  },
];

export const STATEMENTS = [
  {
    id: 'call',
    time: '2026-10-14 12:05',
    zone: 'Europe/Berlin',
    text: 'The operations team notices that node A is under full load and opens a ticket.',
    source: 'Ticket OPS-1182 (invented)',
    author: 'R. Example, operations',
  },
  {
    id: 'isolation',
    time: '2026-10-14 12:40',
    zone: 'Europe/Berlin',
    text: 'Sessions of the node role are revoked, and both nodes are cut off from the internet.',
    source: 'Ticket OPS-1182 (invented)',
    author: 'R. Example, operations',
  },
  {
    id: 'sandbox',
    time: '2026-10-15 15:20',
    zone: 'Europe/Berlin',
    text: 'The image of the deleted pod is fetched from its registry and run in the dynamic threat analysis.',
    source: 'Ticket OPS-1182 (invented)',
    author: 'L. Specimen, security engineering',
  },
];

export const MILESTONES = {
  'first-sign': 'request',
  'first-detection': 'shell',
  notice: 'call',
  containment: 'isolation',
};

export const SEARCHES = [
  'event.action: StopLogging',
  'event.action: DeleteTrail',
  'event.action: "create clusterrolebindings" and user.name: *storefront',
  `"${SECOND_POOL}" and not exhibit.layer: sandbox`,
  'destination.port: 10250 and exhibit.outcome: allowed',
  'container.image.name: registry.example.net* and not orchestrator.resource.name: node-health-check and not exhibit.layer: sandbox',
  `file.hash.sha256: ${MINER.sha256}`,
  '"198.51.100.77"',
  'user.name: *storefront and user_agent.original: curl*',
];

export const EXHIBITS = [
  {
    exhibit: 'incident.tar.gz',
    description:
      'Logs of cluster shop-prod, of its runtime sensors and of cloud account 111122223333, 14 October 2026; analysis of one image, 15 October 2026',
    sourceSystem: 'Cluster shop-prod, nodes ip-10-0-12-34 and ip-10-0-27-8; account 111122223333, eu-central-1',
    collectedBy: 'R. Example, operations',
    collectedAt: '2026-10-15 16:00 +02:00',
    collectedWhere: 'Administration host of the cluster',
    tool: 'GNU tar 1.35, kubectl 1.33.4, aws-cli 2.27',
    receivedFrom: 'R. Example, by encrypted upload',
    receivedAt: '2026-10-16 09:10 +02:00',
    seal: 'none: electronic transfer',
    condition: 'Complete archive; CloudTrail delivered 25 records twice',
    authority: 'Consent of the owner of account and cluster, 14 October 2026',
    transfers: 'none since receipt',
    exportQuery: 'none: files as they lay; events and pods by kubectl get -o json',
    exportRange: '2026-10-14 06:00 to 12:00 UTC; events of the cluster from 09:08 UTC on',
    exportRowLimit: 'none',
  },
];

export const PARTICULARS = {
  laboratory: 'Sample Forensic Laboratory (invented), 1 Example Street, Sampletown',
  workPlace: 'Room 4, workstation without network',
  court: 'none: no proceedings (invented case)',
  parties: 'none: internal investigation',
  relatedCases: 'none',
  instructedBy: 'Example Shop Ltd. (invented), general counsel',
  instructedOn: '2026-10-14',
  instruction: 'Letter of 14 October 2026: answer the five questions printed on the cover.',
  authority: 'Consent of Example Shop Ltd., owner of cluster and account, 14 October 2026',
  incidentFrom: '2026-10-14 11:02 +02:00 (first sign)',
  incidentTo: '2026-10-14 12:40 +02:00 (containment, as stated)',
  examinedFrom: '2026-10-16',
  examinedTo: '2026-10-20',
  distribution: 'Example Shop Ltd. (1), file of the laboratory (1)',
  handling: 'Demonstration: no restriction',
  disposition: 'Upload kept in the safe store of the laboratory; the working copy is the evidence folder of the case',
  originals: 'None touched: only copies made by operations were received.',
  providerProofs: 'CloudTrail digests: not in the bundle. Not verified.',
  choiceOfMethod:
    'The container of the privileged pod had been deleted when the examination began, and the log of the storefront had been rotated: logs of cluster, nodes, sensors and cloud were left. Exhibit reads all of their formats and cites each record by place and hash.',
  validation:
    "The program's own test suite, passed on 2026-10-12 on this workstation; the laboratory's set of known records (invented), 40 of 40 read as expected. Known sources of error: CloudTrail and Aqua state times to the second, the flow log to intervals of a minute; the layouts of Aqua's audit events and of its dynamic analysis are not public and are read by assumption.",
  deviations: 'None.',
  summary:
    "On 14 October 2026 a request made the web shop's program start a command shell. A program that earns money with the shop's computers was installed and ran for an hour and a half. From the same place the shop's own key to the cluster was taken and used to start a container with full access to a second machine, and that machine's key to the cloud was taken. Seven minutes later this key was used from an address outside, and two files with customer data were read. Five further attempts were stopped. Who it was, the records do not say.",
  ownKnowledge: 'The handling of the exhibit from its receipt on, and the examination.',
  factsOfOthers:
    'R. Example, administrator of the operations team, exported the logs and states notice and isolation from own perception. L. Specimen, security engineer, states the run of the image in the sandbox from own perception.',
  limitations:
    'Bodies of requests were not logged, and the log of the storefront begins at 08:52 UTC: what was printed before was rotated away. The flow log counts packets and does not hold them. Tracee and Hubble ran on node A only. The memory of the containers is gone. What the sandbox showed says what the image can do, not what it did.',
  furtherWork:
    'Ask the content network for its logs of 14 October. Rotate all credentials of the namespace shop and of the role of the nodes. Take the right to create pods from the service account storefront. Let the policy of the storefront enforce, as that of payments does. Keep bodies of failed requests.',
  literature: 'ISO/IEC 27037:2012; ISO/IEC 27042:2015; NIST SP 800-86; MITRE ATT&CK for Containers.',
  codeOfConduct: 'none declared: demonstration',
  people: [
    {
      name: 'Jane Sample',
      role: 'examiner',
      qualifications: 'invented person; 9 years of incident examination',
      part: 'all of the examination and this report',
    },
    {
      name: 'A. Pattern',
      role: 'supervisor',
      qualifications: 'invented person; head of the laboratory',
      part: 'assigned the work',
    },
  ],
};
