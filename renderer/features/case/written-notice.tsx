import type { ReactElement } from 'react';
import { EvidenceText } from '../../ui/evidence-text.js';
import { Notice } from '../../ui/messages.js';

/** Says where a file lies that left the program, and its hash. */
export function WrittenNotice({
  what,
  written: { path, sha256 },
}: {
  /** `3 pages`, `12 MB`. */
  readonly what: string;
  readonly written: { readonly path: string; readonly sha256: string };
}): ReactElement {
  return (
    <Notice tone="info">
      {what} written to <EvidenceText text={path} isMono />
      <br />
      SHA-256 <span className="mono">{sha256}</span>
    </Notice>
  );
}
