/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a combobox with its own list has no element of its own */
import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactElement } from 'react';
import type { QueryClient, QueryProblem } from '../../query/spec.js';
import { Button, IconButton } from '../../ui/button.js';
import { countedText } from '../../ui/quantities.js';
import { EvidenceText } from '../../ui/evidence-text.js';
import {
  caretContext,
  complete,
  fieldCompletions,
  valueCompletion,
  type CaretContext,
  type Completion,
} from './completion.js';
import { EMPTY_HISTORY, remember, walk } from './query-history.js';
import './query-line.css';

const LIMIT = 12;

export interface QueryLineProps {
  readonly client: Pick<QueryClient, 'suggest'>;
  /** The query in force. */
  readonly query: string;
  /** What is wrong with the query in force. */
  readonly problem: QueryProblem | null;
  readonly onRun: (query: string) => void;
}

interface Proposals {
  readonly context: CaretContext;
  readonly items: readonly Completion[];
  /** -1: none chosen yet, Enter runs the query. */
  readonly active: number;
}

const CLOSED: Proposals = { context: { kind: 'none' }, items: [], active: -1 };

/** The query line: Enter runs, the list completes names and values, Up and Down walk through earlier queries. */
export function QueryLine({ client, query, problem, onRun }: QueryLineProps): ReactElement {
  const [typed, setTyped] = useState({ text: query, over: query });
  const [proposals, setProposals] = useState(CLOSED);
  const [scroll, setScroll] = useState(0);
  const history = useRef(EMPTY_HISTORY);
  const input = useRef<HTMLInputElement>(null);
  const asked = useRef(0);
  const listId = useId();
  const problemId = useId();

  // A query set from outside (a value clicked on, a lane) replaces what stands in the line.
  const text = typed.over === query ? typed.text : query;
  const setText = (next: string): void => setTyped({ text: next, over: query });

  useEffect(() => {
    history.current = remember(history.current, query);
  }, [query]);

  const close = (): void => {
    asked.current += 1;
    setProposals(CLOSED);
  };

  const propose = (value: string, caret: number): void => {
    asked.current += 1;
    const mine = asked.current;
    const context = caretContext(value, caret);
    if (context.kind === 'value') {
      void client.suggest(context.field, context.prefix, LIMIT).then((values) => {
        if (asked.current !== mine) return;
        setProposals({
          context,
          items: values.map(({ value, count: n }) => valueCompletion(value, countedText(n, 'event'))),
          active: -1,
        });
      });
    } else {
      setProposals(
        context.kind === 'field' ? { context, items: fieldCompletions(context.prefix, LIMIT), active: -1 } : CLOSED,
      );
    }
  };

  const accept = (item: Completion): void => {
    const element = input.current;
    if (element === null || proposals.context.kind === 'none') return;
    const next = complete(text, element.selectionStart ?? text.length, proposals.context.from, item.insert);
    setText(next.text);
    requestAnimationFrame(() => {
      element.setSelectionRange(next.caret, next.caret);
      if (proposals.context.kind === 'field') propose(next.text, next.caret);
    });
    close();
  };

  const run = (value: string): void => {
    close();
    history.current = remember(history.current, value);
    onRun(value);
  };

  const recall = (by: -1 | 1): void => {
    const walked = walk(history.current, by, text);
    if (walked === null) return;
    history.current = walked.history;
    setText(walked.text);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    const { items, active } = proposals;
    const isOpen = items.length > 0;
    const chosen = items[active];
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const by = event.key === 'ArrowDown' ? 1 : -1;
      if (isOpen)
        setProposals({
          ...proposals,
          active: (active + by + items.length + (active === -1 && by === -1 ? 1 : 0)) % items.length,
        });
      else recall(by);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      if (chosen === undefined) run(text);
      else accept(chosen);
    } else if (event.key === 'Tab' && chosen !== undefined) {
      event.preventDefault();
      accept(chosen);
    } else if (event.key === 'Escape' && isOpen) {
      event.preventDefault();
      close();
    } else if (event.key === ' ' && event.ctrlKey) {
      event.preventDefault();
      propose(text, event.currentTarget.selectionStart ?? text.length);
    }
  };

  const isOpen = proposals.items.length > 0;
  // The place is told only while the text that has the fault still stands.
  const fault = problem !== null && text === query ? problem : null;
  return (
    <search className="query-line">
      <div className="query-field">
        {fault !== null && (
          <div className="query-mirror" aria-hidden="true">
            <span className="query-mirror-text" style={{ transform: `translateX(${-scroll}px)` }}>
              {text.slice(0, fault.at)}
              <span className="query-fault">{text.slice(fault.at, fault.at + 1) || ' '}</span>
            </span>
          </div>
        )}
        <input
          ref={input}
          className="input query-input"
          type="text"
          role="combobox"
          aria-label="Query"
          aria-expanded={isOpen}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={proposals.active >= 0 ? `${listId}-${proposals.active}` : undefined}
          aria-invalid={fault !== null}
          aria-describedby={fault === null ? undefined : problemId}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          placeholder='container.image.name: "nginx" and not exhibit.outcome: prevented'
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            propose(event.target.value, event.target.selectionStart ?? event.target.value.length);
          }}
          onKeyDown={onKeyDown}
          onScroll={(event) => setScroll(event.currentTarget.scrollLeft)}
          onBlur={close}
        />
        {isOpen && <ProposalList id={listId} items={proposals.items} active={proposals.active} onAccept={accept} />}
      </div>
      {(text !== '' || query !== '') && (
        <IconButton
          command="query.clear"
          label="Clear the query"
          icon="close"
          onPress={() => {
            setText('');
            run('');
            input.current?.focus();
          }}
        />
      )}
      <Button command="query.run" tone="primary" icon="search" onPress={() => run(text)}>
        Search
      </Button>
      {fault !== null && (
        <p className="query-problem" id={problemId} role="alert">
          Character {fault.at + 1}: {fault.message}
        </p>
      )}
    </search>
  );
}

interface ProposalListProps {
  readonly id: string;
  readonly items: readonly Completion[];
  readonly active: number;
  readonly onAccept: (item: Completion) => void;
}

function ProposalList({ id, items, active, onAccept }: ProposalListProps): ReactElement {
  return (
    <div className="query-proposals popover" role="listbox" id={id} aria-label="Proposals">
      {items.map((item, index) => (
        <div
          key={item.label}
          id={`${id}-${index}`}
          className="list-item"
          role="option"
          tabIndex={-1}
          aria-selected={index === active}
          data-focused={index === active || undefined}
          onMouseDown={(event) => {
            // Keeps the focus in the line.
            event.preventDefault();
            onAccept(item);
          }}
        >
          <EvidenceText text={item.label} isMono />
          <span className="list-item-note">{item.note}</span>
        </div>
      ))}
    </div>
  );
}
