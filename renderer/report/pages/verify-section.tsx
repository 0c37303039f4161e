import type { ReportModel } from '../model.js';

/** What a stranger can check with ordinary tools. */
export function VerifySection({ model }: { readonly model: ReportModel }) {
  return (
    <>
      <ol className="steps">
        <li>
          List and extract the attachments: <code>pdfdetach -saveall report.pdf</code>. <code>manifest.json</code> names
          the SHA-256 of every other attachment, of all exhibits and of all cited records.
        </li>
        <li>
          Compare each exhibit: <code>sha256sum</code> on the file in the case's <code>evidence/</code> folder, against
          the table of exhibits.
        </li>
        <li>
          Run the command printed with a record inside that folder: it prints the record's bytes. Pipe it into sha256sum
          and compare.
        </li>
        <li>
          The case's <code>journal.ndjson</code> has {model.journal.length} lines or more; the hash of line{' '}
          {model.journal.length} is the head printed under Exhibits.
        </li>
      </ol>
      <p>This version carries no digital signature: it shows what was examined, not who vouches for it.</p>
    </>
  );
}
