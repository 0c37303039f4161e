import { useEffect, useRef, useState } from 'react';
import { createLatest, type Latest } from './latest.js';

/** What is known of the answer to a question that changes often. */
export interface LatestAnswer<Q, A> {
  /** The newest answer there is, and the question it answers; it stays while newer ones are under way. */
  readonly answered: { readonly question: Q; readonly answer: A } | null;
  readonly isPending: boolean;
  /** Why the newest question could not be answered. */
  readonly failure: string | null;
}

/**
 * Asks a question with at most one request in flight; of the questions that come meanwhile only the newest is asked.
 * Questions are told apart by identity: memoise them. `ask` may change without asking again. Null asks nothing. A failure
 * that `isOutdated` knows leaves the question pending: a newer one is on its way.
 */
export function useLatest<Q, A>(
  question: Q | null,
  ask: (question: Q) => Promise<A>,
  isOutdated: (error: unknown) => boolean,
): LatestAnswer<Q, A> {
  const [answered, setAnswered] = useState<{ readonly question: Q; readonly answer: A } | null>(null);
  const [failed, setFailed] = useState<{ readonly question: Q; readonly message: string } | null>(null);
  const asking = useRef(ask);
  const latest = useRef<Latest<Q> | null>(null);

  useEffect(() => {
    asking.current = ask;
  });

  useEffect(() => {
    const made = createLatest<Q, A>(
      (wanted) => asking.current(wanted),
      (wanted, answer) => setAnswered({ question: wanted, answer }),
      (wanted, message) => setFailed({ question: wanted, message }),
      isOutdated,
    );
    latest.current = made;
    return () => made.stop();
  }, [isOutdated]);

  useEffect(() => {
    if (question !== null) latest.current?.request(question);
  }, [question]);

  const failure = failed !== null && failed.question === question ? failed.message : null;
  return { answered, failure, isPending: question !== null && failure === null && answered?.question !== question };
}
