import { useRef, useState, type ReactElement } from 'react';
import type { NotebookEntry, SearchRun } from '../../../parsers/model/case.js';
import type { CaseSession } from '../../session/session.js';
import { attempt } from '../../ui-state/attempt.js';
import { useCommands } from '../../ui-state/commands.js';
import { setSearch, showEvent, ui, useUi } from '../../ui-state/ui-state.js';
import { useRows } from '../../ui-state/use-rows.js';
import { useSnapshot } from '../../ui-state/use-snapshot.js';
import { Button, IconButton, ToggleButton } from '../../ui/button.js';
import { EvidenceText } from '../../ui/evidence-text.js';
import { Checkbox, TextField } from '../../ui/fields.js';
import { countedText, countText } from '../../ui/quantities.js';
import { TimeText } from '../../ui/time-text.js';
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
  const input = useRef<(HTMLInputElement & HTMLTextAreaElement) | null>(null);
  useCommands({ 'notebook.write': () => input.current?.focus() });
  const [quotesEvent, setQuotesEvent] = useState(false);
  const [quotesSearch, setQuotesSearch] = useState(false);
  const [forReport, setForReport] = useState(false);
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
      const written = { id: crypto.randomUUID(), at: new Date().toISOString(), text: text.trim() };
      await session.act({ type: 'note-set', note: { ...written, events, searches, forReport } });
    });
    if (!isDone) return;
    setText('');
    setQuotesEvent(false);
    setQuotesSearch(false);
    setForReport(false);
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
      <TextField label="New note" value={text} onChange={setText} rows={2} inputRef={input} />
      <div className="row">
        <Checkbox isSelected={quotesEvent} onChange={setQuotesEvent} isDisabled={selection === null}>
          Quote the chosen event
        </Checkbox>
        <Checkbox isSelected={quotesSearch} onChange={setQuotesSearch}>
          Quote the current search
        </Checkbox>
        <Checkbox isSelected={forReport} onChange={setForReport}>
          For the report
        </Checkbox>
        <span className="grow" />
        <Button command="notebook.write" type="submit" tone="primary" isDisabled={text.trim() === ''}>
          Write it down
        </Button>
      </div>
    </form>
  );
}

function Note({ session, note }: { readonly session: CaseSession; readonly note: NotebookEntry }): ReactElement {
  const rows = useRows(session, note.events);
  const zone = useUi((state) => state.zone);
  const { forReport = false } = note;
  return (
    <li>
      <div className="row">
        <span className="muted grow">
          <TimeText time={{ ms: Date.parse(note.at), ns: 0 }} resolution="s" zone={zone} form="compact" />
        </span>
        <ToggleButton
          command="notebook.for-report"
          icon="report"
          isSelected={forReport}
          onChange={(isOn) =>
            void attempt('The note could not be changed', () =>
              session.act({ type: 'note-set', note: { ...note, forReport: isOn } }),
            )
          }
        >
          {forReport ? 'In the report' : 'Not in the report'}
        </ToggleButton>
        <IconButton
          command="notebook.remove"
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
        <Button command="record.show" key={event} tone="quiet" onPress={() => showEvent(event)}>
          <EvidenceText text={rows?.get(event)?.message ?? 'event not in the case'} />
        </Button>
      ))}
      {note.searches.map(({ query, range, count, total }) => (
        <Button
          command="search.run"
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
