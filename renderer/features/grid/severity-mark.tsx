import type { ReactElement } from 'react';
import { severityBand } from '../../ui/outcome.js';

const BARS = { none: 0, low: 1, medium: 2, high: 3, critical: 4 } as const;

/** Severity as one to four bars, its number in words. */
export function SeverityMark({ text }: { readonly text: string | undefined }): ReactElement | null {
  const severity = text === undefined ? Number.NaN : Number(text);
  const band = severityBand(Number.isNaN(severity) ? null : severity);
  if (band === 'none') return null;
  return (
    <span className={`severity severity-${band}`} title={`Severity ${severity} of 10 (${band})`}>
      <svg width="14" height="12" viewBox="0 0 14 12" aria-hidden="true" focusable="false">
        {[0, 1, 2, 3].map((bar) => (
          <rect
            key={bar}
            x={bar * 3.5}
            y={8 - bar * 2.4}
            width="2.6"
            height={4 + bar * 2.4}
            fill="currentColor"
            opacity={bar < BARS[band] ? 1 : 0.22}
          />
        ))}
      </svg>
      <span className="visually-hidden">severity {severity}</span>
    </span>
  );
}
