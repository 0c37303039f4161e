import { expect, test } from 'vitest';
import {
  caseFormErrors,
  changesOf,
  draftOf,
  EMPTY_CASE,
  formOf,
  questionsOf,
} from '../../../../../renderer/features/case/case-draft.js';

const form = { ...EMPTY_CASE, number: ' 2026-1 ', examiner: 'Jane Smith', questions: '1. How?\n\n - What?  \n' };

test('an empty form says what is needed and why', () => {
  expect(Object.keys(caseFormErrors(EMPTY_CASE))).toEqual(['number', 'examiner']);
  expect(caseFormErrors(form)).toEqual({});
  expect(caseFormErrors({ ...form, displayZone: 'Mars/Olympus' })).toHaveProperty('displayZone');
});

test('questions come from lines without their marks', () => {
  expect(questionsOf(form.questions)).toEqual(['How?', 'What?']);
  expect(questionsOf('3.5 GB left the network?')).toEqual(['3.5 GB left the network?']);
});

test('only what changed is an act', () => {
  const draft = draftOf(form, 'case');
  expect(draft.number).toBe('2026-1');
  expect(changesOf(draft, formOf(draft))).toBeNull();
  expect(changesOf(draft, { ...formOf(draft), title: 'New', questions: 'Who?' })).toEqual({
    title: 'New',
    questions: ['Who?'],
  });
});
