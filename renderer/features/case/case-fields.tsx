import type { ReactElement } from 'react';
import { TextField } from '../../ui/fields.js';
import type { CaseForm, CaseFormErrors } from './case-draft.js';
import { ZoneField } from '../../ui/zone-field.js';

export interface CaseFieldsProps {
  readonly form: CaseForm;
  readonly errors: CaseFormErrors;
  readonly onChange: (form: CaseForm) => void;
  /** The number names the folder: it is fixed once the case exists. */
  readonly isNumberFixed?: boolean;
}

/** What an examiner states about a case. */
export function CaseFields({ form, errors, onChange, isNumberFixed = false }: CaseFieldsProps): ReactElement {
  const set = (name: keyof CaseForm) => (value: string) => onChange({ ...form, [name]: value });
  return (
    <div className="case-fields">
      <TextField
        label="Case number"
        value={form.number}
        onChange={set('number')}
        error={errors.number ?? null}
        isRequired
        isDisabled={isNumberFixed}
        placeholder="2026-0142"
      />
      <TextField label="Title" value={form.title} onChange={set('title')} placeholder="Miner in the payment cluster" />
      <TextField
        label="Examiner"
        value={form.examiner}
        onChange={set('examiner')}
        error={errors.examiner ?? null}
        isRequired
        placeholder="Jane Smith"
      />
      <TextField label="Organisation" value={form.organisation} onChange={set('organisation')} />
      <div className="case-fields-wide">
        <TextField
          label="Questions the examination is to answer"
          value={form.questions}
          onChange={set('questions')}
          rows={4}
          hint="One per line. The report answers each in this order."
        />
      </div>
      <ZoneField label="Display time zone, beside UTC" value={form.displayZone} onChange={set('displayZone')} />
    </div>
  );
}
