/** One question about a report, a disclosure or a case, and its answer: a file can be unchanged and yet not be what it claims. */
export interface VerificationAnswer {
  /** Stable name for programs. */
  readonly id: string;
  readonly question: string;
  readonly answer: 'yes' | 'no' | 'cannot-tell';
  /** Why, in one or two sentences. */
  readonly because: string;
  /** Where it cannot be told: what would tell. Else null. */
  readonly wouldTell: string | null;
}

/** What was verified and what is answered; printed as it stands by `exhibit verify --json` (docs/verifying.md). */
export interface Verification {
  readonly format: 'exhibit-verification/1';
  readonly disclosure: { readonly path: string; readonly sha256: string; readonly bytes: number } | null;
  readonly report: { readonly path: string; readonly sha256: string; readonly bytes: number } | null;
  /** `head`: hash of the last line; null where none holds. */
  readonly case: { readonly folder: string; readonly lines: number; readonly head: string | null } | null;
  readonly answers: readonly VerificationAnswer[];
}
