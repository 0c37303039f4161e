import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { mapped } from '../../../../parsers/formats/mapped/index.js';
import type { ColumnMapping } from '../../../../parsers/model/mapping.js';
import { recordInput } from '../../../support/record-input.js';
import { onlyEvent } from '../../../support/parsed.js';

const NOTHING: ColumnMapping = {
  kind: 'columns',
  time: null,
  columns: {},
  outcomes: {},
  severities: {},
  isIdUnique: false,
};

function parse(value: unknown, mapping: Partial<ColumnMapping>) {
  const input = recordInput(value);
  return mapped.parse({ ...input, context: { ...input.context, mapping: { ...NOTHING, ...mapping } } });
}

const at = (...path: string[]) => ({ columns: [path], writing: { by: 'shape' }, kind: 'happened' }) as const;

test('columns become fields, each in its normal form', () => {
  const row = {
    when: { at: '2024-05-06T07:08:09.5Z' },
    who: 'alice',
    did: 'exec',
    res: 'DENY',
    box: 'docker://3F2A3f2a3f2a3f2a',
    pod: 'web-1',
    ns: 'shop',
    img: 'reg:5000/web:1.2@sha256:00',
    from: '10.0.0.9:4711',
    to: ['10.0.0.1', 'db.internal'],
    sev: 'High',
    uid: 'e-1',
    text: 'alice ran sh',
  };
  const event = onlyEvent(
    parse(row, {
      time: at('when', 'at'),
      columns: {
        message: ['text'],
        actor: ['who'],
        action: ['did'],
        outcome: ['res'],
        container: ['box'],
        pod: ['pod'],
        namespace: ['ns'],
        image: ['img'],
        source: ['from'],
        destination: ['to', '[]'],
        severity: ['sev'],
        id: ['uid'],
      },
      outcomes: { DENY: 'denied' },
      severities: { High: 7 },
    }),
  );
  expect(event.message).toBe('alice ran sh');
  expect(event.time).toMatchObject({ text: '2024-05-06T07:08:09.5Z', resolution: 'ms', zone: 'record' });
  expect(event.fields).toEqual({
    'container.id': '3f2a3f2a3f2a3f2a',
    'container.image.hash.all': 'sha256:00',
    'container.image.name': 'reg:5000/web',
    'container.image.tag': '1.2',
    'destination.address': 'db.internal',
    'destination.ip': '10.0.0.1',
    'event.action': 'exec',
    'event.id': 'e-1',
    'event.kind': 'event',
    'event.original': 'alice ran sh',
    'event.outcome': 'failure',
    'event.severity': 'High',
    'exhibit.lane': 'k8s/-/shop/web-1',
    'exhibit.layer': 'container',
    'exhibit.outcome': 'denied',
    'exhibit.outcome.original': 'DENY',
    'exhibit.severity': 7,
    'orchestrator.namespace': 'shop',
    'orchestrator.resource.name': 'web-1',
    'orchestrator.resource.type': 'pods',
    'source.ip': '10.0.0.9',
    'source.port': 4711,
    'user.name': 'alice',
  });
});

test('without columns a row says what it states, undated, with an unknown outcome', () => {
  expect(onlyEvent(parse({ a: 'x', b: 2, c: { d: 1 } }, {}))).toEqual({
    time: null,
    message: 'a: x, b: 2',
    fields: { 'event.action': 'row', 'event.kind': 'event', 'event.outcome': 'unknown', 'exhibit.outcome': 'unknown' },
  });
});

test('a word without a meaning is unknown, words of the prototype too', () => {
  for (const word of ['maybe', 'constructor', '__proto__']) {
    const event = onlyEvent(parse({ res: word }, { columns: { outcome: ['res'], severity: ['res'] } }));
    expect(event.fields).toMatchObject({ 'exhibit.outcome': 'unknown', 'exhibit.outcome.original': word });
    expect(event.fields['exhibit.severity']).toBeUndefined();
  }
});

test('date and time of day in two columns are one time', () => {
  const time = { ...at(), columns: [['d'], ['t']] };
  expect(onlyEvent(parse({ d: '2024-05-06', t: '07:08:09' }, { time })).time).toMatchObject({
    text: '2024-05-06 07:08:09',
    resolution: 's',
    zone: 'unknown',
  });
});

test.each(['', '-', 'null', 'N/A', 'never', '0'])('"%s" is no time and no fault', (when) => {
  expect(parse({ when }, { time: at('when') })).not.toHaveProperty('problems');
  expect(onlyEvent(parse({ when }, { time: at('when') })).time).toBeNull();
});

test('an unreadable time costs the time, not the record', () => {
  expect(parse({ when: 'yesterday' }, { time: at('when') })).toMatchObject({
    events: [{ time: null }],
    problems: [{ code: 'bad-time', reason: 'The time "yesterday" cannot be read; the record is undated.' }],
  });
});

test('an implausible time is kept and flagged', () => {
  const time = { ...at('when'), writing: { by: 'unit', unit: 'ms' } } as const;
  expect(parse({ when: 1_700_000_000 }, { time })).toMatchObject({
    events: [{ time: { text: '1700000000' } }],
    problems: [{ code: 'implausible-time' }],
  });
});

test('an id folds repeats only where the examiner says that it marks one occurrence', () => {
  const columns = { id: ['id'] };
  expect(parse({ id: 'a' }, { columns })).not.toHaveProperty('producerKey');
  expect(parse({ id: 'a' }, { columns, isIdUnique: true })).toMatchObject({
    producerKey: { key: 'a', content: { id: 'a' } },
  });
  expect(parse({ id: '' }, { columns, isIdUnique: true })).not.toHaveProperty('producerKey');
});

test('what is no object is rejected, and so is a record without a mapping', () => {
  expect(parse('text', {})).toMatchObject({ kind: 'rejected', code: 'wrong-shape' });
  expect(mapped.parse(recordInput({}))).toMatchObject({ kind: 'rejected', code: 'wrong-shape' });
});

test('any record under any path is answered', () => {
  const path = fc.array(fc.oneof(fc.constantFrom('a', '[]', '__proto__', 'length'), fc.string()), { maxLength: 4 });
  fc.assert(
    fc.property(fc.jsonValue(), path, path, (value, one, other) => {
      const { kind } = parse(value, {
        time: { ...at(), columns: [one] },
        columns: { message: other, container: one, source: other, image: one, outcome: other, id: one },
        isIdUnique: true,
      });
      expect(['events', 'rejected']).toContain(kind);
    }),
  );
});
