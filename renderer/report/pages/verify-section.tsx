import { EvidenceText } from '../../ui/evidence-text.js';
import type { ReportModel } from '../model.js';
import { Hash } from './hash.js';

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
      {model.signer === null ? (
        <p>This version carries no digital signature: it shows what was examined, not who vouches for it.</p>
      ) : (
        <>
          <p>
            The file is signed. <code>pdfsig report.pdf</code> tells whether it is unchanged since. SHA-256 of the
            signer's certificate: <Hash value={model.signer.sha256} />. It states the name{' '}
            <EvidenceText text={model.signer.name} />, as somebody typed it.
            {model.signer.origin === 'demonstration' && ' This is the key of the demonstration: everybody has it.'}
            {model.signer.origin === 'own' && ' Exhibit made this key for the examiner; nobody checked the name.'}
          </p>
          <p>
            A signature shows that nothing was changed since that key signed. It proves neither whose key it is nor when
            it signed: get the fingerprint from the examiner in another way than with this file.
          </p>
        </>
      )}
    </>
  );
}
