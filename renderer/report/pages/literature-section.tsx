import type { ReportModel } from '../model.js';
import { StatedOr } from './stated.js';

/** What the examiner relied on, and what the program brings along. */
export function LiteratureSection({ model }: { readonly model: ReportModel }) {
  return (
    <>
      <p>
        <StatedOr
          text={model.particulars.literature}
          otherwise="The examiner names no literature; publications and testimony of the expert are for a person to add where a rule asks for them."
        />
      </p>
      <p>
        Material that came with the program: MITRE ATT&amp;CK {model.attack.version} ({model.attack.notice}); names of
        fields after the Elastic Common Schema; the time-zone table of {model.host}.
      </p>
    </>
  );
}
