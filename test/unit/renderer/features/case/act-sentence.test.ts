import { expect, test } from 'vitest';
import { eventId } from '../../../../../parsers/model/ids.js';
import { actSentence } from '../../../../../renderer/features/case/act-sentence.js';

const event = eventId({ exhibit: 'a'.repeat(64), member: 'node-1/audit.log', offset: 4096, path: '', index: 0 });

test('says which record an annotation speaks of', () => {
  expect(actSentence({ type: 'annotation-removed', event })).toBe(
    'Annotation removed from node-1/audit.log at byte 4096',
  );
});

test('names the line that was undone', () => {
  expect(actSentence({ type: 'undone', seq: 12 })).toBe('Line 12 undone');
});

test('tells what of the case was changed', () => {
  expect(actSentence({ type: 'case-described', changes: { title: 'x', displayZone: 'UTC' } })).toBe(
    'Description of the case changed: title, displayZone',
  );
});
