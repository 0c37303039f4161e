import { expect, test } from 'vitest';
import type { ColumnMapping, RememberedMapping } from '../../../../../parsers/model/mapping.js';
import { surveyHead } from '../../../../../parsers/survey/survey.js';
import {
  draftFault,
  firstDraft,
  firstFraming,
  mappedReading,
  readingOf,
  remembering,
  withSurvey,
} from '../../../../../renderer/features/mapper/reading-draft.js';

const survey = surveyHead(
  'x.csv',
  new TextEncoder().encode('time,user,n\n2024-01-02T03:04:05Z,alice,1\n2024-01-02T03:04:06Z,bob,2\n'),
  true,
  null,
)!;
const { framing } = survey;
const unread = { format: 'unrecognised' };
const other: ColumnMapping = { ...survey.proposal.mapping, columns: { message: ['n'] } };
const remembered: readonly RememberedMapping[] = [{ columns: survey.digest, mapping: other }];

test('begins with what is proposed, with what is remembered before it, and with what was stated before both', () => {
  const first = firstDraft(unread);
  expect(withSurvey(first, survey, undefined, []).columns).toEqual(survey.proposal.mapping);
  expect(withSurvey(first, survey, undefined, remembered).columns).toEqual(other);
  const mine: ColumnMapping = { ...other, columns: { id: ['n'] } };
  const reading = { kind: 'mapped', framing, mapping: mine } as const;
  const stated = firstDraft({ ...unread, stated: { reading, reason: 'seen', by: 'Jane' } });
  expect(stated).toMatchObject({ way: 'columns', reason: 'seen' });
  expect(withSurvey(stated, survey, reading, remembered).columns).toEqual(mine);
  expect(firstDraft({ ...unread, stated: { reading: { kind: 'not-evidence' }, reason: '', by: '' } }).way).toBe(
    'not-evidence',
  );
});

test('a report is looked at as one document, anything else as the likeliest records', () => {
  const reading = { kind: 'mapped', framing, mapping: other } as const;
  expect(firstFraming('columns', reading)).toBe(framing);
  expect(firstFraming('dta', reading)).toEqual({ kind: 'json', envelope: [] });
  expect(firstFraming('columns', undefined)).toBeNull();
});

const draft = { ...withSurvey(firstDraft(unread), survey, undefined, []), reason: 'seen' };
const time = draft.columns.time!;

test.each([
  ['no reason', { ...draft, reason: ' ' }, 'Say what this rests on.'],
  ['no format', { ...draft, way: 'format' }, 'Choose a format.'],
  ['no behaviours', { ...draft, way: 'dta' }, 'Say where the behaviours lie.'],
  ['no columns', { ...draft, columns: { ...draft.columns, time: null, columns: {} } }, 'Name at least one column.'],
  [
    'a pattern without a year',
    { ...draft, columns: { ...draft.columns, time: { ...time, writing: { by: 'pattern', pattern: 'HH:mm' } } } },
    'The pattern names no year.',
  ],
  ['no such zone', { ...draft, zone: 'Mars/Base' }, 'There is no such zone.'],
] as const)('%s keeps it from being stated', (_, faulty, fault) => {
  expect(draftFault(faulty, framing)).toContain(fault);
  expect(draftFault(draft, framing)).toBeNull();
});

test('without records nothing can be mapped, and anything else can be said', () => {
  expect(draftFault(draft, null)).toBe('The member has no records with columns.');
  expect(mappedReading(draft, null)).toBeNull();
  expect(draftFault({ ...draft, way: 'not-evidence' }, null)).toBeNull();
});

test('each way says what it stands for', () => {
  expect(readingOf({ ...draft, way: 'content' }, framing)).toBeNull();
  expect(readingOf({ ...draft, way: 'format', format: 'falco' }, framing)).toEqual({ kind: 'format', format: 'falco' });
  expect(readingOf({ ...draft, way: 'not-evidence' }, framing)).toEqual({ kind: 'not-evidence' });
  expect(readingOf(draft, framing)).toEqual({ kind: 'mapped', framing, mapping: survey.proposal.mapping });
});

test('one mapping of a kind is remembered for a set of columns, the newest first, a hundred in all', () => {
  const again = remembering(remembered, survey.digest, survey.proposal.mapping);
  expect(again).toEqual([{ columns: survey.digest, mapping: survey.proposal.mapping }]);
  const layout = survey.layout.layout;
  expect(remembering(again, survey.digest, layout)).toHaveLength(2);
  const many = Array.from({ length: 100 }, (_, at) => ({ columns: String(at), mapping: other }));
  const full = remembering(many, survey.digest, other);
  expect([full.length, full[0]?.columns, full.at(-1)?.columns]).toEqual([100, survey.digest, '98']);
});
