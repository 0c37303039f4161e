import { useRef, useState, type ReactElement } from 'react';
import type { ColumnSet, GridColumn } from '../../../parsers/model/case.js';
import { FIELDS } from '../../../parsers/model/fields.js';
import { visibleText } from '../../../parsers/model/visible-text.js';
import type { CaseSession } from '../../session/session.js';
import { attempt } from '../../ui-state/attempt.js';
import {
  COLUMN_NAMES,
  columnNameOf,
  columnOf,
  moveColumn,
  PRESETS,
  sameColumns,
  WIDTH,
  type ColumnName,
} from '../../ui-state/columns.js';
import { ui, useUi } from '../../ui-state/ui-state.js';
import { useSnapshot } from '../../ui-state/use-snapshot.js';
import { Button, IconButton, ToggleButton } from '../../ui/button.js';
import { Typeahead, type Choice } from '../../ui/choices.js';
import { Dialog } from '../../ui/dialog.js';
import { EvidenceText } from '../../ui/evidence-text.js';
import { TextField } from '../../ui/fields.js';
import './columns-dialog.css';

/** Fields offered for a typed text. */
const OFFERED = 50;

const set = (columns: readonly GridColumn[]): void => ui.set({ columns });

/** Which columns the grid shows, in which order and width; sets of them by name. Changes show at once behind the dialog. */
export function ColumnsDialog({
  session,
  onClose,
}: {
  readonly session: CaseSession;
  readonly onClose: () => void;
}): ReactElement {
  const columns = useUi((state) => state.columns);
  const { columnSets } = useSnapshot(session).state;
  const home = useRef<HTMLDivElement>(null);
  return (
    <Dialog title="Columns of the grid" isOpen onClose={onClose}>
      <div className="stack" ref={home} tabIndex={-1}>
        <section aria-labelledby="columns-sets">
          <h3 id="columns-sets">Sets</h3>
          <div className="row columns-sets">
            {[...PRESETS, ...columnSets].map((one) => (
              <SetButton key={one.id} one={one} isShown={sameColumns(one.columns, columns)} />
            ))}
          </div>
        </section>
        <section aria-labelledby="columns-shown">
          <h3 id="columns-shown">Columns, from left to right</h3>
          <p className="field-hint">Time, marks, severity and outcome stand before them always.</p>
          <ol className="columns-list">
            {columns.map(({ field, width }, at) => (
              <li key={field}>
                <span className="grow">
                  <span className="mono">{field}</span> <span className="columns-word muted">{describe(field)}</span>
                </span>
                <WidthField
                  field={field}
                  width={width}
                  onWidth={(next) => set(columns.with(at, { field, width: next }))}
                />
                <IconButton
                  command="columns.move"
                  label={`Move ${field} to the left`}
                  icon="up"
                  isDisabled={at === 0}
                  onPress={() => set(moveColumn(columns, at, -1))}
                />
                <IconButton
                  command="columns.move"
                  label={`Move ${field} to the right`}
                  icon="down"
                  isDisabled={at === columns.length - 1}
                  onPress={() => set(moveColumn(columns, at, 1))}
                />
                <IconButton
                  command="columns.move"
                  label={`Take ${field} away`}
                  icon="close"
                  isDisabled={columns.length === 1}
                  onPress={() => {
                    set(columns.toSpliced(at, 1));
                    // The button goes with its row; the dialog keeps the focus.
                    home.current?.focus();
                  }}
                />
              </li>
            ))}
          </ol>
          <Typeahead<ColumnName>
            label="Add a column"
            value={null}
            search={(text) => fieldsLike(text, columns)}
            labelOf={(name) => name}
            onChange={(name) => name !== null && set([...columns, columnOf(name)])}
            placeholder="Type a part of a field's name or of what it says"
            emptyText="No field with these letters that is not shown already."
          />
        </section>
        <SavedSets session={session} columns={columns} sets={columnSets} />
      </div>
    </Dialog>
  );
}

function SetButton({
  one: { name, columns },
  isShown,
}: {
  readonly one: Pick<ColumnSet, 'name' | 'columns'>;
  readonly isShown: boolean;
}): ReactElement {
  // A set saved by a newer version may name fields that this one does not know.
  const known = columns.filter(({ field }) => columnNameOf(field) !== null);
  return (
    <ToggleButton command="columns.show" isSelected={isShown} onChange={() => known.length > 0 && set(known)}>
      <EvidenceText text={name} />
    </ToggleButton>
  );
}

function WidthField({
  field,
  width,
  onWidth,
}: {
  readonly field: string;
  readonly width: number;
  readonly onWidth: (width: number) => void;
}): ReactElement {
  return (
    <input
      className="columns-width"
      type="range"
      aria-label={`Width of ${field}`}
      min={WIDTH.least}
      max={WIDTH.most}
      step={WIDTH.step}
      value={width}
      onChange={(event) => onWidth(Number(event.target.value))}
    />
  );
}

function SavedSets({
  session,
  columns,
  sets,
}: {
  readonly session: CaseSession;
  readonly columns: readonly GridColumn[];
  readonly sets: readonly ColumnSet[];
}): ReactElement {
  const [name, setName] = useState('');
  const same = sets.find((one) => one.name === name.trim());
  const save = async (): Promise<void> => {
    const saved = { id: same?.id ?? crypto.randomUUID(), name: name.trim(), columns };
    const isDone = await attempt('The columns could not be saved', () =>
      session.act({ type: 'columns-saved', set: saved }),
    );
    if (isDone) setName('');
  };
  const remove = (id: string): void =>
    void attempt('The saved columns could not be removed', () => session.act({ type: 'columns-removed', id }));
  return (
    <section aria-labelledby="columns-saved">
      <h3 id="columns-saved">Saved with the case</h3>
      {sets.length === 0 && <p className="muted">None yet. A name brings these columns back at any time.</p>}
      <ul className="columns-list">
        {sets.map((one) => (
          <li key={one.id}>
            <span className="grow">
              <EvidenceText text={one.name} />{' '}
              <span className="columns-word muted">{one.columns.map(({ field }) => field).join(', ')}</span>
            </span>
            <IconButton
              command="columns.remove"
              label={`Remove ${visibleText(one.name)}`}
              icon="trash"
              onPress={() => remove(one.id)}
            />
          </li>
        ))}
      </ul>
      <form
        className="row-end"
        aria-label="Save the columns"
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== '') void save();
        }}
      >
        <div className="grow">
          <TextField label="Name for these columns" value={name} onChange={setName} />
        </div>
        <Button command="columns.save" type="submit" isDisabled={name.trim() === ''}>
          {same === undefined ? 'Save' : 'Save over it'}
        </Button>
      </form>
    </section>
  );
}

/** Fields that hold every typed word in their name or description, those by name first; shown ones are left out. */
function fieldsLike(text: string, columns: readonly GridColumn[]): readonly Choice<ColumnName>[] {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const fits = (subject: string): boolean => words.every((word) => subject.toLowerCase().includes(word));
  const free = COLUMN_NAMES.filter((name) => !columns.some(({ field }) => field === name));
  const byName = free.filter(fits);
  const byWords = free.filter((name) => !byName.includes(name) && fits(`${name} ${describe(name)}`));
  return [...byName, ...byWords].slice(0, OFFERED).map((name) => ({ id: name, label: name, note: describe(name) }));
}

function describe(field: string): string {
  const name = columnNameOf(field);
  if (name === null) return 'not known to this version';
  return name === 'message' ? 'One sentence that says what happened.' : FIELDS[name].description;
}
