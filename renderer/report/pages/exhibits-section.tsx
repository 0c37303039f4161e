import { Fragment } from 'react';
import type { ExhibitReceipt, Intake } from '../../../parsers/model/case.js';
import { damageOf } from '../../../parsers/model/damage.js';
import { INTAKE_FIELDS, UNSTATED_INTAKE } from '../../../parsers/model/intake.js';
import type { ReportModel } from '../model.js';
import { countText } from '../../ui/quantities.js';
import { HashLists } from './hash-lists.js';
import { Hash } from './hash.js';
import { EvidenceText } from '../../ui/evidence-text.js';
import { Pairs, Stated, StatedOr } from './stated.js';

/** Table of exhibits with their hashes, their way to the examiner, and the result of hashing them again. */
export function ExhibitsSection({ model }: { readonly model: ReportModel }) {
  const removed = new Map(model.removed.map(({ number, reason }) => [number, reason]));
  return (
    <>
      <p>
        Each exhibit is one receipt of one file or folder under the examiner's own number. It was copied into the case
        and its SHA-256 computed while reading; the copy was read again, compared, and made read-only. Archives are
        looked into without unpacking them. All exhibits were hashed once more when this report was made.
      </p>
      <table className="exhibits">
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
                <small>
                  {receipt.kind}, {receipt.storage === 'copy' ? 'copied into the case' : 'referenced in place'}; from{' '}
                  <Stated text={originOf(model, receipt)} />
                </small>
              </td>
              <td className="figure nowrap">{countText(receipt.bytes)}</td>
              <td>
                <Hash value={receipt.sha256} />
              </td>
              <td>
                <HashedAgain model={model} number={receipt.number} />
                {removed.has(receipt.number) && <small>removed from the case</small>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>
        The SHA-256 of every member inside an archive or folder stands in the annex Import ledger and in ledger.json.
        The hash of a folder is that of the sorted list of path, size and SHA-256 of its files.
      </p>
      <h2>Collection and custody</h2>
      {model.receipts.map((receipt) => (
        <Custody key={receipt.number} model={model} receipt={receipt} />
      ))}
      <h2>Originals, proofs, whereabouts</h2>
      <Pairs
        rows={[
          [
            'Originals',
            <StatedOr
              key="originals"
              text={model.particulars.originals}
              otherwise="The examiner states nothing of originals or live data; the program opened what it was given read-only."
            />,
          ],
          [
            "Providers' proofs of integrity",
            <StatedOr
              key="proofs"
              text={model.particulars.providerProofs}
              otherwise="None was checked: this version of the program does not verify providers' digests."
            />,
          ],
          ['Now', <Stated key="now" text={model.particulars.disposition} />],
        ]}
      />
      <HashLists model={model} />
      <h2>Journal of the examination</h2>
      <p>
        Every act of the examiner is a line of the journal, chained to the line before by its hash. This report rests on
        line {model.journal.length}, hash <Hash value={model.journal.head} />.
      </p>
    </>
  );
}

/** As said when it was received, else as the intake states it. */
function originOf(model: ReportModel, { number, origin }: ExhibitReceipt): string {
  return origin.trim() === '' ? intakeOf(model, number).sourceSystem : origin;
}

function intakeOf(model: ReportModel, number: string): Intake {
  return model.intakes.find((one) => one.number === number)?.intake ?? UNSTATED_INTAKE;
}

function HashedAgain({ model, number }: { readonly model: ReportModel; readonly number: string }) {
  if (model.rehashed === null) return 'at export';
  return model.rehashed.find((entry) => entry.number === number)?.unchanged === true ? (
    'unchanged'
  ) : (
    <strong className="alarm">CHANGED</strong>
  );
}

/** Where an exhibit comes from, part by part. What is not stated is said to be so. */
function Custody({ model, receipt }: { readonly model: ReportModel; readonly receipt: ExhibitReceipt }) {
  const { number } = receipt;
  const intake = intakeOf(model, number);
  const received = model.clockTimes.find(([key]) => key === number)?.[1];
  const members = model.ledger.exhibits.find((exhibit) => exhibit.number === number)?.members ?? [];
  const damaged = members.filter((member) => damageOf(member).length > 0).length;
  return (
    <section className="custody">
      <h3>
        {number} <EvidenceText text={receipt.name} />
      </h3>
      <dl className="pairs">
        {INTAKE_FIELDS.filter(({ name, ofExport }) => ofExport !== true || intake[name] !== '').map(
          ({ name, label }) => (
            <Fragment key={name}>
              <dt>{label}</dt>
              <dd>
                <Stated text={intake[name]} />
              </dd>
            </Fragment>
          ),
        )}
        <dt>Copied and hashed</dt>
        <dd>
          {received ?? 'not known'} (laptop clock)
          {receipt.location !== undefined && (
            <>
              , left in place at <EvidenceText text={receipt.location} />
            </>
          )}
        </dd>
        <dt>Found inside</dt>
        <dd>
          {countText(members.length)} members, {countText(damaged)} of them damaged or cut off
          {receipt.leftOut !== undefined &&
            receipt.leftOut.length > 0 &&
            `; ${countText(receipt.leftOut.length)} entries were no regular files and were not received`}
        </dd>
      </dl>
    </section>
  );
}
