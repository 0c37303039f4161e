import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { attackKnowledge } from '../../../../parsers/formats/attack-knowledge/index.js';
import { recordInput } from '../../../support/record-input.js';

function events(value: unknown) {
  const result = attackKnowledge.parse(recordInput(value));
  return result.kind === 'events' ? result.events : [];
}

test('the list says what it is, with its notice', () => {
  const [event] = events({
    notice: '© MITRE',
    tactics: [{ id: 'TA0002' }],
    techniques: [{ id: 'T1609' }, { id: 'T1610' }],
  });
  expect([event?.time, event?.message, event?.fields['event.kind']]).toEqual([
    null,
    'MITRE ATT&CK: 1 tactics, 2 techniques. © MITRE',
    'enrichment',
  ]);
});

test('any JSON in its place is answered', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      for (const shape of [value, { tactics: [{ id: 'TA0001' }], techniques: [value] }])
        expect(['events', 'rejected']).toContain(attackKnowledge.parse(recordInput(shape)).kind);
    }),
  );
});
