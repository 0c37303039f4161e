import { EvidenceText } from '../../ui/evidence-text.js';
import { CHECK_COMMANDS } from '../check-commands.js';
import type { ReportModel } from '../model.js';
import { Hash } from './hash.js';

/** What a stranger can check: with Exhibit, with one small file, with ordinary tools. */
export function VerifySection({ model }: { readonly model: ReportModel }) {
  const { signer, journal } = model;
  const commands = CHECK_COMMANDS.filter(({ ofSignature }) => signer !== null || !ofSignature);
  return (
    <>
      <ol className="steps">
        <li>
          <code>exhibit verify report.pdf</code> answers, question by question, what holds of this file;{' '}
          <code>--case</code> holds it against its case, down to the bytes of every cited record.
        </li>
        <li>
          <code>node verify-report.mjs report.pdf</code> does so without Exhibit: one file that can be read, with
          Exhibit's sources under <code>docs/verify</code>. Get it from there, not from whoever gave you this report.
        </li>
        <li>
          The commands below need neither. <code>manifest.json</code> among the attachments names the SHA-256 of every
          other attachment, of all exhibits and of all cited records.
        </li>
        <li>
          Compare each exhibit: <code>sha256sum</code> on the file in the case's <code>evidence</code> folder, against
          the table of exhibits. The command printed with a record, run in that folder, prints the record's bytes: pipe
          it into sha256sum and compare.
        </li>
        <li>
          The case's <code>journal.ndjson</code> has {journal.length} lines or more; the hash of line {journal.length}{' '}
          is the head printed under Exhibits.
        </li>
      </ol>
      {signer === null ? (
        <p>This version carries no digital signature: it shows what was examined, not who vouches for it.</p>
      ) : (
        <>
          <p>
            The file is signed. SHA-256 of the signer's certificate: <Hash value={signer.sha256} />. It states the name{' '}
            <EvidenceText text={signer.name} />, as somebody typed it.
            {signer.origin === 'demonstration' && ' This is the key of the demonstration: everybody has it.'}
            {signer.origin === 'own' && ' Exhibit made this key for the examiner; nobody checked the name.'}
          </p>
          <p>
            A signature shows that nothing was changed since that key signed. It proves neither whose key it is nor when
            it signed: get the fingerprint from the examiner in another way than with this file.
          </p>
        </>
      )}
      <h2>With ordinary tools</h2>
      <p>
        For bash with GNU coreutils, in a folder of their own beside report.pdf, one after the other. Each prints
        nothing that calls itself wrong, and ends well, where the report holds. To copy them:{' '}
        <code>docs/verifying.md</code> among Exhibit's sources has the same text.
      </p>
      {commands.map(({ shows, script }) => (
        <figure className="check-command" key={script}>
          <figcaption>{shows}</figcaption>
          <pre>{script}</pre>
        </figure>
      ))}
    </>
  );
}
