import { Fragment } from 'react';
import { damageOf, keyConflictsOf } from '../../../parsers/model/damage.js';
import type { MemberLedger } from '../../../parsers/model/ledger.js';
import type { ReportModel } from '../model.js';
import { beginningOf } from '../../ui/cut-text.js';
import { countedText, countText } from '../../ui/quantities.js';
import { Hash } from './hash.js';
import { EvidenceText } from '../../ui/evidence-text.js';

/** What import read, understood and rejected of every member; the counts close. */
export function LedgerSection({ model }: { readonly model: ReportModel }) {
  const { totals } = model.ledger;
  return (
    <>
      <p>
        {countText(totals.records)} records read = {countText(totals.imported)} imported + {countText(totals.rejected)}{' '}
        rejected + {countText(totals.duplicates)} duplicates. The imported records gave {countText(totals.events)}{' '}
        events. Records that state no time: {countText(totals.undated)}.
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
                <th scope="col">Format and parser</th>
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
  // Why a member is not recognised stands in its row already.
  const problems = member.problems.filter(({ reason }) => reason !== member.formatReason);
  const open = openWords(member);
  return (
    <>
      <tr className="member">
        <th scope="row">
          {member.path === '' ? '(the file itself)' : <PathText path={member.path} />}
          <small>
            <Hash value={member.sha256} />
          </small>
        </th>
        <td>
          {member.format}
          {member.stated !== undefined && ', stated by the examiner'}
          {member.parserVersion !== '' && <small> {member.parserVersion}</small>}
        </td>
        <td className="figure">{countText(member.records)}</td>
        <td className="figure">{countText(member.imported)}</td>
        <td className="figure">{countText(member.rejected)}</td>
        <td className="figure">{countText(member.duplicates)}</td>
      </tr>
      <tr>
        <td colSpan={6} className="problems">
          <ReasonText text={member.formatReason} />
          {open.length > 0 && <p>{open.join(' · ')}</p>}
        </td>
      </tr>
      {problems.length > 0 && (
        <tr>
          <td colSpan={6} className="problems">
            <ul>
              {problems.map((problem) => (
                <li key={`${problem.line} ${problem.offset} ${problem.code} ${problem.reason}`}>
                  {problem.line !== null && `line ${problem.line}: `}
                  <ReasonText text={problem.reason} /> ({problem.code})
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

/** What the columns do not say of a member: events, time span, undated records, open questions, kinds of damage. */
function openWords(member: MemberLedger): readonly string[] {
  const { events, first, last, undated, zoneNeeded, yearNeeded = false, cutOff, records } = member;
  const conflicts = keyConflictsOf(member);
  const damage = damageOf(member);
  return [
    ...(events > 0 ? [`${countedText(events, 'event')}${first === null ? '' : `, ${first} to ${last}`}`] : []),
    ...(undated > 0 ? [`${countedText(undated, 'record')} without a time`] : []),
    ...(zoneNeeded ? [`times without a zone${yearNeeded ? ' and a year' : ''}`] : []),
    ...(conflicts > 0 ? [countedText(conflicts, 'key conflict')] : []),
    ...(damage.length > 0 ? [`damage: ${damage.join(', ')}`] : []),
    ...(cutOff === undefined ? [] : [`may be cut off: ${countText(records)} ${cutOff}`]),
  ];
}

/** Longest reason that is printed: of a member that no format reads it names every format's refusal. */
const REASON_CHARACTERS = 220;

function ReasonText({ text }: { readonly text: string }) {
  const printed = beginningOf(text, REASON_CHARACTERS);
  return (
    <>
      <EvidenceText text={printed} />
      {printed.length < text.length && ' [… the rest in ledger.json]'}
    </>
  );
}

/** A path that breaks after its separators. */
function PathText({ path }: { readonly path: string }) {
  return path.split(/(?<=[/_])/).map((part, index) => (
    // oxlint-disable-next-line react/no-array-index-key -- the parts of one path in their order
    <Fragment key={index}>
      <EvidenceText text={part} />
      <wbr />
    </Fragment>
  ));
}
