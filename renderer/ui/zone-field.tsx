import type { ReactElement } from 'react';
import { Typeahead } from './choices.js';
import { searchZones } from './zone-choices.js';

export interface ZoneFieldProps {
  readonly label: string;
  readonly isLabelHidden?: boolean;
  /** `''` where none is stated. */
  readonly value: string;
  readonly onChange: (zone: string) => void;
  /** What an emptied field means; `UTC` unless a zone may be left open. */
  readonly whenEmpty?: 'UTC' | '';
}

const searchToday = (text: string) => searchZones(text, Date.now());
const itself = (zone: string) => zone;

/** An IANA zone, found by typing a part of its name. */
export function ZoneField({
  label,
  isLabelHidden = false,
  value,
  onChange,
  whenEmpty = 'UTC',
}: ZoneFieldProps): ReactElement {
  return (
    <Typeahead
      label={label}
      isLabelHidden={isLabelHidden}
      value={value === '' ? null : value}
      onChange={(zone) => onChange(zone ?? whenEmpty)}
      search={searchToday}
      labelOf={itself}
      placeholder="Type a place, e.g. Berlin"
      emptyText="No such zone. Type a large city of the same country."
    />
  );
}
