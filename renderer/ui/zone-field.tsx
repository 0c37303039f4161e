import type { ReactElement } from 'react';
import { Typeahead } from './choices.js';
import { searchZones } from './zone-choices.js';

export interface ZoneFieldProps {
  readonly label: string;
  readonly isLabelHidden?: boolean;
  readonly value: string;
  readonly onChange: (zone: string) => void;
}

const searchToday = (text: string) => searchZones(text, Date.now());
const itself = (zone: string) => zone;

/** An IANA zone, found by typing a part of its name. */
export function ZoneField({ label, isLabelHidden = false, value, onChange }: ZoneFieldProps): ReactElement {
  return (
    <Typeahead
      label={label}
      isLabelHidden={isLabelHidden}
      value={value}
      onChange={(zone) => onChange(zone ?? 'UTC')}
      search={searchToday}
      labelOf={itself}
      placeholder="Type a place, e.g. Berlin"
      emptyText="No such zone. Type a large city of the same country."
    />
  );
}
