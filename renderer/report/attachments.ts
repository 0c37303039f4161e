/** Names of the files attached to the PDF. */
export const ATTACHMENTS = {
  report: 'report.json',
  ledger: 'ledger.json',
  events: 'cited-records.ndjson',
  table: 'cited-records.csv',
  journal: 'journal-proof.ndjson',
  manifest: 'manifest.json',
} as const;
