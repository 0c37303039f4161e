import { useState, type ReactElement } from 'react';
import type { NotebookEntry, SearchRun } from '../../../parsers/model/case.js';
import type { CaseSession } from '../../session/session.js';
import { attempt } from '../../ui-state/attempt.js';
import { setSearch, showEvent, ui, useUi } from '../../ui-state/ui-state.js';
import { useRows } from '../../ui-state/use-rows.js';
import { useSnapshot } from '../../ui-state/use-snapshot.js';
import { Button, IconButton } from '../../ui/button.js';
import { EvidenceText } from '../../ui/evidence-text.js';
import { Checkbox, TextField } from '../../ui/fields.js';
import { countedText, countText } from '../../ui/quantities.js';
import './notebook.css';

/** Dated notes of the examiner's, quoting events and searches. */
export function NotebookPanel({ session }: { readonly session: CaseSession }): ReactElement {
  const { notebook } = useSnapshot(session).state;
  return (
    <section className="panel" aria-labelledby="notebook-title">
      <div className="panel-head">
        <h2 id="notebook-title">Notebook</h2>
        <span className="muted">{countedText(notebook.length, 'note')}</span>
      </div>
      <div className="panel-body stack">
        <NoteForm session={session} />
        <ol className="notebook">
          {notebook.toReversed().map((note) => (
            <Note key={note.id} session={session} note={note} />
          ))}
        </ol>
      </div>
    </section>
  );
}

function NoteForm({ session }: { readonly session: CaseSession }): ReactElement {
  const [text, setText] = useState('');
  const [quotesEvent, setQuotesEvent] = useState(false);
  const [quotesSearch, setQuotesSearch] = useState(false);
  const selection = useUi((state) => state.selection);
  const search = useUi((state) => state.search);
  const save = async (): Promise<void> => {
    const isDone = await attempt('The note could not be saved', async () => {
      const searches: SearchRun[] = [];
      if (quotesSearch) {
        const { query, range } = search;
        const found = await session.query.search('notebook', { query, range });
        if ('problem' in found) throw new Error(found.problem.message);
        searches.push({ query, range, count: found.matched, total: found.total });
      }
      const events = quotesEvent && selection !== null ? [selection] : [];
      const note = { id: crypto.randomUUID(), at: new Date().toISOString(), text: text.trim(), events, searches };
      await session.act({ type: 'note-set', note });
    });
    if (!isDone) return;
    setText('');
    setQuotesEvent(false);
    setQuotesSearch(false);
  };
  return (
    <form
      className="stack"
      aria-label="New note"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== '') void save();
      }}
    >
      <TextField label="New note" value={text} onChange={setText} rows={2} />
      <div className="row">
        <Checkbox isSelected={quotesEvent} onChange={setQuotesEvent} isDisabled={selection === null}>
          Quote the chosen event
        </Checkbox>
        <Checkbox isSelected={quotesSearch} onChange={setQuotesSearch}>
          Quote the current search
        </Checkbox>
        <span className="grow" />
        <Button type="submit" tone="primary" isDisabled={text.trim() === ''}>
          Write it down
        </Button>
      </div>
    </form>
  );
}

function Note({ session, note }: { readonly session: CaseSession; readonly note: NotebookEntry }): ReactElement {
  const rows = useRows(session, note.events);
  return (
    <li>
      <div className="row">
        <time className="time muted grow" dateTime={note.at}>
          {note.at.slice(0, 19).replace('T', ' ')} UTC
        </time>
        <IconButton
          label="Take this note out"
          icon="trash"
          onPress={() =>
            void attempt('The note could not be taken out', () => session.act({ type: 'note-removed', id: note.id }))
          }
        />
      </div>
      <p className="note-text">
        <EvidenceText text={note.text} />
      </p>
      {note.events.map((event) => (
        <Button key={event} tone="quiet" onPress={() => showEvent(event)}>
          <EvidenceText text={rows?.get(event)?.message ?? 'event not in the case'} />
        </Button>
      ))}
      {note.searches.map(({ query, range, count, total }) => (
        <Button
          key={`${query} ${range?.fromMs ?? ''}`}
          tone="quiet"
          icon="search"
          onPress={() => {
            setSearch({ query, range });
            ui.set({ place: 'timeline' });
          }}
        >
          {query === '' ? 'everything' : <EvidenceText text={query} isMono />}: {countText(count)} of {countText(total)}
        </Button>
      ))}
    </li>
  );
}
