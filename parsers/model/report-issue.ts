/** Reviews of a case and the reports issued from it. */
import type { CaseState } from './case.js';
import { missingParticulars } from './particulars.js';

/** Reviews that a report needs before it can be issued. */
export const REVIEW_KINDS = ['technical', 'administrative'] as const;
export type ReviewKind = (typeof REVIEW_KINDS)[number];

/** What a review ended with. */
export const REVIEW_OUTCOMES = ['agreed', 'objections'] as const;

/** Somebody looked over the work: who, when, with what outcome, in the examiner's words. */
export interface ReportReview {
  readonly kind: ReviewKind;
  /** Name and role of the reviewer. */
  readonly by: string;
  /** As stated: `2026-03-10`. */
  readonly on: string;
  readonly outcome: (typeof REVIEW_OUTCOMES)[number];
  readonly remarks: string;
}

/** A review as the journal holds it. */
export interface RecordedReview extends ReportReview {
  /** The line that records it: it speaks of the case as it stood there. */
  readonly seq: number;
  /** The laptop's clock, UTC, ISO 8601. */
  readonly at: string;
}

/** A report that an examiner issued. */
export interface ReportIssue {
  /** From 1, without gaps. */
  readonly version: number;
  /** Identifier printed on every page, `R-1a2b-3c4d-5e6f`. */
  readonly id: string;
  /** Name of the file in `reports/`. */
  readonly file: string;
  readonly sha256: string;
  readonly pages: number;
  /** Ids of its sections, in their order. */
  readonly sections: readonly string[];
  /** The journal's line that it rests on. */
  readonly restsOn: { readonly seq: number; readonly hash: string };
  /** Fingerprint of the certificate whose key signed it: SHA-256 of its DER. */
  readonly signerSha256: string;
  readonly exhibitVersion: string;
}

export interface IssuedReport extends ReportIssue {
  /** When it was issued: the laptop's clock, UTC, ISO 8601. */
  readonly at: string;
  /** Examiner as named in the case. */
  readonly by: string;
  /** Null while it stands. */
  readonly withdrawn: { readonly at: string; readonly reason: string } | null;
}

/** The newest review of a kind; null where there is none. */
export function latestReview({ reviews }: Pick<CaseState, 'reviews'>, kind: ReviewKind): RecordedReview | null {
  return reviews.findLast((review) => review.kind === kind) ?? null;
}

/** Whether nothing was said of the case since a review: only then it speaks of what a report would say. */
export function isCurrent({ lastContent }: Pick<CaseState, 'lastContent'>, review: RecordedReview): boolean {
  return review.seq > lastContent;
}

/** How far a report of the case as it stands has come; issuing is an act of its own. */
export function reportState(state: CaseState): 'draft' | 'reviewed' {
  return REVIEW_KINDS.every((kind) => reviewBar(state, kind) === null) ? 'reviewed' : 'draft';
}

/** What keeps a report from being issued, and where that is mended. */
export interface IssueBar {
  /** What is missing, as the report's form names it. */
  readonly text: string;
  readonly mendedBy: 'description' | 'particulars' | 'evidence' | 'review';
}

/** Everything that keeps a report of the case from being issued: obligatory texts not stated, reviews missing or of an earlier state. */
export function issueBars(state: CaseState): readonly IssueBar[] {
  const { meta } = state;
  const unstated = (name: string, text: string): readonly IssueBar[] =>
    text.trim() === '' ? [{ text: `${name}: not stated`, mendedBy: 'description' }] : [];
  const isImported = state.receipts.some(({ number }) => state.imported.has(number) && !state.removed.has(number));
  return [
    ...unstated('Title', meta.title),
    ...unstated('Number', meta.number),
    ...unstated('Examiner', meta.examiner),
    ...unstated('Organisation', meta.organisation),
    ...unstated('Questions', meta.questions.join('')),
    ...(isImported ? [] : [{ text: 'Exhibits: none is imported', mendedBy: 'evidence' as const }]),
    ...missingParticulars(state.particulars).map((label): IssueBar => ({
      text: `${label}: not stated`,
      mendedBy: 'particulars',
    })),
    ...REVIEW_KINDS.flatMap((kind) => reviewBar(state, kind) ?? []),
  ];
}

function reviewBar(state: CaseState, kind: ReviewKind): IssueBar | null {
  const name = kind === 'technical' ? 'Technical review' : 'Administrative review';
  const review = latestReview(state, kind);
  if (review === null) return { text: `${name}: none is recorded`, mendedBy: 'review' };
  if (!isCurrent(state, review))
    return { text: `${name}: made before the case was changed last (line ${state.lastContent})`, mendedBy: 'review' };
  return review.outcome === 'agreed' ? null : { text: `${name}: ended with objections`, mendedBy: 'review' };
}
