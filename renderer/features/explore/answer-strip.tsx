import { useEffect, useMemo, useRef, type ReactElement } from 'react';
import { isOutdated } from '../../query/outdated.js';
import type { EventRow, QueryClient, SearchResult } from '../../query/spec.js';
import type { Answer } from '../../ui-state/pivot.js';
import { select, ui } from '../../ui-state/ui-state.js';
import { IconButton } from '../../ui/button.js';
import { EvidenceText } from '../../ui/evidence-text.js';
import { hiddenText } from '../../ui/hidden-text.js';
import { countedText, countText } from '../../ui/quantities.js';
import { TimeText } from '../../ui/time-text.js';
import { useLatest } from '../../ui/use-latest.js';
import { answerValues, type AnswerValue } from './answers.js';
import './answer-strip.css';

/** Records read for an answer; beyond that it says of how many. */
const LIMIT = 10_000;
const PAGE = 1000;
/** Values drawn. */
const SHOWN = 60;

export interface AnswerStripProps {
  readonly client: Pick<QueryClient, 'rows'>;
  readonly answer: Answer;
  /** What the search for the answer found. */
  readonly result: SearchResult;
  readonly zone: string;
}

/** The values that answer a question; each leads to the record that says so. */
export function AnswerStrip({ client, answer, result, zone }: AnswerStripProps): ReactElement {
  const list = useRef<HTMLUListElement>(null);
  const question = useMemo(() => ({ result, answer }), [result, answer]);
  const { answered, failure } = useLatest(question, (asked) => readRows(client, asked.result), isOutdated);
  const values = useMemo(
    () => (answered === null ? null : answerValues(answered.answer, answered.question.answer)),
    [answered],
  );
  const read = answered?.answer.length ?? 0;
  const isReady = answered?.question.answer === answer && values !== null;

  // Whoever asks goes on from the first value; a later change of the range leaves the focus where it is.
  useEffect(() => {
    if (isReady) list.current?.querySelector('button')?.focus();
  }, [isReady]);

  return (
    <section className="answer" aria-label="Answer">
      <div className="answer-head">
        <h2>{answer.title}</h2>
        <span className="muted">
          {!isReady
            ? 'reading the records…'
            : `${countedText(values.length, 'value')} of ${answer.field} in ${countedText(read, 'record')}` +
              (read < result.matched ? `, the first of ${countText(result.matched)}` : '') +
              (result.hidden > 0 ? `, ${hiddenText(result)}` : '')}
        </span>
        <IconButton
          command="answer.close"
          label="Close the answer"
          icon="close"
          onPress={() => ui.set({ answer: null })}
        />
      </div>
      {failure !== null && (
        <p className="answer-failure" role="alert">
          {failure}
        </p>
      )}
      {isReady && values.length === 0 && (
        <p className="muted">
          No record states it. That proves nothing unless the sources would have recorded it: see the coverage in the
          overview.
        </p>
      )}
      <ul ref={list} className="answer-values">
        {(isReady ? values : []).slice(0, SHOWN).map((value) => (
          <Value key={value.value} value={value} answer={answer} zone={zone} />
        ))}
      </ul>
      {isReady && values.length > SHOWN && (
        <p className="muted">
          the first {SHOWN} of {countText(values.length)} values
        </p>
      )}
    </section>
  );
}

function Value({
  value: { value, count, first, last, cited },
  answer,
  zone,
}: {
  readonly value: AnswerValue;
  readonly answer: Answer;
  readonly zone: string;
}): ReactElement {
  return (
    <li>
      <button
        data-command="answer.show"
        type="button"
        className="answer-value"
        title={`Shows the ${answer.atMs === null ? 'first' : 'nearest'} record that states it`}
        onClick={() => select(cited.id)}
      >
        <EvidenceText text={value} isMono />
        <span className="muted">{countText(count)}</span>
        <span className="answer-times">
          {answer.atMs !== null && cited.id !== first.id && (
            <>
              nearest <TimeText time={cited.time} resolution={cited.resolution} zone={zone} form="compact" />,{' '}
            </>
          )}
          <TimeText time={first.time} resolution={first.resolution} zone={zone} form="compact" />
          {last.id !== first.id && (
            <>
              {' – '}
              <TimeText time={last.time} resolution={last.resolution} zone={zone} form="compact" />
            </>
          )}
        </span>
      </button>
    </li>
  );
}

async function readRows(client: Pick<QueryClient, 'rows'>, result: SearchResult): Promise<readonly EventRow[]> {
  const rows: EventRow[] = [];
  const wanted = Math.min(result.matched, LIMIT);
  while (rows.length < wanted) {
    const page = await client.rows(result.id, rows.length, Math.min(PAGE, wanted - rows.length));
    if (page.length === 0) break;
    rows.push(...page);
  }
  return rows;
}
