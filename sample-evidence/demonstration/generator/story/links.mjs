/** Links of the ground truth: cause, effect, why, and the acts whose records support it. */
export const LINKS = [
  [
    'request',
    'shell',
    "0.28 s apart in the same container; the shell's parent is the program that answered the request.",
    ['request', 'shell'],
  ],
  [
    'shell',
    'drop',
    'The shell of the web server is an ancestor of the dropped program: same container, parent sh.',
    ['download', 'dropped', 'drop'],
  ],
  ['shell', 'token', 'The program that reads the token is a child of the shell (process 48211).', ['shell', 'token']],
  [
    'token',
    'secrets',
    "The token belongs to the pod in which it was read and is used from that pod's address seconds after curl connects to the API server.",
    ['token', 'apiserver', 'secrets'],
  ],
  [
    'secrets',
    'exec',
    'The same service account opens the session, from the same address and client.',
    ['secrets', 'exec'],
  ],
  [
    'exec',
    'blocked',
    'The blocked program is started in the container in which the session was opened 92 s before, and has the hash of the miner.',
    ['exec-seen', 'miner', 'blocked'],
  ],
  [
    'shell',
    'imds-denied',
    "The packet comes from the storefront's address; which program sent it, Cilium does not say.",
    ['shell', 'imds-denied'],
  ],
  [
    'imds-denied',
    'pod',
    'What is refused to pods is open on the network of the host, which the new pod asks for.',
    ['imds-denied', 'pod'],
  ],
  ['secrets', 'pod', 'The same service account creates the pod.', ['secrets', 'pod']],
  ['pod', 'escape', 'nsenter runs in the container of that pod.', ['pod-seen', 'escape']],
  ['escape', 'metadata', 'Same container, same terminal.', ['escape', 'metadata']],
  [
    'metadata',
    'caller',
    "The credentials' session is that of the node's role; first use from outside follows the request to the metadata service.",
    ['metadata', 'caller'],
  ],
  ['caller', 'object-1', 'Same access key and address.', ['caller', 'object-1']],
  ['pod', 'delete', 'The same service account deletes the pod that it created.', ['pod', 'delete']],
];
