import type { ReactElement } from 'react';
import { visibleText } from '../../../parsers/model/visible-text.js';
import { pathText, type Path } from '../../../parsers/model/mapping.js';
import { SelectField } from '../../ui/choices.js';
import { cutText } from '../../ui/cut-text.js';

/** A column that can be chosen, with the start of what it holds. */
export interface ColumnChoice {
  readonly path: Path;
  readonly sample: string;
}

const NONE = '';
const SAMPLE_LENGTH = 40;

/** One column of the member, or none. */
export function ColumnField({
  label,
  columns,
  value,
  onChange,
}: {
  readonly label: string;
  readonly columns: readonly ColumnChoice[];
  readonly value: Path | undefined;
  readonly onChange: (path: Path | undefined) => void;
}): ReactElement {
  const known = value === undefined || columns.some(({ path }) => keyOf(path) === keyOf(value));
  const listed =
    known || value === undefined ? columns : [{ path: value, sample: 'not in the records looked at' }, ...columns];
  return (
    <SelectField
      label={label}
      isLabelHidden
      choices={[
        { id: NONE, label: 'none' },
        ...listed.map(({ path, sample }) => ({
          id: keyOf(path),
          label: visibleText(pathText(path)),
          note: visibleText(cutText(sample, SAMPLE_LENGTH)),
        })),
      ]}
      value={value === undefined ? NONE : keyOf(value)}
      onChange={(key) => onChange(listed.find(({ path }) => keyOf(path) === key)?.path)}
    />
  );
}

function keyOf(path: Path): string {
  return JSON.stringify(path);
}
