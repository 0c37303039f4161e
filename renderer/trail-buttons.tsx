import type { ReactElement } from 'react';
import { goBack, goForward, useTrail } from './ui-state/trail.js';
import { IconButton } from './ui/button.js';

/** Back and forward over place, search and selection. */
export function TrailButtons(): ReactElement {
  const { canGoBack, canGoForward } = useTrail();
  return (
    <div className="rail-trail" role="group" aria-label="Where you have been">
      <IconButton label="Back (Alt+Left)" icon="back" isDisabled={!canGoBack} onPress={goBack} />
      <IconButton label="Forward (Alt+Right)" icon="arrow" isDisabled={!canGoForward} onPress={goForward} />
    </div>
  );
}
