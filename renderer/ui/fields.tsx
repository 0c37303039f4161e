import type { KeyboardEvent, ReactElement, ReactNode, Ref } from 'react';
import {
  Checkbox as AriaCheckbox,
  FieldError,
  Input,
  Label,
  Text,
  TextArea,
  TextField as AriaTextField,
} from 'react-aria-components';
import { Icon } from './icons.js';

export interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: ReactNode;
  /** What is wrong and what to do; marks the field invalid. */
  readonly error?: string | null;
  readonly placeholder?: string;
  /** Number of rows; absent for a single line. */
  readonly rows?: number;
  readonly isRequired?: boolean;
  readonly isDisabled?: boolean;
  readonly autoFocus?: boolean;
  readonly isLabelHidden?: boolean;
  readonly onBlur?: () => void;
  readonly onKeyDown?: (event: KeyboardEvent) => void;
  readonly inputRef?: Ref<HTMLInputElement & HTMLTextAreaElement>;
}

/** Label, input, hint and error as one. */
export function TextField(props: TextFieldProps): ReactElement {
  const {
    label,
    value,
    onChange,
    hint,
    error = null,
    placeholder,
    rows,
    isRequired,
    isDisabled,
    autoFocus,
    isLabelHidden,
    onBlur,
    onKeyDown,
    inputRef,
  } = props;
  const input = {
    className: 'input',
    ...(placeholder === undefined ? {} : { placeholder }),
    ...(inputRef === undefined ? {} : { ref: inputRef }),
    ...(onKeyDown === undefined ? {} : { onKeyDown }),
  };
  return (
    <AriaTextField
      className="field"
      value={value}
      onChange={onChange}
      isInvalid={error !== null}
      validationBehavior="aria"
      {...(isRequired === undefined ? {} : { isRequired })}
      {...(isDisabled === undefined ? {} : { isDisabled })}
      {...(autoFocus === undefined ? {} : { autoFocus })}
      {...(onBlur === undefined ? {} : { onBlur })}
    >
      <Label className={isLabelHidden === true ? 'visually-hidden' : 'field-label'}>
        {label}
        {isRequired === true && <span aria-hidden="true"> *</span>}
      </Label>
      {rows === undefined ? (
        <Input {...input} autoComplete="off" spellCheck={false} />
      ) : (
        <TextArea {...input} rows={rows} />
      )}
      {hint !== undefined && (
        <Text slot="description" className="field-hint">
          {hint}
        </Text>
      )}
      <FieldError className="field-error">{error}</FieldError>
    </AriaTextField>
  );
}

export interface CheckboxProps {
  readonly children: ReactNode;
  readonly isSelected: boolean;
  readonly onChange: (isSelected: boolean) => void;
  readonly isDisabled?: boolean;
}

/** A box to tick, with its words. */
export function Checkbox({ children, ...rest }: CheckboxProps): ReactElement {
  return (
    <AriaCheckbox {...rest} className="check">
      <span className="check-box">
        <Icon name="allowed" size={12} />
      </span>
      <span>{children}</span>
    </AriaCheckbox>
  );
}
