/** What can be disclosed of a case beside exhibits, ledger and the journal's hashes, which always are. */
export const DISCLOSURE_PARTS = ['annotations', 'taken-back', 'notes', 'searches', 'unused', 'journal'] as const;
export type DisclosurePart = (typeof DISCLOSURE_PARTS)[number];

/** Each in words. */
export const DISCLOSURE_WORDS: Readonly<Record<DisclosurePart, string>> = {
  annotations: 'Annotations, kill chain, findings, statements, with the alternatives considered',
  'taken-back': 'What was taken out, rejected or undone, with the line of the journal',
  notes: 'The notebook, also notes that no report prints',
  searches: 'Searches stated or named, with their hits, also none',
  unused: 'Schedule of unused material: what the case holds and the report does not rest on',
  journal: 'The whole journal: every act, in full',
};
