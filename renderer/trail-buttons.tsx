import type { ReactElement } from 'react';
import { withKey } from './commands/chords.js';
import { goBack, goForward, useTrail } from './ui-state/trail.js';
import { IconButton } from './ui/button.js';

/** Back and forward over place, search and selection. */
export function TrailButtons(): ReactElement {
  const { canGoBack, canGoForward } = useTrail();
  return (
    <div className="rail-trail" role="group" aria-label="Where you have been">
      <IconButton
        command="trail.back"
        label={withKey('Back', 'trail.back')}
        icon="back"
        isDisabled={!canGoBack}
        onPress={goBack}
      />
      <IconButton
        command="trail.forward"
        label={withKey('Forward', 'trail.forward')}
        icon="arrow"
        isDisabled={!canGoForward}
        onPress={goForward}
      />
    </div>
  );
}
