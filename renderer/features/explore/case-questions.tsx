import type { ReactElement } from 'react';
import { Button } from '../../ui/button.js';
import { take } from './pivot-menu.js';
import { CASE_QUESTIONS } from './pivots.js';

/** Questions to the whole case as buttons; each leads to its answer over the grid. */
export function CaseQuestions(): ReactElement {
  return (
    <>
      {CASE_QUESTIONS.map((question) => (
        <Button command="ask.case" key={question.id} onPress={() => take(question, null)}>
          {question.label}
        </Button>
      ))}
    </>
  );
}
