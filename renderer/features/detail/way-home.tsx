import { useState, type ReactElement } from 'react';
import type { ExhibitReceipt } from '../../../parsers/model/case.js';
import type { EventDetail } from '../../query/spec.js';
import { recordCommand } from '../../report/record-command.js';
import { Button } from '../../ui/button.js';
import { EvidenceText } from '../../ui/evidence-text.js';
import { citation } from './citation.js';

/** Where the record's bytes lie, how to cite them, and the command that prints them. */
export function WayHome({
  detail,
  receipt,
}: {
  readonly detail: EventDetail;
  readonly receipt: ExhibitReceipt | undefined;
}): ReactElement {
  const command = receipt === undefined ? null : recordCommand(detail, receipt.name, receipt.kind);
  return (
    <>
      <dl className="facts">
        <dt>Exhibit</dt>
        <dd>
          {detail.exhibitNumber} {receipt !== undefined && <EvidenceText text={receipt.name} />}
        </dd>
        <dt>Its SHA-256</dt>
        <dd className="mono hash">{detail.exhibitSha256}</dd>
        {detail.member !== '' && (
          <>
            <dt>Member</dt>
            <dd>
              <EvidenceText text={detail.member} isMono />
            </dd>
            <dt>Its SHA-256</dt>
            <dd className="mono hash">{detail.memberSha256}</dd>
          </>
        )}
        {detail.line > 0 && (
          <>
            <dt>Line</dt>
            <dd>{detail.line}</dd>
          </>
        )}
        <dt>Bytes</dt>
        <dd>
          {detail.length} from offset {detail.offset} of the decompressed content
        </dd>
        {detail.path !== '' && (
          <>
            <dt>Path inside</dt>
            <dd>
              <EvidenceText text={detail.path} isMono />
            </dd>
          </>
        )}
        <dt>Record SHA-256</dt>
        <dd className="mono hash">{detail.recordSha256}</dd>
        <dt>Read as</dt>
        <dd>
          {detail.format}, parser {detail.parserVersion}
        </dd>
      </dl>
      <Copyable label="Citation" text={citation(detail)} />
      {command !== null && <Copyable label="Command that prints these bytes" text={command} />}
    </>
  );
}

function Copyable({ label, text }: { readonly label: string; readonly text: string }): ReactElement {
  const [copied, setCopied] = useState<{ readonly text: string; readonly isDone: boolean } | null>(null);
  const copy = (): void => {
    navigator.clipboard.writeText(text).then(
      () => setCopied({ text, isDone: true }),
      () => setCopied({ text, isDone: false }),
    );
  };
  return (
    <div className="copyable">
      <div className="row">
        <span className="field-label grow">{label}</span>
        {copied?.text === text && (
          <output className="muted">
            {copied.isDone ? 'Copied' : 'Not allowed here: select the text and press Ctrl+C'}
          </output>
        )}
        <Button command="event.cite" tone="quiet" icon="copy" onPress={copy}>
          Copy
        </Button>
      </div>
      <pre>
        <EvidenceText text={text} isMono />
      </pre>
    </div>
  );
}
