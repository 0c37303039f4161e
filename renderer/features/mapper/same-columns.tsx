import { useEffect, useRef, useState, type ReactElement } from 'react';
import type { NamedFraming } from '../../../parsers/model/framing.js';
import type { ExhibitReader } from '../../session/session.js';
import { messageOf } from '../../ui-state/attempt.js';
import { Button } from '../../ui/button.js';
import { EvidenceText } from '../../ui/evidence-text.js';
import { Checkbox } from '../../ui/fields.js';
import { countedText, countText } from '../../ui/quantities.js';

/** A member with the same columns, in its own framing: their order may differ. */
export interface SameMember {
  readonly path: string;
  readonly framing: NamedFraming;
}

export interface SameColumnsProps {
  readonly reader: ExhibitReader;
  /** Paths of the members that may have the same columns. */
  readonly candidates: readonly string[];
  /** Digest of the columns. */
  readonly digest: string;
  /** Members that the mapping is said of too. */
  readonly chosen: readonly SameMember[];
  readonly onChange: (chosen: readonly SameMember[]) => void;
}

/** Says the same mapping of other members with the same columns: rotated logs, exports by day. */
export function SameColumns({ reader, candidates, digest, chosen, onChange }: SameColumnsProps): ReactElement | null {
  const [looked, setLooked] = useState<number | null>(null);
  const [found, setFound] = useState<readonly SameMember[] | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const isOver = useRef(false);
  useEffect(() => {
    isOver.current = false;
    return () => {
      isOver.current = true;
    };
  }, []);
  if (candidates.length === 0) return null;
  const search = async (): Promise<void> => {
    const same: SameMember[] = [];
    for (const [index, path] of candidates.entries()) {
      setLooked(index);
      const survey = await reader.survey(path, null);
      if (isOver.current) return;
      if (survey?.digest === digest) same.push({ path, framing: survey.framing });
    }
    setLooked(null);
    setFound(same);
    onChange(same);
  };
  if (found === null) {
    return (
      <div className="row">
        <Button
          command="reading.same"
          isPending={looked !== null}
          onPress={() => {
            search().catch((error: unknown) => setFailure(messageOf(error)));
          }}
        >
          Find members with the same columns
        </Button>
        <span className="field-hint" role="status">
          {failure ??
            (looked === null
              ? `${countedText(candidates.length, 'other member')} of this exhibit could have them.`
              : `Looked into ${countText(looked)} of ${countText(candidates.length)}.`)}
        </span>
      </div>
    );
  }
  if (found.length === 0) return <p className="field-hint">No other member of this exhibit has the same columns.</p>;
  return (
    <fieldset className="mapper-words">
      <legend>Also for these, in the same act</legend>
      <ul>
        {found.map((member) => (
          <li key={member.path}>
            <Checkbox
              isSelected={chosen.includes(member)}
              onChange={(isIn) => onChange(found.filter((each) => (each === member ? isIn : chosen.includes(each))))}
            >
              <EvidenceText text={member.path} isMono />
            </Checkbox>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
