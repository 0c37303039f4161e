import { useCallback, type ReactElement } from 'react';
import { ATTACK, techniqueLabel } from '../../attack/attack.js';
import { searchTechniques } from '../../attack/search-techniques.js';
import { SelectField, Typeahead } from '../../ui/choices.js';
import { withTactic, withTechnique, type AnnotationDraft } from './annotation-draft.js';

const NO_TACTIC = 'none';
const LIMIT = 50;

const TACTICS = [
  { id: NO_TACTIC, label: 'No tactic' },
  ...ATTACK.tactics.map(({ shortname, name, id }) => ({ id: shortname, label: name, note: id })),
];

export interface TechniqueFieldsProps {
  readonly draft: AnnotationDraft;
  readonly onChange: (draft: AnnotationDraft) => void;
}

/** Tactic and technique of ATT&CK; each narrows the other. */
export function TechniqueFields({ draft, onChange }: TechniqueFieldsProps): ReactElement {
  const search = useCallback(
    (text: string) => searchTechniques(text, draft.tactic, LIMIT).map(({ id, label }) => ({ id, label })),
    [draft.tactic],
  );
  return (
    <div className="annotate-pair">
      <SelectField
        label="ATT&CK tactic"
        value={draft.tactic ?? NO_TACTIC}
        onChange={(tactic) => onChange(withTactic(draft, tactic === NO_TACTIC ? null : tactic))}
        choices={TACTICS}
      />
      <Typeahead
        label="Technique"
        value={draft.technique}
        onChange={(id) => onChange(withTechnique(draft, id))}
        search={search}
        labelOf={techniqueLabel}
        placeholder="T1611 or escape"
        emptyText="No technique of this tactic answers that. Try fewer letters or another tactic."
      />
    </div>
  );
}
