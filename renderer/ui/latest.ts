export interface Latest<Q> {
  request(question: Q): void;
  /** Nothing is told any more, and nothing asked. */
  stop(): void;
}

/**
 * Keeps one request in flight. Of the questions that come meanwhile only the newest is asked, when the one before is
 * answered. A failure is told only for the newest question, and not where `isOutdated` knows it for the mark of something
 * newer on its way.
 */
export function createLatest<Q, A>(
  ask: (question: Q) => Promise<A>,
  onAnswer: (question: Q, answer: A) => void,
  onFailure: (question: Q, message: string) => void,
  isOutdated: (error: unknown) => boolean,
): Latest<Q> {
  let isStopped = false;
  let inFlight = false;
  let waiting: { readonly question: Q } | null = null;

  async function run(first: Q): Promise<void> {
    inFlight = true;
    for (let next: { readonly question: Q } | null = { question: first }; next !== null;) {
      const { question } = next;
      waiting = null;
      try {
        const answer = await ask(question);
        if (!isStopped) onAnswer(question, answer);
      } catch (error) {
        if (!isStopped && waiting === null && !isOutdated(error))
          onFailure(question, error instanceof Error ? error.message : String(error));
      }
      next = isStopped ? null : waiting;
    }
    inFlight = false;
  }

  return {
    request(question) {
      if (isStopped) return;
      if (inFlight) waiting = { question };
      else void run(question);
    },
    stop() {
      isStopped = true;
    },
  };
}
