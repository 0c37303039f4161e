import type { Intake } from './case.js';

/** An intake of which nothing is stated. */
export const UNSTATED_INTAKE: Intake = {
  description: '',
  sourceSystem: '',
  collectedBy: '',
  collectedAt: '',
  collectedWhere: '',
  tool: '',
  receivedFrom: '',
  receivedAt: '',
  seal: '',
  condition: '',
  authority: '',
  transfers: '',
  exportQuery: '',
  exportRange: '',
  exportRowLimit: '',
};

/** What is asked of an exhibit, in the order of form and report. */
export const INTAKE_FIELDS: readonly {
  readonly name: keyof Intake;
  readonly label: string;
  readonly example: string;
  /** Asked of exports only. */
  readonly ofExport?: true;
}[] = [
  { name: 'description', label: 'Description', example: 'Audit log of cluster pay-1, 28 February to 2 March' },
  { name: 'sourceSystem', label: 'Source system', example: 'EKS cluster pay-1, account 4417…, eu-central-1' },
  { name: 'collectedBy', label: 'Collected by', example: 'R. Okafor, platform team' },
  { name: 'collectedAt', label: 'Collected when, with zone', example: '2026-03-02 14:10 +01:00' },
  { name: 'collectedWhere', label: 'Collected where', example: 'Bastion host, data centre 2' },
  { name: 'tool', label: 'Tool and version', example: 'UAC 3.0.0, profile container' },
  { name: 'receivedFrom', label: 'Received from', example: 'R. Okafor, on a USB stick' },
  { name: 'receivedAt', label: 'Received when, with zone', example: '2026-03-03 09:00 +01:00' },
  { name: 'seal', label: 'Seal', example: 'Bag 0017432, unbroken' },
  { name: 'condition', label: 'Condition on receipt', example: 'Complete; one archive damaged' },
  { name: 'authority', label: 'Authority or consent', example: 'Order of the board, 2026-03-01' },
  { name: 'transfers', label: 'Transfers and accesses since', example: '2026-03-04 A. Khan, for copying, returned' },
  { name: 'exportQuery', label: 'Query of the export', example: 'eventSource = eks.amazonaws.com', ofExport: true },
  {
    name: 'exportRange',
    label: 'Time range of the export',
    example: '2026-02-28 00:00 to 2026-03-02 24:00 UTC',
    ofExport: true,
  },
  { name: 'exportRowLimit', label: 'Row limit of the export', example: '10,000', ofExport: true },
];

/** True where nothing is stated. */
export function isUnstated(intake: Intake): boolean {
  return Object.values(intake).every((text: string) => text.trim() === '');
}

/** Texts without white space around them. */
export function trimmedIntake(intake: Intake): Intake {
  return Object.fromEntries(
    Object.entries(intake).map(([name, text]: [string, string]) => [name, text.trim()]),
  ) as unknown as Intake;
}
