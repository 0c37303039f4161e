import type { ReportModel } from '../model.js';
import { Hash } from './hash.js';
import { EvidenceText } from '../../ui/evidence-text.js';
import { stated } from './stated.js';

/** Table of exhibits with their hashes and the result of hashing them again. */
export function ExhibitsSection({ model }: { readonly model: ReportModel }) {
  const again = new Map(model.rehashed.map((entry) => [entry.number, entry]));
  return (
    <>
      <p>
        Each exhibit is one receipt of one file or folder under the examiner's own number. Main copied it into the case
        and computed SHA-256 while reading; the copy was read again and compared. All exhibits were hashed once more
        when this report was made.
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">No.</th>
            <th scope="col">Name and origin</th>
            <th scope="col" className="figure">
              Bytes
            </th>
            <th scope="col">SHA-256</th>
            <th scope="col">Hashed again</th>
          </tr>
        </thead>
        <tbody>
          {model.receipts.map((receipt) => (
            <tr key={receipt.number}>
              <th scope="row" className="nowrap">
                {receipt.number}
              </th>
              <td>
                <EvidenceText text={receipt.name} />
                <br />
                <small>
                  {receipt.kind}, {receipt.storage === 'copy' ? 'copied into the case' : 'referenced in place'}; from{' '}
                  <EvidenceText text={stated(receipt.origin)} />
                </small>
              </td>
              <td className="figure nowrap">{receipt.bytes.toLocaleString('en-GB')}</td>
              <td>
                <Hash value={receipt.sha256} />
              </td>
              <td>{again.get(receipt.number)?.unchanged === true ? 'unchanged' : 'CHANGED'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>
        Journal of the examination: {model.journal.length} lines, head <Hash value={model.journal.head} />.
      </p>
    </>
  );
}
