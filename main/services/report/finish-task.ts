import type { SigningKey } from '../signing/signing-key.js';

/** What the worker thread is given: paths, so that large files are read where they are needed. */
export interface FinishTask {
  readonly pdfs: readonly string[];
  readonly title: string;
  readonly language: string;
  /** UTC, ISO 8601. */
  readonly date: string;
  readonly draft: boolean;
  readonly attachments: readonly {
    readonly name: string;
    readonly mimeType: string;
    readonly description: string;
    readonly path: string;
  }[];
  /** The key that signs it; null leaves it unsigned. */
  readonly signingKey: SigningKey | null;
}

/** What it answers. */
export interface FinishResult {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly pages: number;
  readonly sha256: string;
}
