import { useState, type ReactElement } from 'react';
import type { Finding } from '../../../parsers/model/case.js';
import type { CaseSession } from '../../session/session.js';
import { isOfRemovedExhibit } from '../../session/removed-events.js';
import { attempt } from '../../ui-state/attempt.js';
import { useCommands } from '../../ui-state/commands.js';
import { useSnapshot } from '../../ui-state/use-snapshot.js';
import { Button, IconButton } from '../../ui/button.js';
import { EvidenceText } from '../../ui/evidence-text.js';
import { Badge } from '../../ui/messages.js';
import { countedText } from '../../ui/quantities.js';
import { FindingForm } from './finding-form.js';
import { newFinding } from './finding-records.js';

/** The examiner's conclusions. */
export function Findings({ session }: { readonly session: CaseSession }): ReactElement {
  const { state } = useSnapshot(session);
  const { findings } = state;
  const [edited, setEdited] = useState<Finding | null>(null);
  useCommands({ 'finding.write': () => setEdited(newFinding()) });
  return (
    <section className="panel" aria-labelledby="findings-title">
      <div className="panel-head">
        <h2 id="findings-title">Findings</h2>
        <Button command="finding.write" icon="add" onPress={() => setEdited(newFinding())}>
          Write a finding
        </Button>
      </div>
      <div className="panel-body">
        {findings.length === 0 && (
          <p className="muted">
            No findings yet. A finding is your conclusion, with the reasoning and the records for and against it. The
            report prints only these as findings.
          </p>
        )}
        <ol className="findings">
          {findings.map((finding, index) => (
            <li key={finding.id}>
              <div className="row">
                <h3 className="grow">
                  F{index + 1} <EvidenceText text={finding.title} />
                </h3>
                <Button command="finding.edit" tone="quiet" onPress={() => setEdited(finding)}>
                  Edit
                </Button>
                <IconButton
                  command="finding.remove"
                  label={`Remove finding F${index + 1}`}
                  icon="trash"
                  onPress={() =>
                    void attempt('The finding could not be removed', () =>
                      session.act({ type: 'finding-removed', id: finding.id }),
                    )
                  }
                />
              </div>
              <p className="finding-text">
                <EvidenceText text={finding.reasoning} />
              </p>
              <div className="row">
                <Badge>{finding.kind}</Badge>
                <Badge>{finding.confidence} confidence</Badge>
                {state.meta.questions.map((question, at) =>
                  finding.answers?.includes(question) === true ? (
                    <Badge key={question} tone="info">
                      answers question {at + 1}
                    </Badge>
                  ) : null,
                )}
                <span className="muted">
                  {countedText(finding.recordsFor.length, 'record')} for, {finding.recordsAgainst.length} against
                </span>
                {[...finding.recordsFor, ...finding.recordsAgainst].some((event) =>
                  isOfRemovedExhibit(state, event),
                ) && <Badge tone="danger">cites a removed exhibit</Badge>}
              </div>
            </li>
          ))}
        </ol>
      </div>
      {edited !== null && (
        <FindingForm key={edited.id} session={session} finding={edited} onClose={() => setEdited(null)} />
      )}
    </section>
  );
}
