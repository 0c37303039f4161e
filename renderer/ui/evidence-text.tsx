import { createContext, Fragment, useContext, type ReactElement } from 'react';
import { maskedText, maskedValues } from '../../parsers/model/secrets.js';
import { visibleSegments } from '../../parsers/model/visible-text.js';

export interface EvidenceTextProps {
  /** Text that an attacker may have written. */
  readonly text: string;
  readonly isMono?: boolean;
}

/** True inside of what the examiner had revealed: secrets are shown there as the record has them. */
export const Revealed = createContext(false);

/** Values of one field as they are shown here: an argument after its option may be a secret. */
export function useShownValues(values: readonly string[]): readonly string[] {
  return useContext(Revealed) ? values : maskedValues(values);
}

/**
 * The only way in which text from evidence reaches the screen: as text, isolated from the direction of its
 * surroundings, with control, bidi and other invisible characters as badges, and with secrets masked.
 */
export function EvidenceText({ text, isMono = false }: EvidenceTextProps): ReactElement {
  const shown = useContext(Revealed) ? text : maskedText(text);
  return (
    <bdi className={isMono ? 'evidence mono' : 'evidence'}>
      {visibleSegments(shown).map((segment, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- segments are only ever replaced all together
        <Fragment key={index}>
          {segment.kind === 'text' ? (
            segment.text
          ) : (
            <span className="evidence-code" title={segment.name}>
              {segment.code}
            </span>
          )}
        </Fragment>
      ))}
    </bdi>
  );
}
