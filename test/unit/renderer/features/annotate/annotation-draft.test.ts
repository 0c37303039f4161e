import { describe, expect, test } from 'vitest';
import type { EventId } from '../../../../../parsers/model/ids.js';
import {
  annotationOfDraft,
  defaultStepTitle,
  draftOfAnnotation,
  sameDraft,
  withTactic,
  withTechnique,
} from '../../../../../renderer/features/annotate/annotation-draft.js';

const event = '["x","",0,"",0]' as EventId;
const empty = draftOfAnnotation(null);

test('what is saved comes back unchanged', () => {
  const saved = annotationOfDraft({ ...empty, note: ' seen ', tags: 'miner, token,, miner ,', forReport: true }, event);
  expect(saved).toMatchObject({ event, note: 'seen', tags: ['miner', 'token'], forReport: true });
  expect(annotationOfDraft(draftOfAnnotation(saved), event)).toEqual(saved);
});

test('tells a changed draft from an equal one', () => {
  expect(sameDraft(empty, { ...empty })).toBe(true);
  expect(sameDraft(empty, { ...empty, confidence: 'low' })).toBe(false);
});

describe('tactic and technique keep together', () => {
  test('a technique of one tactic brings it', () => {
    expect(withTechnique(empty, 'T1611')).toMatchObject({ technique: 'T1611', tactic: 'privilege-escalation' });
  });

  test('a technique of several leaves the tactic to the examiner, or as it was where it fits', () => {
    expect(withTechnique(empty, 'T1078').tactic).toBeNull();
    expect(withTechnique({ ...empty, tactic: 'persistence' }, 'T1078').tactic).toBe('persistence');
  });

  test('a tactic that a technique does not serve takes it away', () => {
    const escape = withTechnique(empty, 'T1611');
    expect(withTactic(escape, 'exfiltration')).toMatchObject({ tactic: 'exfiltration', technique: null });
    expect(withTactic(escape, null)).toMatchObject({ tactic: null, technique: 'T1611' });
  });
});

test('a step without title takes the first line of the note, else the event', () => {
  expect(defaultStepTitle('  Shell\nmore', 'message')).toBe('Shell');
  expect(defaultStepTitle(' \n', 'message')).toBe('message');
  expect(defaultStepTitle('', 'x'.repeat(200))).toHaveLength(90);
  expect(defaultStepTitle('', 'a\0\u202e\r\nb')).toBe('a‹U+0000›‹U+202E›‹U+000D› b');
});
