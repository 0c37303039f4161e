import { useEffect, useState } from 'react';
import type { LaneColour } from '../../query/spec.js';

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
  /** Lifetimes. */
  readonly life: string;
  readonly stated: string;
  /** By colour and class, in the order of `COLOUR_CLASSES`. */
  readonly classes: Readonly<Record<LaneColour, readonly string[]>>;
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
    life: token('text-muted'),
    stated: token('warning'),
    classes: {
      outcome: ['unknown', 'allowed', 'detected', 'failed', 'prevented'].map((name) => token(`outcome-${name}`)),
      layer: ['unknown', 'allowed', 'detected', 'denied', 'killed', 'prevented', 'failed'].map((name) =>
        token(`outcome-${name}`),
      ),
      severity: [
        token('density-strong'),
        ...['low', 'medium', 'high', 'critical'].map((name) => token(`severity-${name}`)),
      ],
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
