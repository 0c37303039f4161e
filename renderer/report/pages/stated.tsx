import { Fragment, type ReactNode } from 'react';
import { EvidenceText } from '../../ui/evidence-text.js';

/** Obligatory text as printed: what nobody stated is said to be missing. Lines of the text stay lines. */
export function Stated({ text }: { readonly text: string }) {
  if (text.trim() === '') return <span className="unstated">[not stated]</span>;
  return (
    <span className="lines">
      <EvidenceText text={text.trim()} />
    </span>
  );
}

/** Text that may be left out: where it is empty, `otherwise` stands in its place. */
export function StatedOr({ text, otherwise }: { readonly text: string; readonly otherwise: string }) {
  return text.trim() === '' ? otherwise : <Stated text={text} />;
}

/** Labels with what they name. */
export function Pairs({ rows }: { readonly rows: readonly (readonly [label: string, value: ReactNode])[] }) {
  return (
    <dl className="pairs">
      {rows.map(([label, value]) => (
        <Fragment key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
