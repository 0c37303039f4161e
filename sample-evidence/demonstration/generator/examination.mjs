/** What the invented examiner says beside single records: findings, effects, statements, custody, particulars. Nothing in it is real. */

/** Acts whose effect another record shows: act, record that shows it. */
export const EFFECTS = {
  drop: 'pool',
  exec: 'exec-seen',
  pod: 'pod-seen',
  escape: 'shadow',
  metadata: 'caller',
};

/** Explanations considered for single acts. */
export const ALTERNATIVES = {
  shell: 'A health check or a script of the image that runs sh; none is seen in the rest of the log.',
  escape:
    'Maintenance by an administrator from a debug pod; no ticket and no user of the operations team stands behind the pod.',
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
    title: 'Records state that two attempts were denied',
    kind: 'fact',
    reasoning:
      'The API server denied the listing of secrets in kube-system; the cloud denied the making of an access key for another user.',
    confidence: 'high',
    alternatives: '',
    recordsFor: ['denied', 'key-denied'],
    recordsAgainst: [],
    answers: [3],
  },
  {
    title: 'A workload exposed to the internet was used to reach customer data through stolen cloud credentials',
    kind: 'inference',
    reasoning:
      "A shell in the storefront container, the use of the pod's token with curl, a privileged pod on the second node, entry into that node's namespaces and a request to the metadata service follow each other within 22 minutes; seven minutes later the node role's session is used from an outside address and reads two customer files.",
    confidence: 'medium',
    alternatives:
      'The credentials could have been taken earlier by another way; no record of an earlier use from outside was found in the evidence.',
    recordsFor: ['shell', 'secrets', 'pod', 'escape', 'metadata', 'caller', 'object-1', 'object-2'],
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
    title: 'The way in was most likely a fault of the storefront that runs text of a request as a command',
    kind: 'opinion',
    reasoning:
      'The first unusual act is a shell whose parent is the web server itself. From experience this comes from command injection or deserialisation far more often than from a stolen login, but the requests themselves are in none of the logs.',
    confidence: 'low',
    alternatives: 'A back door in a package of the image; access by someone with rights to deploy.',
    recordsFor: ['shell', 'download'],
    recordsAgainst: ['drop'],
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
    text: 'Sessions of the node role are revoked and both nodes are cut off from the network.',
    source: 'Ticket OPS-1182 (invented)',
    author: 'R. Example, operations',
  },
];

export const MILESTONES = {
  'first-sign': 'shell',
  'first-detection': 'shell',
  notice: 'call',
  containment: 'isolation',
};

export const SEARCHES = [
  'event.action: StopLogging',
  'event.action: DeleteTrail',
  'event.action: "create clusterrolebindings" and user.name: *storefront',
  'source.ip: 198.51.100.77',
  'user.name: *storefront and user_agent.original: curl*',
];

export const EXHIBITS = [
  {
    exhibit: 'incident.tar.gz',
    description: 'Logs of cluster shop and of cloud account 111122223333, 14 October 2026',
    sourceSystem: 'Cluster shop, nodes ip-10-0-12-34 and ip-10-0-27-8; account 111122223333, eu-central-1',
    collectedBy: 'R. Example, operations',
    collectedAt: '2026-10-14 15:00 +02:00',
    collectedWhere: 'Administration host of the cluster',
    tool: 'GNU tar 1.35, aws-cli 2.27',
    receivedFrom: 'R. Example, by encrypted upload',
    receivedAt: '2026-10-15 09:10 +02:00',
    seal: 'none: electronic transfer',
    condition: 'Complete archive; CloudTrail delivered 25 records twice',
    authority: 'Consent of the owner of account and cluster, 14 October 2026',
    transfers: 'none since receipt',
  },
];

export const PARTICULARS = {
  laboratory: 'Sample Forensic Laboratory (invented), 1 Example Street, Sampletown',
  workPlace: 'Room 4, workstation without network',
  parties: 'none: internal investigation',
  instructedBy: 'Example Shop Ltd. (invented), general counsel',
  instructedOn: '2026-10-14',
  instruction: 'Letter of 14 October 2026: answer the three questions printed on the cover.',
  authority: 'Consent of Example Shop Ltd., owner of cluster and account, 14 October 2026',
  incidentFrom: '2026-10-14 11:02 +02:00 (first sign)',
  incidentTo: '2026-10-14 12:40 +02:00 (containment, as stated)',
  examinedFrom: '2026-10-15',
  examinedTo: '2026-10-19',
  distribution: 'Example Shop Ltd. (1), file of the laboratory (1)',
  handling: 'Demonstration: no restriction',
  disposition: 'Upload kept in the safe store of the laboratory; the working copy is the evidence folder of the case',
  originals: 'None touched: only copies made by operations were received.',
  providerProofs: 'CloudTrail digests: not in the bundle. Not verified.',
  choiceOfMethod:
    'The containers had been deleted when the examination began: only logs were left. Exhibit reads all three kinds of them and cites each record by place and hash.',
  validation:
    "The program's own test suite, passed on 2026-10-12 on this workstation; the laboratory's set of known records (invented), 40 of 40 read as expected. Known source of error: CloudTrail states times to the second.",
  deviations: 'None.',
  summary:
    "On 14 October 2026 somebody made the web shop's program start a command shell. From there the shop's own key to the cluster was used to start a container with full access to a second machine, and that machine's key to the cloud was taken. Seven minutes later this key was used from an address outside, and two files with customer data were read. Two further attempts were refused. Who it was, the records do not say.",
  ownKnowledge: 'The handling of the exhibit from its receipt on, and the examination.',
  factsOfOthers:
    'R. Example, administrator of the operations team, exported the logs and states notice and isolation from own perception.',
  limitations:
    'The requests that reached the storefront were logged nowhere. Network flow logs were not kept. The memory of the containers is gone.',
  furtherWork:
    'Ask the content network for its logs of 14 October. Rotate all credentials of the namespace shop. Keep flow logs.',
  literature: 'ISO/IEC 27037:2012; ISO/IEC 27042:2015; NIST SP 800-86.',
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
