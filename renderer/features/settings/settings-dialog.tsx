import { useState, type ReactElement } from 'react';
import type { ExhibitBridge, HostInfo, Settings } from '../../../main/bridge/contract.js';
import { isZone } from '../../../parsers/time/zone.js';
import { bridgeCall } from '../../session/bridge-call.js';
import { attempt } from '../../ui-state/attempt.js';
import { changeSettings } from '../../ui-state/change-settings.js';
import { useUi } from '../../ui-state/ui-state.js';
import { Button } from '../../ui/button.js';
import { Segments, SelectField } from '../../ui/choices.js';
import { Dialog } from '../../ui/dialog.js';
import { TextField } from '../../ui/fields.js';
import { ZoneField } from '../../ui/zone-field.js';
import './settings.css';

const THEMES = [
  { id: 'system', label: 'As the system' },
  { id: 'light', label: 'Light' },
  { id: 'dark', label: 'Dark' },
  { id: 'contrast-light', label: 'High contrast, light' },
  { id: 'contrast-dark', label: 'High contrast, dark' },
] as const;

const DENSITIES = [
  { id: 'comfortable', label: 'Comfortable' },
  { id: 'compact', label: 'Compact' },
] as const;

const TEXT_SIZES = [
  { id: 'normal', label: 'Normal' },
  { id: 'large', label: 'Large' },
  { id: 'larger', label: 'Larger' },
  { id: 'largest', label: 'Largest' },
] as const;

export interface SettingsDialogProps {
  readonly bridge: ExhibitBridge;
  readonly host: HostInfo;
  readonly onClose: () => void;
}

/**
 * What this person sets on this machine, each with a sentence of what it does. What is seen is in force at once; what is
 * typed is kept when the dialog is confirmed.
 */
export function SettingsDialog({ bridge, host, onClose }: SettingsDialogProps): ReactElement {
  const settings = useUi((state) => state.settings);
  const [typed, setTyped] = useState(() => typedOf(settings));
  const look = (changes: Partial<Settings>): void => void changeSettings(bridge, changes);
  const save = async (): Promise<void> => {
    const { casesFolder, ...rest } = typed;
    const folder = casesFolder.trim();
    const kept = await changeSettings(bridge, { ...trimmed(rest), casesFolder: folder === '' ? null : folder });
    if (kept !== null) onClose();
  };
  const chooseFolder = (): void => {
    void attempt('The folder could not be chosen', async () => {
      const picked = await bridgeCall(bridge, 'case.pickFolder');
      if (picked !== null) setTyped((before) => ({ ...before, casesFolder: picked }));
    });
  };
  const folderError = folderProblem(typed.casesFolder);
  return (
    <Dialog
      title="Settings"
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button command="dialog.close" onPress={onClose}>
            Cancel
          </Button>
          <Button
            command="settings.save"
            tone="primary"
            isDisabled={folderError !== null || !isZone(typed.displayZone)}
            onPress={() => void save()}
          >
            Keep these settings
          </Button>
        </>
      }
    >
      <div className="settings">
        <section aria-labelledby="settings-look">
          <h3 id="settings-look">Look</h3>
          <SelectField label="Theme" choices={THEMES} value={settings.theme} onChange={(theme) => look({ theme })} />
          <p className="field-hint">Colours of the window. Colours that the system forces win over it.</p>
          <Segments
            label="Density"
            choices={DENSITIES}
            value={settings.density}
            onChange={(density) => look({ density })}
          />
          <p className="field-hint">How close rows and controls stand. Compact shows more rows at once.</p>
          <Segments
            label="Text size"
            choices={TEXT_SIZES}
            value={settings.textSize}
            onChange={(textSize) => look({ textSize })}
          />
          <p className="field-hint">Size of all text and of what is measured by it, from 100 to 150 per cent.</p>
        </section>
        <section aria-labelledby="settings-cases">
          <h3 id="settings-cases">New cases</h3>
          <TextField
            label="Examiner"
            value={typed.examiner}
            onChange={(examiner) => setTyped({ ...typed, examiner })}
            hint="Stands in the form of every new case. Cases that exist keep the name they have."
          />
          <TextField
            label="Organisation"
            value={typed.organisation}
            onChange={(organisation) => setTyped({ ...typed, organisation })}
            hint="Stands in the form of every new case."
          />
          <ZoneField
            label="Display time zone, beside UTC"
            value={typed.displayZone}
            onChange={(displayZone) => setTyped({ ...typed, displayZone })}
          />
          <p className="field-hint">The zone that new cases start with. Each case keeps its own.</p>
          <div className="settings-folder">
            <TextField
              label="Where new cases are made"
              value={typed.casesFolder}
              onChange={(casesFolder) => setTyped({ ...typed, casesFolder })}
              placeholder="~/Exhibit"
              error={folderError}
              hint="Each case gets a folder of its own in it. Cases that exist stay where they are."
            />
            {host.nativeDialogs && (
              <Button command="settings.folder" icon="folder" onPress={chooseFolder}>
                Choose…
              </Button>
            )}
          </div>
        </section>
      </div>
    </Dialog>
  );
}

type Typed = Pick<Settings, 'examiner' | 'organisation' | 'displayZone'> & { readonly casesFolder: string };

function typedOf({ examiner, organisation, displayZone, casesFolder }: Settings): Typed {
  return { examiner, organisation, displayZone, casesFolder: casesFolder ?? '' };
}

function trimmed({ examiner, organisation, displayZone }: Omit<Typed, 'casesFolder'>): Omit<Typed, 'casesFolder'> {
  return { examiner: examiner.trim(), organisation: organisation.trim(), displayZone };
}

/** Main takes absolute paths only; `~` stands for one's own folder. */
function folderProblem(typed: string): string | null {
  const path = typed.trim();
  const isWhole = path === '' || path === '~' || /^(?:~\/|\/|[a-z]:[\\/]|\\\\)/i.test(path);
  return isWhole ? null : 'Type the whole path, from the root or from ~.';
}
