/**
 * The report as data: everything the printed pages show, gathered once by `buildReport` and stored for the print page.
 * The same model is attached to the PDF as `report.json`.
 */
import type { Annotation, CaseMeta, ExhibitReceipt, Finding, Link, Step } from '../../parsers/model/case.js';
import type { Ledger } from '../../parsers/model/ledger.js';
import type { EventDetail } from '../query/spec.js';

/** A record cited by the report. `mark` (`E1`, `E2`, ...) is how the text refers to it. */
export interface CitedEvent {
  readonly mark: string;
  readonly detail: EventDetail;
  /** Effective instant as UTC text with nine decimals, or null. */
  readonly utc: string | null;
  readonly annotation: Annotation | null;
  /** Shell command that prints the record's bytes from the case's copy of the exhibit. */
  readonly command: string;
}

export interface ReportModel {
  readonly meta: CaseMeta;
  readonly draft: boolean;
  /** UTC ISO date of the report and who states it. */
  readonly date: string;
  readonly dateOrigin: 'laptop clock' | 'stated by the examiner';
  readonly exhibitVersion: string;
  readonly host: string;
  readonly attack: { readonly version: string; readonly notice: string };
  readonly receipts: readonly ExhibitReceipt[];
  readonly ledger: Ledger;
  readonly journal: { readonly length: number; readonly head: string };
  readonly events: readonly CitedEvent[];
  readonly steps: readonly (Step & { readonly mark: string })[];
  readonly links: readonly Link[];
  readonly findings: readonly Finding[];
  readonly counts: { readonly events: number; readonly placed: number; readonly undated: number; readonly annotated: number; readonly forReport: number };
  readonly limitations: readonly string[];
}
