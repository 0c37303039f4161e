import type { ReactElement, ReactNode, Ref } from 'react';
import {
  Button as AriaButton,
  ToggleButton as AriaToggleButton,
  Tooltip,
  TooltipTrigger,
  type PressEvent,
} from 'react-aria-components';
import type { CommandId } from '../commands/command-table.js';
import { Icon, type IconName } from './icons.js';

export type ButtonTone = 'normal' | 'primary' | 'quiet' | 'danger';

export interface ButtonProps {
  readonly children: ReactNode;
  /** What it does, from the table of commands. */
  readonly command?: CommandId;
  readonly onPress?: (event: PressEvent) => void;
  readonly tone?: ButtonTone;
  readonly icon?: IconName;
  readonly isDisabled?: boolean;
  /** Keeps the focus and tells screen readers that the act is under way. */
  readonly isPending?: boolean;
  readonly type?: 'button' | 'submit';
  readonly autoFocus?: boolean;
  readonly className?: string;
  readonly ref?: Ref<HTMLButtonElement>;
}

/** The text button of the whole product. */
export function Button({
  children,
  command,
  tone = 'normal',
  icon,
  className = '',
  ...rest
}: ButtonProps): ReactElement {
  return (
    <AriaButton {...rest} data-command={command} className={`button button-${tone} ${className}`}>
      {icon !== undefined && <Icon name={icon} />}
      {children}
    </AriaButton>
  );
}

export interface IconButtonProps {
  /** What it does, for screen readers and the tooltip; names the key where there is one. */
  readonly label: string;
  readonly icon: IconName;
  /** What it does, from the table of commands. */
  readonly command?: CommandId;
  readonly onPress?: (event: PressEvent) => void;
  readonly isDisabled?: boolean;
  /** True where the drawing is known to all. An open tooltip would take the first Escape for itself. */
  readonly hasNoTooltip?: boolean;
}

/** A button that shows only a drawing; its label appears on hover and focus. */
export function IconButton({ label, icon, command, hasNoTooltip = false, ...rest }: IconButtonProps): ReactElement {
  return (
    <TooltipTrigger delay={500} isDisabled={hasNoTooltip}>
      <AriaButton {...rest} data-command={command} aria-label={label} className="button button-quiet button-icon">
        <Icon name={icon} />
      </AriaButton>
      <Tooltip className="tooltip" offset={6}>
        {label}
      </Tooltip>
    </TooltipTrigger>
  );
}

export interface ToggleButtonProps {
  readonly children: ReactNode;
  readonly isSelected: boolean;
  readonly onChange: (isSelected: boolean) => void;
  /** What it does, from the table of commands. */
  readonly command?: CommandId;
  readonly icon?: IconName;
  readonly isDisabled?: boolean;
}

/** A button that stays pressed. */
export function ToggleButton({ children, icon, command, ...rest }: ToggleButtonProps): ReactElement {
  return (
    <AriaToggleButton {...rest} data-command={command} className="button button-normal">
      {icon !== undefined && <Icon name={icon} />}
      {children}
    </AriaToggleButton>
  );
}
