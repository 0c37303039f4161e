import type { ReactElement } from 'react';
import { ToggleButton } from '../../ui/button.js';
import { TextField } from '../../ui/fields.js';
import type { YearProposal } from './proposals.js';

export interface YearQuestionProps {
  /** As typed. */
  readonly year: string;
  readonly error: string | null;
  readonly proposals: readonly YearProposal[];
  readonly onChange: (year: string) => void;
}

/** The year of the first time of a log without years; what the other sources cover is proposed, none is chosen. */
export function YearQuestion({ year, error, proposals, onChange }: YearQuestionProps): ReactElement {
  return (
    <div className="stack">
      <TextField
        label="Year of the first of these times"
        value={year}
        onChange={onChange}
        placeholder="not stated"
        hint="Counted on from there: a date that falls back by more than three months begins the next year."
        error={error}
      />
      {proposals.length > 0 && (
        <div className="row" role="group" aria-label="Years in which other sources have events">
          {proposals.map(({ year: proposed, covered }) => (
            <ToggleButton
              key={proposed}
              command="clock.choose"
              isSelected={year === String(proposed)}
              onChange={(isChosen) => onChange(isChosen ? String(proposed) : '')}
            >
              {`${proposed}: ${Math.round(covered * 100)} % covered by other sources`}
            </ToggleButton>
          ))}
        </div>
      )}
    </div>
  );
}
