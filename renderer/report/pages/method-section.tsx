import type { ReportModel } from '../model.js';

/** How the results came about, so that another examiner reaches the same. */
export function MethodSection({ model }: { readonly model: ReportModel }) {
  const parsers = [
    ...new Set(
      model.ledger.exhibits.flatMap((exhibit) =>
        exhibit.members.filter((member) => member.events > 0).map((member) => member.parserVersion),
      ),
    ),
  ].toSorted();
  return (
    <>
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
      </ol>
      <dl className="pairs">
        <dt>Tool</dt>
        <dd>
          Exhibit {model.exhibitVersion} on {model.host}
        </dd>
        <dt>Parsers</dt>
        <dd>{parsers.length === 0 ? 'none used' : parsers.join(', ')}</dd>
        <dt>ATT&amp;CK data</dt>
        <dd>
          {model.attack.version}. {model.attack.notice}
        </dd>
        <dt>Outcome</dt>
        <dd>
          What the control did, in the record's words: allowed, detected, prevented, denied, killed, failed, unknown.
          "Allowed" and "detected" do not mean that the act had its effect.
        </dd>
      </dl>
    </>
  );
}
