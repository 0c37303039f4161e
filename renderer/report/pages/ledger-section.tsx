import type { MemberLedger } from '../../../parsers/model/ledger.js';
import type { ReportModel } from '../model.js';
import { Hash } from './hash.js';
import { EvidenceText } from '../../ui/evidence-text.js';

/** What import read, understood and rejected of every member; the counts close. */
export function LedgerSection({ model }: { readonly model: ReportModel }) {
  const { totals } = model.ledger;
  return (
    <>
      <p>
        {totals.records.toLocaleString('en-GB')} records read = {totals.imported.toLocaleString('en-GB')} imported +{' '}
        {totals.rejected.toLocaleString('en-GB')} rejected + {totals.duplicates.toLocaleString('en-GB')} duplicates. The
        imported records gave {totals.events.toLocaleString('en-GB')} events; {totals.undated.toLocaleString('en-GB')}{' '}
        records state no time.
      </p>
      {model.ledger.exhibits.map((exhibit) => (
        <section key={exhibit.number}>
          <h2>
            {exhibit.number} <EvidenceText text={exhibit.name} />
          </h2>
          <table className="ledger">
            <thead>
              <tr>
                <th scope="col">Member, SHA-256 as stored</th>
                <th scope="col">Format and why</th>
                <th scope="col" className="figure">
                  Records
                </th>
                <th scope="col" className="figure">
                  Imported
                </th>
                <th scope="col" className="figure">
                  Rejected
                </th>
                <th scope="col" className="figure">
                  Duplicates
                </th>
              </tr>
            </thead>
            <tbody>
              {exhibit.members.map((member) => (
                <MemberRows key={member.path} member={member} />
              ))}
            </tbody>
          </table>
        </section>
      ))}
    </>
  );
}

function MemberRows({ member }: { readonly member: MemberLedger }) {
  return (
    <>
      <tr>
        <th scope="row">
          <EvidenceText text={member.path === '' ? '(the file itself)' : member.path} />
          <small>
            <Hash value={member.sha256} />
          </small>
        </th>
        <td>
          {member.format}
          <br />
          <small>
            <EvidenceText text={member.formatReason} />
          </small>
        </td>
        <td className="figure">{member.records.toLocaleString('en-GB')}</td>
        <td className="figure">{member.imported.toLocaleString('en-GB')}</td>
        <td className="figure">{member.rejected.toLocaleString('en-GB')}</td>
        <td className="figure">{member.duplicates.toLocaleString('en-GB')}</td>
      </tr>
      {member.problems.length > 0 && (
        <tr>
          <td colSpan={6} className="problems">
            <ul>
              {member.problems.map((problem) => (
                <li key={`${problem.line} ${problem.offset} ${problem.code} ${problem.reason}`}>
                  {problem.line !== null && `line ${problem.line}: `}
                  <EvidenceText text={problem.reason} /> ({problem.code})
                </li>
              ))}
              {member.problemCount > member.problems.length && (
                <li>{member.problemCount - member.problems.length} more, counted but not listed</li>
              )}
            </ul>
          </td>
        </tr>
      )}
    </>
  );
}
