import { useEffect, useMemo, useState, type ReactElement } from 'react';
import type { SearchRun } from '../../../parsers/model/case.js';
import type { Search, SearchResult } from '../../query/spec.js';
import type { CaseSession } from '../../session/session.js';
import { useCommands } from '../../ui-state/commands.js';
import { Button } from '../../ui/button.js';
import { historyOf } from './search-history.js';
import { SearchesDialog } from './searches-dialog.js';

export interface SearchMenuProps {
  readonly session: CaseSession;
  readonly search: Search;
  /** The answer to `search`; null while it is under way or cannot be had. */
  readonly result: SearchResult | null;
  readonly zone: string;
  readonly onRun: (search: Search) => void;
}

/** Opens what was searched: this search to be saved or stated in the report, the saved ones, the last ones. */
export function SearchMenu({ session, search, result, zone, onRun }: SearchMenuProps): ReactElement {
  const [isOpen, setOpen] = useState(false);
  const current = useMemo((): SearchRun | null => {
    if (result === null) return null;
    // What is hidden was found all the same.
    const count = result.matched + (result.leavesOutHidden ? result.hidden : 0);
    return { query: search.query, range: search.range, count, total: result.total };
  }, [search, result]);
  useEffect(() => {
    if (current !== null) historyOf(session).note(current);
  }, [session, current]);
  useCommands({ 'searches.open': () => setOpen(true) });
  return (
    <>
      <Button command="searches.open" tone="quiet" icon="ledger" onPress={() => setOpen(true)}>
        Searches
      </Button>
      {isOpen && (
        <SearchesDialog
          session={session}
          current={current}
          zone={zone}
          onRun={(wanted) => {
            setOpen(false);
            onRun({ query: wanted.query, range: wanted.range });
          }}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
