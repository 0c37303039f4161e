import type { ReactElement, ReactNode, Ref } from 'react';
import {
  Button as AriaButton,
  ToggleButton as AriaToggleButton,
  Tooltip,
  TooltipTrigger,
  type PressEvent,
} from 'react-aria-components';
import { Icon, type IconName } from './icons.js';

export type ButtonTone = 'normal' | 'primary' | 'quiet' | 'danger';

export interface ButtonProps {
  readonly children: ReactNode;
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
export function Button({ children, tone = 'normal', icon, className = '', ...rest }: ButtonProps): ReactElement {
  return (
    <AriaButton {...rest} className={`button button-${tone} ${className}`}>
      {icon !== undefined && <Icon name={icon} />}
      {children}
    </AriaButton>
  );
}

export interface IconButtonProps {
  /** What it does, for screen readers and the tooltip; names the key where there is one. */
  readonly label: string;
  readonly icon: IconName;
  readonly onPress?: (event: PressEvent) => void;
  readonly isDisabled?: boolean;
}

/** A button that shows only a drawing; its label appears on hover and focus. */
export function IconButton({ label, icon, ...rest }: IconButtonProps): ReactElement {
  return (
    <TooltipTrigger delay={500}>
      <AriaButton {...rest} aria-label={label} className="button button-quiet button-icon">
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
  readonly icon?: IconName;
  readonly isDisabled?: boolean;
}

/** A button that stays pressed. */
export function ToggleButton({ children, icon, ...rest }: ToggleButtonProps): ReactElement {
  return (
    <AriaToggleButton {...rest} className="button button-normal">
      {icon !== undefined && <Icon name={icon} />}
      {children}
    </AriaToggleButton>
  );
}
