import { useEffect, useState } from 'react';
import type { SeverityBand } from '../../ui/outcome.js';

/** Resolved colours of the theme, for canvases. */
export interface Palette {
  readonly surface: string;
  readonly selected: string;
  readonly line: string;
  readonly lineStrong: string;
  readonly text: string;
  readonly muted: string;
  readonly focus: string;
  readonly density: string;
  readonly step: string;
  readonly annotation: string;
  readonly severity: Readonly<Record<SeverityBand, string>>;
}

function readPalette(): Palette {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    surface: token('surface-1'),
    selected: token('surface-selected'),
    line: token('line'),
    lineStrong: token('line-strong'),
    text: token('text'),
    muted: token('text-muted'),
    focus: token('focus'),
    density: token('density-strong'),
    step: token('mark-step'),
    annotation: token('mark-annotation'),
    severity: {
      none: token('severity-none'),
      low: token('severity-low'),
      medium: token('severity-medium'),
      high: token('severity-high'),
      critical: token('severity-critical'),
    },
  };
}

/** The colours of the theme in force; a new object when the theme changes. */
export function usePalette(): Palette {
  const [palette, setPalette] = useState(readPalette);
  useEffect(() => {
    const observer = new MutationObserver(() => setPalette(readPalette()));
    observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
    return () => observer.disconnect();
  }, []);
  return palette;
}
