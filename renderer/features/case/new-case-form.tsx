import { useEffect, useRef, useState, type FormEvent, type ReactElement } from 'react';
import type { ExhibitBridge, HostInfo } from '../../../main/bridge/contract.js';
import { bridgeCall } from '../../session/bridge-call.js';
import { useCommands } from '../../ui-state/commands.js';
import { Button } from '../../ui/button.js';
import { TextField } from '../../ui/fields.js';
import { focusFirstField } from '../../ui/focus.js';
import { CaseFields } from './case-fields.js';
import { useUi } from '../../ui-state/ui-state.js';
import type { Settings } from '../../ui-state/settings.js';
import { caseFormErrors, draftOf, EMPTY_CASE, type CaseForm } from './case-draft.js';

export interface NewCaseFormProps {
  readonly bridge: ExhibitBridge;
  readonly host: HostInfo;
  /** Runs an act of the start window: shows that it is under way, and its failure. */
  readonly run: (what: string, action: () => Promise<unknown>) => Promise<void>;
  readonly isBusy: boolean;
}

/** Makes a case: what it is, who examines, where its folder goes. */
export function NewCaseForm({ bridge, host, run, isBusy }: NewCaseFormProps): ReactElement {
  const settings = useUi((state) => state.settings);
  const [typed, setForm] = useState<CaseForm | null>(null);
  const form = typed ?? { ...EMPTY_CASE, ...presets(settings) };
  const [parent, setParent] = useState('');
  /** Null while the folder follows the number. */
  const [folder, setFolder] = useState<string | null>(null);
  const [wasTried, setTried] = useState(false);
  const errors = caseFormErrors(form);

  useEffect(() => {
    void bridge.call('case.defaultFolder').then((result) => {
      if (result.ok) setParent(result.value);
    });
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- main answers what the settings say
  }, [bridge, settings.casesFolder]);

  const create = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(errors).length > 0) return;
    const chosen = folder?.trim() ?? '';
    void run('The case could not be made', () =>
      bridgeCall(bridge, 'case.create', draftOf(form, 'case'), chosen === '' ? null : chosen),
    );
  };

  const choose = (): void => {
    void run('The folder could not be chosen', async () => {
      const picked = await bridgeCall(bridge, 'case.pickFolder');
      if (picked !== null) setFolder(picked);
    });
  };

  const formRef = useRef<HTMLFormElement>(null);
  useCommands({ 'case.create': () => focusFirstField(formRef.current) });

  const preset = parent === '' ? '' : `${parent}/${form.number.trim() === '' ? 'case number' : form.number.trim()}`;
  return (
    <form ref={formRef} className="stack" onSubmit={create} noValidate aria-label="New case">
      <CaseFields form={form} errors={wasTried ? errors : {}} onChange={setForm} />
      <div className="case-folder">
        <div className="grow">
          <TextField
            label="Folder of the case"
            value={folder ?? ''}
            onChange={(text) => setFolder(text === '' ? null : text)}
            placeholder={preset}
            hint="Journal, evidence copies and reports are kept here. Leave it empty for the place shown."
          />
        </div>
        {host.nativeDialogs && (
          <div className="case-folder-button">
            <Button command="case.choose-folder" icon="folder" onPress={choose}>
              Choose…
            </Button>
          </div>
        )}
      </div>
      <div className="row">
        <Button command="case.create" type="submit" tone="primary" isDisabled={isBusy}>
          Make the case
        </Button>
        {wasTried && Object.keys(errors).length > 0 && (
          <span className="field-error">Fill in what is marked above.</span>
        )}
      </div>
    </form>
  );
}

/** What the settings state about every new case. */
function presets({ examiner, organisation, displayZone }: Settings): Partial<CaseForm> {
  return { examiner, organisation, displayZone };
}
