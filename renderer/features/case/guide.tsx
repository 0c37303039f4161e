import { useState, type ReactElement } from 'react';
import type { ExhibitBridge } from '../../../main/bridge/contract.js';
import { changeSettings } from '../../ui-state/change-settings.js';
import { useCommands } from '../../ui-state/commands.js';
import { ui, useUi, type Place } from '../../ui-state/ui-state.js';
import { Button, IconButton } from '../../ui/button.js';
import { Icon } from '../../ui/icons.js';
import './guide.css';

/** What to try, in the order of the work, each where it can be tried. */
const HINTS: readonly { readonly place: Place; readonly text: string }[] = [
  { place: 'overview', text: 'Begin with what the evidence holds. Press any value here to see its events.' },
  {
    place: 'timeline',
    text: 'Every workload has a lane. Select an event, then press P for the ways on from it, or narrow the query line.',
  },
  { place: 'timeline', text: 'With an event selected, N writes what it means and K puts it into the kill chain.' },
  { place: 'kill-chain', text: 'Choose two steps to say which led to which. Undo takes back any act.' },
  {
    place: 'report',
    text: 'Export the PDF here. Then close this case, make your own, and drop evidence on its window.',
  },
];

/** First steps over the demonstration: hints one by one, beside the work and never over it, until they are closed for good. */
export function Guide({ bridge }: { readonly bridge: ExhibitBridge }): ReactElement | null {
  const { guideSeen } = useUi((state) => state.settings);
  const [at, setAt] = useState(0);
  const setSeen = (isSeen: boolean): void => void changeSettings(bridge, { guideSeen: isSeen });
  const goTo = (next: number): void => {
    const hint = HINTS[next];
    if (hint === undefined) return;
    setAt(next);
    ui.set({ place: hint.place });
  };
  const show = (): void => {
    setSeen(false);
    goTo(0);
  };
  const isLast = at === HINTS.length - 1;
  useCommands({
    'guide.show': guideSeen ? show : null,
    'guide.next': guideSeen || isLast ? null : () => goTo(at + 1),
    'guide.close': guideSeen ? null : () => setSeen(true),
  });
  if (guideSeen) return null;
  return (
    <section className="guide" aria-label="First steps">
      <Icon name="info" />
      <p className="guide-text" role="status">
        <strong>
          First steps, {at + 1} of {HINTS.length}.
        </strong>{' '}
        {HINTS[at]?.text}
      </p>
      {isLast ? (
        <Button command="guide.close" onPress={() => setSeen(true)}>
          Done
        </Button>
      ) : (
        <Button command="guide.next" onPress={() => goTo(at + 1)}>
          Next
        </Button>
      )}
      <IconButton command="guide.close" label="Close the first steps" icon="close" onPress={() => setSeen(true)} />
    </section>
  );
}
