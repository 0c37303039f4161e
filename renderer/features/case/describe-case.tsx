import { useRef, useState, type ReactElement } from 'react';
import type { CaseSession } from '../../session/session.js';
import { attempt } from '../../ui-state/attempt.js';
import { useCommands } from '../../ui-state/commands.js';
import { useSnapshot } from '../../ui-state/use-snapshot.js';
import { Button } from '../../ui/button.js';
import { EvidenceText } from '../../ui/evidence-text.js';
import { focusFirstField } from '../../ui/focus.js';
import { CaseFields } from './case-fields.js';
import { caseFormErrors, changesOf, formOf, type CaseForm } from './case-draft.js';

/** What the case is and asks; a change is one act. */
export function DescribeCase({ session }: { readonly session: CaseSession }): ReactElement {
  const { meta } = useSnapshot(session).state;
  const [typed, setTyped] = useState<CaseForm | null>(null);
  const form = typed ?? formOf(meta);
  const errors = caseFormErrors(form);
  const changes = typed === null ? null : changesOf(meta, form);
  const save = async (): Promise<void> => {
    if (changes === null || Object.keys(errors).length > 0) return;
    const isDone = await attempt('The case could not be changed', () =>
      session.act({ type: 'case-described', changes }),
    );
    if (isDone) setTyped(null);
  };
  const formRef = useRef<HTMLFormElement>(null);
  useCommands({ 'case.describe': () => focusFirstField(formRef.current) });
  return (
    <section className="panel" aria-labelledby="describe-title">
      <div className="panel-head">
        <h2 id="describe-title">Case</h2>
        <span className="muted">
          <EvidenceText text={session.folder} />
        </span>
      </div>
      <form
        ref={formRef}
        className="panel-body stack"
        aria-labelledby="describe-title"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <CaseFields form={form} errors={errors} onChange={setTyped} isNumberFixed />
        <div className="row">
          <Button
            command="case.describe"
            type="submit"
            tone="primary"
            isDisabled={changes === null || Object.keys(errors).length > 0}
          >
            Save changes
          </Button>
          {changes !== null && (
            <Button command="case.describe" tone="quiet" onPress={() => setTyped(null)}>
              Discard
            </Button>
          )}
        </div>
      </form>
    </section>
  );
}
