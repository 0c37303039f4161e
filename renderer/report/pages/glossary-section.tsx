/** Words of the report, for readers who do not work with containers. */
const WORDS: readonly (readonly [string, string])[] = [
  [
    'ATT&CK',
    'A public catalogue of the tactics (why) and techniques (how) of intruders, kept by The MITRE Corporation.',
  ],
  ['API server, audit log', 'The door through which a cluster is commanded, and the log of who asked it for what.'],
  ['CloudTrail', 'The log in which a cloud provider records calls to its services.'],
  ['cluster, node', 'Machines that run containers together; one of the machines.'],
  ['confidence', 'How sure the examiner is of a statement, on the scale printed under Findings.'],
  ['container', 'A program shut off from the rest of its machine, started from an image; often gone after minutes.'],
  ['control', 'What allows, detects or stops an act: an access rule, a sensor, a policy.'],
  ['duplicate', "A record that repeats an earlier one under its producer's own key; counted once."],
  ['effect', 'What came of an act. Not the same as the outcome at the control.'],
  ['event', 'One thing that happened at one time, read from a record.'],
  ['exhibit', "One receipt of one file or folder of evidence under the examiner's own number."],
  [
    'fact, inference, opinion',
    'What a record states; what follows from records; what the examiner holds likely from experience.',
  ],
  ['Falco', 'A sensor that watches what programs ask of the system and raises alerts by rules.'],
  ['hash, SHA-256', 'A number computed from bytes; if one bit changes, the number changes. 64 hexadecimal digits.'],
  ['image', 'The packed program and files from which containers are started, named by tag or by hash (digest).'],
  ['journal', 'Every act of the examiner, one line each, each chained to the one before by a hash.'],
  ['kill chain', 'The steps of an intrusion in their order.'],
  ['ledger', 'What import read, understood and rejected of every file.'],
  ['member', 'One file inside an exhibit, for example in an archive.'],
  ['namespace', 'A named part of a cluster; also a wall between containers that the system keeps up.'],
  ['outcome', 'What a control did: allowed, detected, prevented, denied, killed, failed, or unknown.'],
  ['pod', 'One or more containers that a cluster starts, moves and ends together.'],
  ['privileged', 'Of a container: not shut off from its machine any more.'],
  ['record', 'One unit as its producer wrote it, for example a line of a log.'],
  [
    'service account, token',
    'An identity for programs, and what proves it; whoever holds the token acts as the account.',
  ],
  ['UTC', 'The time scale to which all times are brought; local times are printed beside it.'],
  ['workload', 'What ran: a container, pod, function or group of processes.'],
];

export function GlossarySection() {
  return (
    <dl className="glossary">
      {WORDS.map(([word, meaning]) => (
        <div key={word}>
          <dt>{word}</dt>
          <dd>{meaning}</dd>
        </div>
      ))}
    </dl>
  );
}
