import { useRef, useState, type ReactElement } from 'react';
import type { CitedSearch, SavedSearch, SearchRun } from '../../../parsers/model/case.js';
import { visibleText } from '../../../parsers/model/visible-text.js';
import type { Search } from '../../query/spec.js';
import type { CaseSession } from '../../session/session.js';
import { attempt } from '../../ui-state/attempt.js';
import { useSnapshot } from '../../ui-state/use-snapshot.js';
import { Button, IconButton } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { EvidenceText } from '../../ui/evidence-text.js';
import { TextField } from '../../ui/fields.js';
import { TimeText } from '../../ui/time-text.js';
import { isSameRun, useSearchHistory } from './search-history.js';
import { hitsText, SearchText } from './search-text.js';
import './searches.css';

export interface SearchesDialogProps {
  readonly session: CaseSession;
  /** The search in force with its answer, null while there is none. */
  readonly current: SearchRun | null;
  readonly zone: string;
  readonly onRun: (search: Search) => void;
  readonly onClose: () => void;
}

/** This search, the saved ones, those that the report states, and the last ones of this window. */
export function SearchesDialog({ session, current, zone, onRun, onClose }: SearchesDialogProps): ReactElement {
  const { savedSearches, citedSearches } = useSnapshot(session).state;
  const recent = useSearchHistory(session);
  const home = useRef<HTMLDivElement>(null);
  // What had the focus goes away with some acts; the dialog must keep it, for Escape and for Tab.
  const onDone = (): void => home.current?.focus();
  return (
    <Dialog title="Searches" isOpen isWide onClose={onClose}>
      <div className="searches" ref={home} tabIndex={-1}>
        {current !== null && <CurrentSearch session={session} current={current} zone={zone} onDone={onDone} />}
        <section aria-labelledby="searches-saved">
          <h3 id="searches-saved">Saved</h3>
          {savedSearches.length === 0 && <p className="muted">None yet. A name makes a search easy to run again.</p>}
          <ul className="search-list">
            {savedSearches.map((saved) => (
              <SavedItem key={saved.id} session={session} saved={saved} zone={zone} onRun={onRun} onDone={onDone} />
            ))}
          </ul>
        </section>
        <section aria-labelledby="searches-cited">
          <h3 id="searches-cited">Stated in the report</h3>
          {citedSearches.length === 0 && (
            <p className="muted">None. That a search found nothing can matter as much as what another found.</p>
          )}
          <ul className="search-list">
            {citedSearches.map((cited) => (
              <CitedItem key={cited.id} session={session} cited={cited} zone={zone} onRun={onRun} onDone={onDone} />
            ))}
          </ul>
        </section>
        <section aria-labelledby="searches-recent">
          <h3 id="searches-recent">Last searches of this window</h3>
          {recent.length === 0 && <p className="muted">None yet.</p>}
          <ul className="search-list">
            {recent.map((run) => (
              <li key={run.query} className="search-item">
                <div className="grow">
                  <SearchText search={run} zone={zone} />
                </div>
                <span className="number muted">{hitsText(run)}</span>
                <Button command="search.run" onPress={() => onRun(run)}>
                  Run
                </Button>
              </li>
            ))}
          </ul>
        </section>
      </div>
    </Dialog>
  );
}

