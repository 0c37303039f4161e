import { useEffect, useState, type ReactElement } from 'react';
import { Icon } from '../../ui/icons.js';
import './import.css';

/**
 * Shows that files over the window can be dropped. The bytes go to main, which answers with `evidence.dropped`; here
 * the drop is only kept from navigating the window.
 */
export function DropOverlay({ refusal }: { readonly refusal: string | null }): ReactElement | null {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    let depth = 0;
    const carriesFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;
    const enter = (event: DragEvent): void => {
      if (!carriesFiles(event)) return;
      depth += 1;
      setOver(true);
    };
    const over = (event: DragEvent): void => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      if (event.dataTransfer !== null) event.dataTransfer.dropEffect = refusal === null ? 'copy' : 'none';
    };
    const leave = (): void => {
      depth = Math.max(0, depth - 1);
      if (depth === 0) setOver(false);
    };
    const drop = (event: DragEvent): void => {
      event.preventDefault();
      depth = 0;
      setOver(false);
    };
    window.addEventListener('dragenter', enter);
    window.addEventListener('dragover', over);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragenter', enter);
      window.removeEventListener('dragover', over);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
    };
  }, [refusal]);
  if (!isOver) return null;
  return (
    <div className="drop-overlay" aria-hidden="true">
      <div>
        <Icon name={refusal === null ? 'import' : 'denied'} size={40} />
        <strong>{refusal ?? 'Drop to add as evidence'}</strong>
        {refusal === null && <span className="muted">Files are copied and hashed; the originals are only read.</span>}
      </div>
    </div>
  );
}
