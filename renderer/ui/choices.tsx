import { useMemo, useState, type ReactElement } from 'react';
import {
  Button as AriaButton,
  ComboBox,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Select,
  SelectValue,
  Text,
  ToggleButton,
  ToggleButtonGroup,
} from 'react-aria-components';
import { Icon } from './icons.js';

export interface Choice<K extends string> {
  readonly id: K;
  readonly label: string;
  /** Shown faintly at the right. */
  readonly note?: string;
}

interface ChoiceProps<K extends string> {
  readonly label: string;
  readonly isLabelHidden?: boolean;
  readonly isDisabled?: boolean;
  readonly choices: readonly Choice<K>[];
}

function labelClass(isHidden: boolean | undefined): string {
  return isHidden === true ? 'visually-hidden' : 'field-label';
}

function ChoiceItem<K extends string>({
  choice,
  id = choice.id,
}: {
  readonly choice: Choice<K>;
  readonly id?: string;
}): ReactElement {
  return (
    <ListBoxItem id={id} textValue={choice.label} className="list-item">
      <Text slot="label">{choice.label}</Text>
      {choice.note !== undefined && (
        <Text slot="description" className="list-item-note">
          {choice.note}
        </Text>
      )}
    </ListBoxItem>
  );
}

export interface SelectFieldProps<K extends string> extends ChoiceProps<K> {
  readonly value: K;
  readonly onChange: (value: K) => void;
}

/**
 * One of a short list, closed until asked for. Its items go by their place: keys stand as values in the document, and those
 * of events hold text of the evidence.
 */
export function SelectField<K extends string>({
  label,
  isLabelHidden,
  isDisabled,
  choices,
  value,
  onChange,
}: SelectFieldProps<K>): ReactElement {
  return (
    <Select
      className="field"
      value={String(choices.findIndex(({ id }) => id === value))}
      onChange={(key) => {
        const choice = choices[Number(key)];
        if (choice !== undefined) onChange(choice.id);
      }}
      {...(isDisabled === undefined ? {} : { isDisabled })}
    >
      <Label className={labelClass(isLabelHidden)}>{label}</Label>
      <AriaButton className="button select-button">
        <SelectValue />
        <Icon name="chevron" size={12} />
      </AriaButton>
      <Popover className="popover" offset={3}>
        <ListBox className="list">
          {choices.map((choice, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- an item may not change its id, which is its place
            <ChoiceItem key={index} id={String(index)} choice={choice} />
          ))}
        </ListBox>
      </Popover>
    </Select>
  );
}

export interface SegmentsProps<K extends string> extends ChoiceProps<K> {
  readonly value: K;
  readonly onChange: (value: K) => void;
}

/** One of a few, all in sight. */
export function Segments<K extends string>({
  label,
  isLabelHidden,
  isDisabled,
  choices,
  value,
  onChange,
}: SegmentsProps<K>): ReactElement {
  return (
    <div className="field">
      <span className={labelClass(isLabelHidden)} aria-hidden="true">
        {label}
      </span>
      <ToggleButtonGroup
        className="segments"
        aria-label={label}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[value]}
        onSelectionChange={(keys) => {
          const choice = choices.find(({ id }) => keys.has(id));
          if (choice !== undefined) onChange(choice.id);
        }}
        {...(isDisabled === undefined ? {} : { isDisabled })}
      >
        {choices.map((choice) => (
          <ToggleButton key={choice.id} id={choice.id} className="button">
            {choice.label}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </div>
  );
}

export interface TypeaheadProps<K extends string> extends Omit<ChoiceProps<K>, 'choices'> {
  readonly value: K | null;
  readonly onChange: (value: K | null) => void;
  /** Choices for the typed text, best first; at most about fifty. */
  readonly search: (text: string) => readonly Choice<K>[];
  /** Text that stands for a value. */
  readonly labelOf: (value: K) => string;
  readonly placeholder?: string;
  readonly emptyText?: string;
}

/** One of very many, found by typing. */
export function Typeahead<K extends string>(props: TypeaheadProps<K>): ReactElement {
  const {
    label,
    isLabelHidden,
    isDisabled,
    value,
    onChange,
    search,
    labelOf,
    placeholder,
    emptyText = 'Nothing found.',
  } = props;
  const settled = value === null ? '' : labelOf(value);
  const [typed, setTyped] = useState<{ readonly text: string; readonly over: string }>({
    text: settled,
    over: settled,
  });
  // A value set from outside replaces what stands in the field.
  const text = typed.over === settled ? typed.text : settled;
  const choices = useMemo(() => search(text === settled ? '' : text), [search, text, settled]);
  const choose = (chosen: K | null): void => {
    const label = chosen === null ? '' : labelOf(chosen);
    setTyped({ text: label, over: label });
    onChange(chosen);
  };
  return (
    <ComboBox
      className="field"
      items={choices}
      inputValue={text}
      onInputChange={(next) => setTyped({ text: next, over: settled })}
      value={value}
      onChange={(key) => {
        if (key === null) {
          choose(null);
          return;
        }
        // A key of a list that fast typing has just replaced is nobody's choice.
        const choice = choices.find(({ id }) => id === key);
        if (choice !== undefined) choose(choice.id);
      }}
      onBlur={() => {
        if (text === '' && value !== null) choose(null);
        else setTyped({ text: settled, over: settled });
      }}
      defaultFilter={() => true}
      allowsEmptyCollection
      menuTrigger="focus"
      {...(isDisabled === undefined ? {} : { isDisabled })}
    >
      <Label className={labelClass(isLabelHidden)}>{label}</Label>
      <div className="input-group">
        <Input className="input" spellCheck={false} {...(placeholder === undefined ? {} : { placeholder })} />
        <AriaButton className="input-group-button">
          <Icon name="chevron" size={12} />
        </AriaButton>
      </div>
      <Popover className="popover" offset={3}>
        <ListBox<Choice<K>> className="list" renderEmptyState={() => <div className="list-empty">{emptyText}</div>}>
          {(choice) => <ChoiceItem choice={choice} />}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
