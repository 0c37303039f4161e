import type { ReportModel } from '../model.js';
import { EvidenceText } from '../../ui/evidence-text.js';
import { Hash } from './hash.js';
import { Pairs, Stated, StatedOr } from './stated.js';

/** How the results came about, so that another examiner reaches the same. */
export function MethodSection({ model }: { readonly model: ReportModel }) {
  const { particulars } = model;
  const parsers = [
    ...new Set(
      model.ledger.exhibits.flatMap((exhibit) =>
        exhibit.members.filter((member) => member.events > 0).map((member) => member.parserVersion),
      ),
    ),
  ].toSorted();
  const tools = [
    ...new Set(model.intakes.map(({ intake }) => intake.tool.trim()).filter((tool) => tool !== '')),
  ].toSorted();
  return (
    <>
      <h2>Steps</h2>
      <ol className="steps">
        <li>
          Evidence was copied into the case folder, hashed, and never changed. Archives were looked into without
          unpacking them to disk.
        </li>
        <li>
          Every member was recognised by its content; its records were read by the parser named in the ledger. What
          could not be read stands in the ledger with line and reason.
        </li>
        <li>
          Records became events with the time, identity and outcome that the record itself states. Nothing was added
          from outside; no network was used.
        </li>
        <li>
          The examiner searched and annotated the events. Every act stands in a journal whose lines are chained by hash.
        </li>
        <li>Steps and links of the kill chain are the examiner's selection; each cites the records it rests on.</li>
        <li>
          The report is the fold of that journal over the evidence: the same case, date and engine give the same text
          and the same manifest.
        </li>
      </ol>
      <h2>Tools</h2>
      <Pairs
        rows={[
          ['Examination', `Exhibit ${model.exhibitVersion} on ${model.host}`],
          [
            'Build, SHA-256',
            model.build === null ? 'hashed when the report is exported' : <Hash key="build" value={model.build} />,
          ],
          ['Parsers', parsers.length === 0 ? 'none used' : parsers.join(', ')],
          [
            'Collection',
            tools.length === 0 ? <Stated key="tools" text="" /> : <EvidenceText key="tools" text={tools.join('; ')} />,
          ],
          ['ATT&CK data', `${model.attack.version}. ${model.attack.notice}`],
          [
            'Outcome',
            'What the control did, in the record\'s words: allowed, detected, prevented, denied, killed, failed, unknown. "Allowed" and "detected" do not mean that the act had its effect.',
          ],
        ]}
      />
      <h2>Choice, validation, deviations</h2>
      <Pairs
        rows={[
          [
            'Why these tools',
            <StatedOr
              key="choice"
              text={particulars.choiceOfMethod}
              otherwise="Exhibit reads the formats listed in the ledger on one machine without a network and cites every record by place and hash, so that others can repeat each step with ordinary tools."
            />,
          ],
          ['Validation and known errors', <Stated key="validation" text={particulars.validation} />],
          ['Deviations', <Stated key="deviations" text={particulars.deviations} />],
        ]}
      />
      <p>
        The program's own tests run each parser on real or invented records and compare exact counts and values; they
        are no validation of its use in a laboratory, which is for the laboratory to state.
      </p>
    </>
  );
}
