import type { ReactElement } from 'react';
import { EvidenceText, Revealed } from '../../ui/evidence-text.js';

/** Where a record lies, and the command that leads there: nothing of it is masked, or nobody would find the bytes. */
export function PlaceText({ text }: { readonly text: string }): ReactElement {
  return (
    <Revealed value={true}>
      <EvidenceText text={text} />
    </Revealed>
  );
}