function CurrentSearch({
  session,
  current,
  zone,
  onDone,
}: Pick<ItemProps, 'session' | 'zone' | 'onDone'> & { readonly current: SearchRun }): ReactElement {
  const { savedSearches, citedSearches } = useSnapshot(session).state;
  const [name, setName] = useState('');
  const isCited = citedSearches.some((cited) => isSameRun(cited, current));
  const { query, range, count, total } = current;
  const save = (): void => {
    const wanted = name.trim();
    const id = savedSearches.find((saved) => saved.name === wanted)?.id ?? crypto.randomUUID();
    void attempt('The search could not be saved', async () => {
      await session.act({ type: 'search-saved', search: { id, name: wanted, query, range, count, total } });
      setName('');
      onDone();
    });
  };
  const cite = (): void => {
    const search = { id: crypto.randomUUID(), query, range, count, total, at: new Date().toISOString() };
    void attempt('The search could not be marked', async () => {
      await session.act({ type: 'search-cited', search });
      onDone();
    });
  };
  return (
    <section className="search-current" aria-labelledby="searches-current">
      <h3 id="searches-current">This search</h3>
      <div className="search-item">
        <div className="grow">
          <SearchText search={current} zone={zone} />
        </div>
        <strong className="number">{hitsText(current)} events</strong>
      </div>
      <form
        className="row-end"
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== '') save();
        }}
      >
        <div className="grow">
          <TextField label="Name" value={name} onChange={setName} placeholder="A name saves the search" />
        </div>
        <Button command="search.save" type="submit" tone="primary" isDisabled={name.trim() === ''}>
          {savedSearches.some((saved) => saved.name === name.trim()) ? 'Replace' : 'Save'}
        </Button>
        <Button command="search.cite" icon="report" onPress={cite} isDisabled={isCited}>
          {isCited ? 'Stated in the report' : 'State in the report'}
        </Button>
      </form>
    </section>
  );
}

interface ItemProps extends Pick<SearchesDialogProps, 'session' | 'zone' | 'onRun'> {
  /** After an act: what was pressed may be gone. */
  readonly onDone: () => void;
}

function SavedItem({ session, saved, zone, onRun, onDone }: ItemProps & { readonly saved: SavedSearch }): ReactElement {
  const [name, setName] = useState<string | null>(null);
  const rename = (): void => {
    const wanted = (name ?? '').trim();
    if (wanted === '') return;
    void attempt('The search could not be renamed', async () => {
      await session.act({ type: 'search-saved', search: { ...saved, name: wanted } });
      setName(null);
      onDone();
    });
  };
  const remove = (): void => {
    void attempt('The search could not be removed', async () => {
      await session.act({ type: 'search-removed', id: saved.id });
      onDone();
    });
  };
  return (
    <li className="search-item">
      {name === null ? (
        <div className="grow">
          <strong>
            <EvidenceText text={saved.name} />
          </strong>
          <div>
            <SearchText search={saved} zone={zone} />
          </div>
        </div>
      ) : (
        <form
          className="row-end grow"
          onSubmit={(event) => {
            event.preventDefault();
            rename();
          }}
        >
          <div className="grow">
            {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- the person has just asked to rename */}
            <TextField label="New name" value={name} onChange={setName} autoFocus />
          </div>
          <Button command="search.rename" type="submit">
            Rename
          </Button>
          <Button
            command="search.rename"
            tone="quiet"
            onPress={() => {
              setName(null);
              onDone();
            }}
          >
            Cancel
          </Button>
        </form>
      )}
      <span className="number muted">{hitsText(saved)} when saved</span>
      <Button command="search.run" onPress={() => onRun(saved)}>
        Run
      </Button>
      <IconButton
        command="search.rename"
        label={`Rename ${visibleText(saved.name)}`}
        icon="note"
        onPress={() => setName(saved.name)}
      />
      <IconButton command="search.remove" label={`Remove ${visibleText(saved.name)}`} icon="trash" onPress={remove} />
    </li>
  );
}

function CitedItem({ session, cited, zone, onRun, onDone }: ItemProps & { readonly cited: CitedSearch }): ReactElement {
  const remove = (): void => {
    void attempt('The search could not be taken out', async () => {
      await session.act({ type: 'search-uncited', id: cited.id });
      onDone();
    });
  };
  return (
    <li className="search-item">
      <div className="grow">
        <SearchText search={cited} zone={zone} />
        <div className="search-range">
          counted <TimeText time={{ ms: Date.parse(cited.at), ns: 0 }} resolution="s" zone={zone} form="compact" />
        </div>
      </div>
      <span className="number muted">{hitsText(cited)}</span>
      <Button command="search.run" onPress={() => onRun(cited)}>
        Run
      </Button>
      <IconButton command="search.remove" label="Take out of the report" icon="trash" onPress={remove} />
    </li>
  );
}
