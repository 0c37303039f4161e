import { expect, test } from 'vitest';
import type { ExhibitBridge } from '../../../../main/bridge/contract.js';
import type { Act, Annotation, JournalLine, NotebookEntry } from '../../../../parsers/model/case.js';
import { foldJournal } from '../../../../parsers/model/fold.js';
import { eventId } from '../../../../parsers/model/ids.js';
import { chainHash, FIRST_PREVIOUS_HASH, writeLine } from '../../../../parsers/model/journal-chain.js';
import { journalProof } from '../../../../renderer/report/journal-proof.js';
import type { CitedEvent } from '../../../../renderer/report/model.js';
import { linesOf } from '../../../support/ledger-builders.js';
import { sha256 } from '../../../support/report-attachments.js';

const event = (offset: number) => eventId({ exhibit: 'b'.repeat(64), member: '', offset, path: '', index: 0 });
const annotated = (offset: number, note: string): Act => ({
  type: 'annotated',
  annotation: {
    event: event(offset),
    note,
    kind: 'fact',
    technique: null,
    tactic: null,
    confidence: 'high',
    alternatives: '',
    tags: [],
    forReport: offset === 1,
  } satisfies Annotation,
});
const noted = (id: string, text: string, forReport: boolean): Act => ({
  type: 'note-set',
  note: { id, at: '2026-10-15T08:00:00Z', text, events: [], searches: [], forReport } satisfies NotebookEntry,
});

const ACTS: readonly (readonly [act: Act, isShown: boolean])[] = [
  [{ type: 'case-opened', host: 'test' }, false],
  [annotated(1, 'first thought'), false],
  [annotated(1, 'what the report prints'), true],
  [annotated(2, 'not for the report'), false],
  [noted('n1', 'for the court \u202e', true), true],
  [noted('n2', 'for myself', false), false],
  [noted('n3', 'taken back', true), false],
  [{ type: 'undone', seq: 8 }, false],
  [{ type: 'case-described', changes: { title: 'Old title' } }, false],
  [{ type: 'case-described', changes: { title: 'Title' } }, true],
  [{ type: 'case-opened', host: 'after' }, false],
];

/** The lines of the acts as the journal chains them, the creation of the case first. */
function journalOf(acts: readonly Act[]): readonly JournalLine[] {
  let previous = FIRST_PREVIOUS_HASH;
  return linesOf(acts).map(({ body }) => {
    const { line } = writeLine(previous, body);
    previous = line.hash;
    return line;
  });
}

test('every line is proven, and no word leaves but those that the report prints', async () => {
  const lines = journalOf(ACTS.map(([act]) => act));
  const state = foldJournal(lines);
  /** Main hands the journal out in pages. */
  const bridge = {
    call: async (_name: string, from: number) => {
      const page = lines.slice(from - 1, from + 2);
      const next = from + 3 <= lines.length ? from + 3 : null;
      return { ok: true, value: { lines: page, next, head: state.head } };
    },
  } as unknown as ExhibitBridge;
  const cited = { annotation: state.annotations.get(event(1)) ?? null } as CitedEvent;
  const journal = { length: lines.length - 1, head: lines.at(-2)?.hash ?? '' };
  const proof = await journalProof(bridge, { journal, events: [cited] }, state);
  let previous = FIRST_PREVIOUS_HASH;
  for (const { hash, bodyHash, bodyText } of proof) {
    expect(hash).toBe(chainHash(previous, bodyHash));
    if (bodyText !== undefined) expect(sha256(bodyText)).toBe(bodyHash);
    previous = hash;
  }
  expect(previous).toBe(journal.head);
  const shown = proof.map(({ bodyText }) => bodyText !== undefined);
  expect(shown).toEqual([true, ...ACTS.map(([, isShown]) => isShown)].slice(0, -1));
  const words = JSON.stringify(proof);
  for (const secret of ['first thought', 'not for the report', 'for myself', 'taken back', 'Old title'])
    expect(words).not.toContain(secret);
});
