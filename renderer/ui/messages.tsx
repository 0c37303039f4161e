import type { ReactElement, ReactNode } from 'react';
import { IconButton } from './button.js';
import { Icon, type IconName } from './icons.js';

export type NoticeTone = 'info' | 'warning' | 'error';

export interface NoticeProps {
  readonly tone: NoticeTone;
  readonly children: ReactNode;
  readonly onDismiss?: () => void;
}

/** Something the person should know, and what to do next. Errors interrupt a screen reader, the others wait. */
export function Notice({ tone, children, onDismiss }: NoticeProps): ReactElement {
  return (
    <div className={`notice notice-${tone}`} role={tone === 'error' ? 'alert' : 'status'}>
      <Icon name={tone} />
      <div className="notice-text">{children}</div>
      {onDismiss !== undefined && (
        <IconButton command="message.dismiss" label="Dismiss this message" icon="close" onPress={onDismiss} />
      )}
    </div>
  );
}

export interface EmptyStateProps {
  readonly icon: IconName;
  readonly title: string;
  readonly children: ReactNode;
  readonly action?: ReactNode;
}

/** What to show, and what to do, where there is nothing yet. */
export function EmptyState({ icon, title, children, action }: EmptyStateProps): ReactElement {
  return (
    <div className="empty">
      <Icon name={icon} size={28} />
      <h2>{title}</h2>
      <p>{children}</p>
      {action}
    </div>
  );
}

export type BadgeTone = 'neutral' | 'info' | 'success' | 'warning' | 'danger';

/** A short word that classifies what stands beside it. */
export function Badge({
  tone = 'neutral',
  children,
}: {
  readonly tone?: BadgeTone;
  readonly children: ReactNode;
}): ReactElement {
  return <span className={`badge badge-${tone}`}>{children}</span>;
}
