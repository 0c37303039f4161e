import type { ReactElement } from 'react';
import { beginningOf } from '../../ui/cut-text.js';
import { EvidenceText } from '../../ui/evidence-text.js';

/** Longest piece of one text of a record outside the record itself: an attacker could fill a report with a command line. */
const PRINTED_CHARACTERS = 1000;

/** A text of a record in print: its beginning where it is very long, and that it is. */
export function PrintedText({ text }: { readonly text: string }): ReactElement {
  const printed = beginningOf(text, PRINTED_CHARACTERS);
  return (
    <>
      <EvidenceText text={printed} />
      {printed.length < text.length && ` [… ${text.length - printed.length} more characters in cited-records.ndjson]`}
    </>
  );
}
