import { Fragment } from 'react';

/** Marks of records as links to them, `E1, E4`; a word where there are none. */
export function Cites({ marks, none = 'none cited' }: { readonly marks: readonly string[]; readonly none?: string }) {
  if (marks.length === 0) return none;
  return marks.map((mark, index) => (
    <Fragment key={mark}>
      {index > 0 && ', '}
      <a href={`#${mark}`}>{mark}</a>
    </Fragment>
  ));
}
