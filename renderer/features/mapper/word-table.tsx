import type { ReactElement } from 'react';
import { visibleText } from '../../../parsers/model/visible-text.js';
import { SelectField } from '../../ui/choices.js';
import { EvidenceText } from '../../ui/evidence-text.js';
import { countText } from '../../ui/quantities.js';

export interface WordTableProps<K extends string> {
  readonly title: string;
  readonly words: readonly { readonly word: string; readonly count: number }[];
  readonly choices: readonly K[];
  readonly value: (word: string) => K;
  readonly onChange: (word: string, choice: K) => void;
}

/** What each word of a column stands for. */
export function WordTable<K extends string>({
  title,
  words,
  choices,
  value,
  onChange,
}: WordTableProps<K>): ReactElement {
  return (
    <fieldset className="mapper-words">
      <legend>{title}</legend>
      <ul>
        {words.map(({ word, count }) => (
          <li key={word}>
            <span className="mapper-word">
              <EvidenceText text={word} isMono /> <span className="muted">{countText(count)}</span>
            </span>
            <SelectField
              label={`Meaning of ${visibleText(word)}`}
              isLabelHidden
              choices={choices.map((choice) => ({ id: choice, label: choice }))}
              value={value(word)}
              onChange={(choice) => onChange(word, choice)}
            />
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
