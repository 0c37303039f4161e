import type { ReactElement } from 'react';
import type { Intake } from '../../../parsers/model/case.js';
import { INTAKE_FIELDS } from '../../../parsers/model/intake.js';
import { TextField } from '../../ui/fields.js';
import './import.css';

export interface IntakeFieldsProps {
  readonly intake: Intake;
  readonly onChange: (intake: Intake) => void;
}

/** What is stated of an exhibit's way to the examiner. Nothing is required: the report prints what is not stated as such. */
export function IntakeFields({ intake, onChange }: IntakeFieldsProps): ReactElement {
  const fields = (isOfExport: boolean): ReactElement => (
    <div className="intake">
      {INTAKE_FIELDS.filter(({ ofExport }) => (ofExport ?? false) === isOfExport).map(({ name, label, example }) => (
        <TextField
          key={name}
          label={label}
          value={intake[name]}
          onChange={(text) => onChange({ ...intake, [name]: text })}
          placeholder={example}
        />
      ))}
    </div>
  );
  return (
    <div className="stack">
      {fields(false)}
      <h3>If it is an export</h3>
      {fields(true)}
    </div>
  );
}
