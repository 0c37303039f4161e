import { Fragment, type ReactElement } from 'react';
import { visibleSegments } from '../../parsers/model/visible-text.js';

export interface EvidenceTextProps {
  /** Text that an attacker may have written. */
  readonly text: string;
  readonly isMono?: boolean;
}

/**
 * The only way in which text from evidence reaches the screen: as text, isolated from the direction of its
 * surroundings, with control, bidi and other invisible characters as badges.
 */
export function EvidenceText({ text, isMono = false }: EvidenceTextProps): ReactElement {
  return (
    <bdi className={isMono ? 'evidence mono' : 'evidence'}>
      {visibleSegments(text).map((segment, index) => (
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
