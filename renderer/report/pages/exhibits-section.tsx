import { Fragment } from 'react';
import { INTAKE_FIELDS, UNSTATED_INTAKE } from '../../../parsers/model/intake.js';
import type { ReportModel } from '../model.js';
import { Hash } from './hash.js';
import { EvidenceText } from '../../ui/evidence-text.js';
import { stated } from './stated.js';

/** Table of exhibits with their hashes and the result of hashing them again. */
export function ExhibitsSection({ model }: { readonly model: ReportModel }) {
  const again = new Map(model.rehashed.map((entry) => [entry.number, entry]));
  const removed = new Map(model.removed.map(({ number, reason }) => [number, reason]));
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
              <td>
                {again.get(receipt.number)?.unchanged === true ? 'unchanged' : 'CHANGED'}
                {removed.has(receipt.number) && <small>removed from the case</small>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Custody model={model} />
      <HashLists model={model} />
      <p>
        Journal of the examination: {model.journal.length} lines, head <Hash value={model.journal.head} />.
      </p>
    </>
  );
}

/** Where each exhibit comes from, part by part. What is not stated is said to be so. */
function Custody({ model }: { readonly model: ReportModel }) {
  const intakes = new Map(model.intakes.map(({ number, intake }) => [number, intake]));
  return (
    <>
      <h2>Collection and custody</h2>
      {model.receipts.map(({ number }) => {
        const intake = intakes.get(number) ?? UNSTATED_INTAKE;
        return (
          <section key={number}>
            <h3>{number}</h3>
            <dl className="pairs">
              {INTAKE_FIELDS.filter(({ name, ofExport }) => ofExport !== true || intake[name] !== '').map(
                ({ name, label }) => (
                  <Fragment key={name}>
                    <dt>{label}</dt>
                    <dd>
                      <EvidenceText text={stated(intake[name])} />
                    </dd>
                  </Fragment>
                ),
              )}
            </dl>
          </section>
        );
      })}
    </>
  );
}

const RESULTS = {
  match: 'match',
  mismatch: 'MISMATCH',
  'not-listed': 'not listed',
  absent: 'listed but absent',
  unchecked: 'not checked: only SHA-256 is known of members of archives',
} as const;

/** What the collectors' own hash lists said of the files. */
function HashLists({ model }: { readonly model: ReportModel }) {
  if (model.hashComparisons.length === 0) return <p>No hash list of a collector was compared.</p>;
  return (
    <>
      <h2>Collectors' hash lists</h2>
      {model.hashComparisons.map(({ id, list, exhibits, counts, differences }) => (
        <section key={id}>
          <p>
            <EvidenceText text={list.name} />, {list.hashes.toLocaleString('en-GB')} hashes, SHA-256 of the list{' '}
            <Hash value={list.sha256} />, held against {exhibits.join(', ')}: {counts.match.toLocaleString('en-GB')}{' '}
            match, {counts.mismatch.toLocaleString('en-GB')} mismatch, {counts['not-listed'].toLocaleString('en-GB')}{' '}
            not listed, {counts.absent.toLocaleString('en-GB')} listed but absent,{' '}
            {counts.unchecked.toLocaleString('en-GB')} not checked.
            {list.ignored > 0 && ` ${list.ignored.toLocaleString('en-GB')} lines state no hash.`}
          </p>
          {differences.length > 0 && (
            <table>
              <thead>
                <tr>
                  <th scope="col">Result</th>
                  <th scope="col">File</th>
                  <th scope="col">Listed</th>
                  <th scope="col">Found</th>
                </tr>
              </thead>
              <tbody>
                {differences.map(({ path, algorithm, listed, found, result }) => (
                  <tr key={`${result} ${path} ${listed}`}>
                    <td>{RESULTS[result]}</td>
                    <td>
                      <EvidenceText text={path} />
                    </td>
                    <td>
                      {listed !== '' && (
                        <>
                          {algorithm} <Hash value={listed} />
                        </>
                      )}
                    </td>
                    <td>{found !== '' && <Hash value={found} />}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </section>
      ))}
    </>
  );
}
