/** How a report's making is watched and ended. */
export interface ReportWatch {
  /** What is being done, and which part of it is done; null where that is not known. */
  readonly onProgress: (label: string, part: number | null) => void;
  readonly signal: AbortSignal;
}
