/* oxlint-disable jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/prefer-tag-over-role -- a separator that can be moved is a widget (ARIA 1.2, separator) */
import { useRef, type KeyboardEvent, type ReactElement } from 'react';

export interface SplitterProps {
  readonly label: string;
  /** Direction of the line itself. */
  readonly orientation: 'horizontal' | 'vertical';
  /** Share of the panel before the line, 0 to 1. */
  readonly share: number;
  readonly onShare: (share: number) => void;
}

const LEAST = 0.12;
const KEY_STEP = 0.03;

/** A line between two panels that moves by mouse and by arrow keys. */
export function Splitter({ label, orientation, share, onShare }: SplitterProps): ReactElement {
  const isHeld = useRef(false);
  const set = (next: number): void => onShare(Math.min(Math.max(next, LEAST), 1 - LEAST));
  const onKeyDown = (event: KeyboardEvent): void => {
    const [less, more] = orientation === 'horizontal' ? ['ArrowUp', 'ArrowDown'] : ['ArrowLeft', 'ArrowRight'];
    if (event.key !== less && event.key !== more) return;
    event.preventDefault();
    set(share + (event.key === more ? KEY_STEP : -KEY_STEP));
  };
  return (
    <div
      className={`splitter splitter-${orientation}`}
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation={orientation}
      aria-valuenow={Math.round(share * 100)}
      aria-valuemin={LEAST * 100}
      aria-valuemax={100 - LEAST * 100}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        isHeld.current = true;
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={(event) => {
        const box = event.currentTarget.parentElement?.getBoundingClientRect();
        if (!isHeld.current || box === undefined) return;
        set(
          orientation === 'horizontal'
            ? (event.clientY - box.top) / box.height
            : (event.clientX - box.left) / box.width,
        );
      }}
      onPointerUp={() => {
        isHeld.current = false;
      }}
    />
  );
}
