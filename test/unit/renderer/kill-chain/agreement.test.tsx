/** Panel and report show one chain: the same marks for the same steps in the same order, with the same doubts. */
import * as fc from 'fast-check';
import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { ChainFigure } from '../../../../renderer/features/kill-chain/chain-figure.js';
import { marksOf } from '../../../../renderer/features/timeline/marks.js';
import { inOrder } from '../../../../renderer/kill-chain/event-order.js';
import { orderedSteps, orderNote } from '../../../../renderer/kill-chain/ordered-steps.js';
import { STANDARD_PLAN } from '../../../../parsers/model/report-plan.js';
import { actWords } from '../../../../renderer/report/acts.js';
import type { CitedEvent, ReportModel } from '../../../../renderer/report/model.js';
import { KillChainPrint } from '../../../../renderer/report/pages/kill-chain-print.js';
import { KillChainSection } from '../../../../renderer/report/pages/kill-chain-section.js';
import { linksOf, stepsOf } from '../../../../renderer/report/report-steps.js';
import { chains, type Chain } from './chain-builders.js';

/** What each place shows of every step: mark, title, what is said of its order. */
type Shown = readonly (readonly [mark: string, title: string, note: string | null])[];

/** The chapter's part of the model. The chapter reads nothing else of it. */
function modelOf({ state, details }: Chain): ReportModel {
  const events = inOrder(details, state.receipts).map((detail, index): CitedEvent => ({
    mark: `E${index + 1}`,
    detail,
    annotation: state.annotations.get(detail.id) ?? null,
    command: '',
    effectCites: [],
    act: actWords({}),
    inFull: true,
    isRawMasked: false,
  }));
  const steps = stepsOf(state, events);
  const part: Pick<ReportModel, 'events' | 'steps' | 'links'> & object = {
    events,
    steps,
    links: linksOf(state.links, steps, () => ['E1']),
  };
  const counts = { events: 1000, unplaced: 0, annotated: 0, cited: events.length };
  return { ...part, counts, plan: STANDARD_PLAN, meta: { displayZone: 'Europe/Berlin' } } as unknown as ReportModel;
}

const MARK = String.raw`S\d+`;
const NOTE = 'order undecided with [^<,]+(?:, [^<,]+)*|no place on the time line, order not known';

function texts(markup: string): string {
  return markup.replaceAll('&#x27;', "'").replaceAll('&amp;', '&');
}

/** Steps by their marks where a pattern with the groups `mark`, `title` and `note` finds them. */
function read(element: ReactElement, pattern: RegExp): readonly (readonly string[])[] {
  return [...texts(renderToStaticMarkup(element)).matchAll(pattern)].map((match) => [
    match.groups?.['mark'] ?? '',
    match.groups?.['note'] ?? '',
  ]);
}

test('figure and lanes of the window, figure and table of the report', () => {
  fc.assert(
    fc.property(chains, (chain) => {
      const rows = new Map(chain.details.map((detail) => [detail.id, detail]));
      const steps = orderedSteps(chain.state, rows);
      const shown: Shown = steps.map((step) => [step.mark, step.step.title, orderNote(step)]);
      const withNotes = shown.map(([mark, , note]) => [mark, note ?? '']);
      const model = modelOf(chain);

      const figure = read(
        <ChainFigure steps={steps} links={chain.state.links} chosen={[]} onChoose={() => undefined} />,
        new RegExp(`aria-label="(?<mark>${MARK}) [^"]*?(?:, (?<note>${NOTE}))?\\. Choose for a link"`, 'g'),
      );
      expect(figure).toEqual(withNotes);

      const table = read(
        <KillChainSection model={model} />,
        new RegExp(`<th scope="row">(?<mark>${MARK})(?:<span class="undecided">≈ (?<note>${NOTE})</span>)?`, 'g'),
      );
      expect(table).toEqual(withNotes);

      const print = read(
        <KillChainPrint model={model} steps={model.steps} title="" />,
        new RegExp(`text-anchor="middle">(?<mark>${MARK})</text>`, 'g'),
      );
      expect(print.map(([mark]) => mark)).toEqual(shown.map(([mark]) => mark));
      const undecided =
        texts(renderToStaticMarkup(<KillChainPrint model={model} steps={model.steps} title="" />)).match(
          />≈<\/text>/g,
        ) ?? [];
      expect(undecided).toHaveLength(shown.filter(([, , note]) => note !== null).length);

      expect(model.steps.map((step) => [step.mark, step.title, orderNote(step)])).toEqual(shown);
      // Lanes hold what has a place on the time line, under the same marks.
      const placed = marksOf(chain.state, chain.details, null).placed.filter(({ step }) => step !== null);
      expect(placed.map(({ step, text }) => [step, text])).toEqual(
        steps.filter(({ claim }) => claim !== null).map(({ mark, step }) => [mark, step.title]),
      );
    }),
    { numRuns: 60 },
  );
});
