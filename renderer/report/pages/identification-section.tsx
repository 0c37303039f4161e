import type { ReactNode } from 'react';
import { PARTICULAR_FIELDS, type ParticularGroup, type Person } from '../../../parsers/model/particulars.js';
import type { ReportModel } from '../model.js';
import { EvidenceText } from '../../ui/evidence-text.js';
import { Pairs, Stated, StatedOr } from './stated.js';

/** What the report is, who asked for it, on what authority, who worked on it and when. */
export function IdentificationSection({ model }: { readonly model: ReportModel }) {
  const { meta, particulars } = model;
  const group = (name: ParticularGroup): readonly (readonly [string, ReactNode])[] =>
    PARTICULAR_FIELDS.filter((field) => field.group === name).map((field): [string, ReactNode] => [
      field.label,
      field.isObligatory ? (
        <Stated key={field.name} text={particulars[field.name]} />
      ) : (
        <StatedOr key={field.name} text={particulars[field.name]} otherwise="none stated" />
      ),
    ]);
  return (
    <>
      <h2>This report</h2>
      <Pairs
        rows={[
          ['Report identifier', <strong key="id">{model.id}</strong>],
          [
            'Version',
            `${model.version === null ? 'draft' : `${model.version}, issued`}, resting on line ${model.journal.length} of the journal`,
          ],
          ['Date', `${model.date} (${model.dateOrigin})`],
          ['Case', <EvidenceText key="number" text={meta.number} />],
          ...group('Document'),
        ]}
      />
      <h2>Laboratory and proceedings</h2>
      <Pairs
        rows={[
          ['Organisation', <Stated key="organisation" text={meta.organisation} />],
          ...group('Laboratory and proceedings'),
        ]}
      />
      <h2>Instruction and authority</h2>
      <Pairs rows={group('Instruction and authority')} />
      <h2>Dates</h2>
      <Pairs
        rows={[
          ...group('Dates'),
          ['Receipt of exhibits', 'stands with each exhibit under Exhibits and custody'],
          ['Issue of this report', model.draft ? 'not issued' : model.date],
        ]}
      />
      <h2>Examiners and others who took part</h2>
      <People examiner={meta.examiner} people={particulars.people} />
      <Pairs
        rows={[
          ["Within the examiner's own knowledge", <Stated key="own" text={particulars.ownKnowledge} />],
          [
            'Facts taken from others',
            <StatedOr
              key="others"
              text={particulars.factsOfOthers}
              otherwise="none stated, beside the events under Statements and notes"
            />,
          ],
        ]}
      />
    </>
  );
}

function People({ examiner, people }: { readonly examiner: string; readonly people: readonly Person[] }) {
  const listed: readonly Person[] =
    people.length === 0 ? [{ name: examiner, role: 'examiner', qualifications: '', part: '' }] : people;
  return (
    <table className="people">
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Role</th>
          <th scope="col">Qualifications and experience</th>
          <th scope="col">Part in this work</th>
        </tr>
      </thead>
      <tbody>
        {listed.map((person) => (
          <tr key={`${person.name} ${person.role}`}>
            <th scope="row">
              <Stated text={person.name} />
            </th>
            <td>
              <Stated text={person.role} />
            </td>
            <td>
              <Stated text={person.qualifications} />
            </td>
            <td>
              <Stated text={person.part} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
