import type { ReactElement } from 'react';
import { Label, ProgressBar } from 'react-aria-components';

export interface ProgressProps {
  readonly label: string;
  /** From 0 to 1; null while the end is not known. */
  readonly part: number | null;
}

/** How far something is. */
export function Progress({ label, part }: ProgressProps): ReactElement {
  return (
    <ProgressBar className="progress" value={(part ?? 0) * 100} isIndeterminate={part === null}>
      {({ percentage }) => (
        <>
          <Label className="field-label">{label}</Label>
          <div className="progress-track">
            <div
              className={part === null ? 'progress-fill progress-fill-unknown' : 'progress-fill'}
              style={part === null ? undefined : { width: `${percentage ?? 0}%` }}
            />
          </div>
        </>
      )}
    </ProgressBar>
  );
}
