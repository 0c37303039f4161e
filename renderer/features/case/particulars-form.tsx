import { useState, type ReactElement } from 'react';
import {
  missingParticulars,
  PARTICULAR_FIELDS,
  type ParticularGroup,
  type Particulars,
  type Person,
} from '../../../parsers/model/particulars.js';
import type { CaseSession } from '../../session/session.js';
import { attempt } from '../../ui-state/attempt.js';
import { useCommands } from '../../ui-state/commands.js';
import { useSnapshot } from '../../ui-state/use-snapshot.js';
import { Button, IconButton } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { TextField } from '../../ui/fields.js';
import { Badge } from '../../ui/messages.js';
import { countedText } from '../../ui/quantities.js';

const NOBODY: Person = { name: '', role: '', qualifications: '', part: '' };

/** What the report says of the examination beside the evidence: how much of it is stated, and the form for it. */
export function ParticularsPanel({ session }: { readonly session: CaseSession }): ReactElement {
  const { particulars } = useSnapshot(session).state;
  const [isOpen, setOpen] = useState(false);
  const missing = missingParticulars(particulars);
  useCommands({ 'case.particulars': () => setOpen(true) });
  return (
    <section className="panel" aria-labelledby="particulars-title">
      <div className="panel-head">
        <h2 id="particulars-title">Particulars for the report</h2>
        <Button command="case.particulars" onPress={() => setOpen(true)}>
          State them
        </Button>
      </div>
      <div className="panel-body stack">
        {missing.length === 0 ? (
          <p>
            <Badge tone="success">all obligatory ones are stated</Badge>
          </p>
        ) : (
          <>
            <p>
              <Badge tone="warning">{countedText(missing.length, 'obligatory field')} not stated</Badge>
            </p>
            <p className="muted">{missing.join('; ')}. The report prints “[not stated]” in their places.</p>
          </>
        )}
      </div>
      {isOpen && <ParticularsDialog session={session} particulars={particulars} onClose={() => setOpen(false)} />}
    </section>
  );
}

function ParticularsDialog({
  session,
  particulars,
  onClose,
}: {
  readonly session: CaseSession;
  readonly particulars: Particulars;
  readonly onClose: () => void;
}): ReactElement {
  const [draft, setDraft] = useState(particulars);
  const save = async (): Promise<void> => {
    const act = { type: 'particulars-stated', particulars: trimmed(draft) } as const;
    if (await attempt('The particulars could not be saved', () => session.act(act))) onClose();
  };
  const groups = [...new Set(PARTICULAR_FIELDS.map(({ group }) => group))];
  return (
    <Dialog
      title="Particulars for the report"
      isOpen
      isWide
      onClose={onClose}
      actions={
        <>
          <span className="field-hint grow">Obligatory fields that stay empty are printed as “[not stated]”.</span>
          <Button onPress={onClose}>Cancel</Button>
          <Button command="case.particulars" tone="primary" onPress={() => void save()}>
            Save the particulars
          </Button>
        </>
      }
    >
      <div className="stack">
        <People people={draft.people} onChange={(people) => setDraft({ ...draft, people })} />
        {groups.map((group) => (
          <Group key={group} group={group} draft={draft} onChange={setDraft} />
        ))}
      </div>
    </Dialog>
  );
}

function Group({
  group,
  draft,
  onChange,
}: {
  readonly group: ParticularGroup;
  readonly draft: Particulars;
  readonly onChange: (draft: Particulars) => void;
}): ReactElement {
  return (
    <section className="stack">
      <h3>{group}</h3>
      <div className="particulars">
        {PARTICULAR_FIELDS.filter((field) => field.group === group).map(
          ({ name, label, example, isObligatory, isLong }) => (
            <div key={name} className={isLong ? 'particulars-wide' : ''}>
              <TextField
                label={isObligatory ? `${label} (obligatory)` : label}
                value={draft[name]}
                onChange={(text) => onChange({ ...draft, [name]: text })}
                placeholder={example}
                {...(isLong ? { rows: 3 } : {})}
              />
            </div>
          ),
        )}
      </div>
    </section>
  );
}

function People({
  people,
  onChange,
}: {
  readonly people: readonly Person[];
  readonly onChange: (people: readonly Person[]) => void;
}): ReactElement {
  const set = (at: number, person: Person): void =>
    onChange(people.map((other, index) => (index === at ? person : other)));
  return (
    <section className="stack">
      <h3>Examiners and others who took part (obligatory)</h3>
      {people.map((person, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- people have no identity but their place while typed
        <div key={index} className="row-end">
          <div className="particulars grow">
            {(['name', 'role', 'qualifications', 'part'] as const).map((name) => (
              <TextField
                key={name}
                label={`${PERSON_LABELS[name]} ${index + 1}`}
                value={person[name]}
                onChange={(text) => set(index, { ...person, [name]: text })}
              />
            ))}
          </div>
          <IconButton
            command="case.particulars"
            label={`Take person ${index + 1} out`}
            icon="trash"
            onPress={() => onChange(people.filter((_, at) => at !== index))}
          />
        </div>
      ))}
      <div>
        <Button command="case.particulars" icon="add" onPress={() => onChange([...people, NOBODY])}>
          Add a person
        </Button>
      </div>
    </section>
  );
}

const PERSON_LABELS: Readonly<Record<keyof Person, string>> = {
  name: 'Name of person',
  role: 'Role of person',
  qualifications: 'Qualifications of person',
  part: 'Part in this work of person',
};

/** Texts without white space around them, people without those of whom nothing is said. */
function trimmed(draft: Particulars): Particulars {
  const texts = Object.fromEntries(PARTICULAR_FIELDS.map(({ name }) => [name, draft[name].trim()]));
  const people = draft.people
    .map(({ name, role, qualifications, part }) => ({
      name: name.trim(),
      role: role.trim(),
      qualifications: qualifications.trim(),
      part: part.trim(),
    }))
    .filter((person) => Object.values(person).some((text) => text !== ''));
  return { ...draft, ...texts, people };
}
