/** Names of the files attached to the PDF. */
export const ATTACHMENTS = {
  manifest: 'manifest.json',
  ledger: 'ledger.json',
  events: 'cited-records.ndjson',
  report: 'report.json',
} as const;
