import type { ReportModel } from '../model.js';
import { CERTIFICATES, DECLARATIONS, type Template } from '../templates.js';
import { countText } from '../../ui/quantities.js';
import { Hash } from './hash.js';
import { EvidenceText } from '../../ui/evidence-text.js';
import { Stated } from './stated.js';

export function DeclarationsSection({ model }: { readonly model: ReportModel }) {
  return (
    <>
      <p>
        Stated by the examiner about a code of conduct: <Stated text={model.particulars.codeOfConduct} />
      </p>
      <Templates templates={DECLARATIONS} model={model} />
    </>
  );
}

export function CertificatesSection({ model }: { readonly model: ReportModel }) {
  return <Templates templates={CERTIFICATES} model={model} />;
}

/** Pages to fill in by hand; nothing in them is stated until a person signs. */
function Templates({ templates, model }: { readonly templates: readonly Template[]; readonly model: ReportModel }) {
  return templates.map(({ id, title, basis, paragraphs, blanks, hasHashes }) => (
    <article key={id} className="template">
      <p className="template-mark">Template, to be checked by counsel. Unsigned it states nothing.</p>
      <h2>{title}</h2>
      <p className="facts">{basis}</p>
      <ol>
        {paragraphs.map((paragraph) => (
          <li key={paragraph}>
            <WithBlanks text={paragraph} />
          </li>
        ))}
      </ol>
      {hasHashes && <Hashes model={model} />}
      <dl className="blanks">
        {blanks.map((blank) => (
          <div key={blank}>
            <dt>{blank}</dt>
            <dd />
          </div>
        ))}
      </dl>
    </article>
  ));
}

/** `____` becomes a line to write on. */
function WithBlanks({ text }: { readonly text: string }) {
  return text.split('____').map((part, index) => (
    // oxlint-disable-next-line react/no-array-index-key -- the parts of one fixed sentence
    <span key={index}>
      {index > 0 && <span className="blank" role="img" aria-label="blank to fill in" />}
      {part}
    </span>
  ));
}

function Hashes({ model }: { readonly model: ReportModel }) {
  return (
    <table className="template-hashes">
      <thead>
        <tr>
          <th scope="col">Exhibit</th>
          <th scope="col">Name</th>
          <th scope="col" className="figure">
            Bytes
          </th>
          <th scope="col">SHA-256</th>
        </tr>
      </thead>
      <tbody>
        {model.receipts.map(({ number, name, bytes, sha256 }) => (
          <tr key={number}>
            <th scope="row" className="nowrap">
              {number}
            </th>
            <td>
              <EvidenceText text={name} />
            </td>
            <td className="figure nowrap">{countText(bytes)}</td>
            <td>
              <Hash value={sha256} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
