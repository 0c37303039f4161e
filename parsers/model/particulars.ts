/** Who took part in the examination, and in which part. */
export interface Person {
  readonly name: string;
  readonly role: string;
  /** Qualifications, experience, accreditation. */
  readonly qualifications: string;
  readonly part: string;
}

/** What a report states of an examination beside the evidence, in the examiner's words; `''` where it is not stated. */
export interface ParticularTexts {
  readonly laboratory: string;
  readonly workPlace: string;
  readonly court: string;
  readonly parties: string;
  readonly relatedCases: string;
  readonly instructedBy: string;
  readonly instructedOn: string;
  readonly instruction: string;
  readonly authority: string;
  readonly incidentFrom: string;
  readonly incidentTo: string;
  readonly examinedFrom: string;
  readonly examinedTo: string;
  readonly distribution: string;
  readonly handling: string;
  readonly disposition: string;
  readonly originals: string;
  readonly providerProofs: string;
  readonly choiceOfMethod: string;
  readonly validation: string;
  readonly deviations: string;
  readonly summary: string;
  readonly ownKnowledge: string;
  readonly factsOfOthers: string;
  readonly limitations: string;
  readonly furtherWork: string;
  readonly literature: string;
  readonly codeOfConduct: string;
}

export interface Particulars extends ParticularTexts {
  readonly people: readonly Person[];
}

export type ParticularGroup =
  | 'Laboratory and proceedings'
  | 'Instruction and authority'
  | 'Dates'
  | 'Document'
  | 'Evidence'
  | 'Method'
  | 'Results in words'
  | 'Review';

export interface ParticularField {
  readonly name: keyof ParticularTexts;
  readonly group: ParticularGroup;
  readonly label: string;
  readonly example: string;
  /** Printed as `[not stated]` where it is empty; bars a report from being issued. */
  readonly isObligatory: boolean;
  /** Text of several lines. */
  readonly isLong: boolean;
}

const field = (
  group: ParticularGroup,
  name: keyof ParticularTexts,
  label: string,
  example: string,
  flags: Partial<Pick<ParticularField, 'isObligatory' | 'isLong'>> = {},
): ParticularField => ({ name, group, label, example, isObligatory: false, isLong: false, ...flags });
const must = { isObligatory: true } as const;
const long = { isLong: true } as const;

/** What is asked, in the order of form and report. */
export const PARTICULAR_FIELDS: readonly ParticularField[] = [
  field(
    'Laboratory and proceedings',
    'laboratory',
    'Laboratory, with address',
    'Forensic Lab, 1 High Street, Leeds',
    must,
  ),
  field(
    'Laboratory and proceedings',
    'workPlace',
    'Place where the work was done',
    'Room 2.14, offline workstation',
    must,
  ),
  field('Laboratory and proceedings', 'court', 'Court', 'Crown Court at Leeds, T20260142'),
  field('Laboratory and proceedings', 'parties', 'Parties', 'R v Doe'),
  field('Laboratory and proceedings', 'relatedCases', 'Related cases', '2026-0139'),
  field('Instruction and authority', 'instructedBy', 'Instructed by', 'M. Weber, general counsel', must),
  field('Instruction and authority', 'instructedOn', 'Date of the instruction', '2026-03-02', must),
  field('Instruction and authority', 'instruction', 'Instruction', 'Letter of 2 March 2026', long),
  field(
    'Instruction and authority',
    'authority',
    'Legal authority or consent for the examination',
    'Consent of the owner, 2026-03-02',
    must,
  ),
  field('Dates', 'incidentFrom', 'Incident from, with zone', '2026-03-01 14:00 +01:00', must),
  field('Dates', 'incidentTo', 'Incident until, with zone', '2026-03-01 18:30 +01:00', must),
  field('Dates', 'examinedFrom', 'Examination begun', '2026-03-03', must),
  field('Dates', 'examinedTo', 'Examination ended', '2026-03-09', must),
  field('Document', 'distribution', 'Distribution', 'Instructing party (1), file (1)', must),
  field('Document', 'handling', 'Handling marking', 'Confidential', must),
  field('Evidence', 'disposition', 'Where exhibits and working copies are now', 'Safe 3; return on request', must),
  field(
    'Evidence',
    'originals',
    'Originals or live data touched: by whom, why, with what effect',
    'None: only copies were received',
    long,
  ),
  field(
    'Evidence',
    'providerProofs',
    "Providers' own proofs of integrity (log digests), and their outcome",
    'CloudTrail digests: not in the bundle',
    long,
  ),
  field(
    'Method',
    'choiceOfMethod',
    'Why these methods and tools were chosen',
    'No tool of the house reads Falco',
    long,
  ),
  field(
    'Method',
    'validation',
    'Validation: which tests, when, on what data, with what result; known errors',
    'Test set of 2026-02, see QM-17',
    { isObligatory: true, isLong: true },
  ),
  field('Method', 'deviations', 'Deviations from standard procedure', 'None', { isObligatory: true, isLong: true }),
  field('Results in words', 'summary', 'Summary in plain language', 'On 1 March an intruder ...', {
    isObligatory: true,
    isLong: true,
  }),
  field(
    'Results in words',
    'ownKnowledge',
    "What is within the examiner's own knowledge",
    'The handling from receipt on',
    long,
  ),
  field(
    'Results in words',
    'factsOfOthers',
    'Facts taken from others: who, qualification, own perception',
    'R. Okafor exported the logs himself',
    long,
  ),
  field('Results in words', 'limitations', 'Limitations beside those that follow from the evidence', '', long),
  field('Results in words', 'furtherWork', 'Recommendations and further work', 'Obtain the flow logs of 1 March', long),
  field('Results in words', 'literature', 'Literature and material relied on', 'ISO/IEC 27042:2015', long),
  field('Review', 'codeOfConduct', 'Compliance with a code of conduct', 'FSR Code v2: not declared', long),
];

/** Particulars of which nothing is stated. */
export const UNSTATED_PARTICULARS: Particulars = {
  ...(Object.fromEntries(PARTICULAR_FIELDS.map(({ name }) => [name, ''])) as unknown as ParticularTexts),
  people: [],
};

/** Obligatory particulars that nobody stated; the examiners themselves are asked for too. */
export function missingParticulars(particulars: Particulars): readonly string[] {
  const missing = PARTICULAR_FIELDS.filter(({ name, isObligatory }) => isObligatory && particulars[name].trim() === '');
  return [
    ...missing.map(({ label }) => label),
    ...(particulars.people.length === 0 ? ['Examiners, with role and qualifications'] : []),
  ];
}
