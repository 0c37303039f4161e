import type { CaseDraft } from '../../../parsers/model/case.js';
import { isZone } from '../../../parsers/time/zone.js';

/** A case as it is being typed. */
export interface CaseForm {
  readonly number: string;
  readonly title: string;
  readonly examiner: string;
  readonly organisation: string;
  /** One question per line. */
  readonly questions: string;
  readonly displayZone: string;
}

export const EMPTY_CASE: CaseForm = {
  number: '',
  title: '',
  examiner: '',
  organisation: '',
  questions: '',
  displayZone: 'UTC',
};

export type CaseFormErrors = { readonly [field in keyof CaseForm]?: string };

/** What stands in the way of making the case, by field; empty where nothing does. */
export function caseFormErrors(form: CaseForm): CaseFormErrors {
  return {
    ...(form.number.trim() === ''
      ? { number: 'Give the case a number: its folder and its exhibits are named after it.' }
      : {}),
    ...(form.examiner.trim() === ''
      ? { examiner: 'Say who examines: every act in the journal carries this name.' }
      : {}),
    ...(isZone(form.displayZone) ? {} : { displayZone: 'Choose a zone from the list.' }),
  };
}

/** Questions from lines; blank lines and list marks (`1.`, `-`) are dropped. */
export function questionsOf(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.replace(/^\s*(?:\d+[.)]|[-*•])\s+/, '').trim())
    .filter((line) => line !== '');
}

/** What main journals. */
export function draftOf(form: CaseForm, kind: CaseDraft['kind']): CaseDraft {
  return {
    kind,
    number: form.number.trim(),
    title: form.title.trim(),
    examiner: form.examiner.trim(),
    organisation: form.organisation.trim(),
    questions: questionsOf(form.questions),
    displayZone: form.displayZone,
  };
}

/** A case as the form shows it. */
export function formOf(draft: Omit<CaseDraft, 'kind'>): CaseForm {
  const { number, title, examiner, organisation, displayZone } = draft;
  return { number, title, examiner, organisation, displayZone, questions: draft.questions.join('\n') };
}

/** What the form changes about a case; null where nothing. */
export function changesOf(before: Omit<CaseDraft, 'kind'>, form: CaseForm): Partial<CaseDraft> | null {
  const { kind: _kind, ...after } = draftOf(form, 'case');
  const changed = Object.entries(after).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name as keyof typeof after]),
  );
  return changed.length === 0 ? null : Object.fromEntries(changed);
}
