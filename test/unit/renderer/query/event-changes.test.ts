import { describe, expect, it } from 'vitest';
import { eventChanges, storedEvents } from '../../../../renderer/query/event-changes.js';
import type { CaseColumns } from '../../../../renderer/query/case-columns.js';
import { storeCase, type ExhibitFiles } from './stored-case.js';

const alert = (time: string, user: string, rule = 'Shell'): string =>
  JSON.stringify({
    output: 'x',
    priority: 'Notice',
    rule,
    source: 'syscall',
    time,
    output_fields: { 'container.id': 'host', 'user.name': user },
  });
const audit = (code: number): string =>
  JSON.stringify({
    kind: 'Event',
    apiVersion: 'audit.k8s.io/v1',
    auditID: 'a',
    stage: 'ResponseComplete',
    verb: 'get',
    requestURI: '/api/v1/namespaces/shop/secrets',
    user: { username: 'eve' },
    responseStatus: { code },
    requestReceivedTimestamp: '2026-07-01T12:00:00.000000Z',
  });

async function read(files: ExhibitFiles): Promise<CaseColumns> {
  const { store } = await storeCase([files]);
  return storedEvents(store, (await store.exhibits())[0]!);
}

/** Other bytes at the same places stand for another reading of the same ones. */
describe('events that another reading gives otherwise', () => {
  const T = '2026-07-01T12:00:00Z';
  const before: ExhibitFiles = {
    'a.log': [alert(T, 'root'), alert(T, 'root'), alert(T, 'root')].join('\n'),
    'b.log': audit(200),
  };

  it('are none where nothing changed', async () => {
    expect(eventChanges(await read(before), await read(before))).toEqual([]);
  });

  it('are each listed with what changed, whichever side has more of them', async () => {
    const after: ExhibitFiles = {
      'a.log': [alert(T, 'root'), alert('2026-07-01T12:00:01Z', 'toor'), 'no alert at all, but a line'].join('\n'),
      'b.log': audit(403),
      'c.log': alert('2026-07-01T12:00:00', 'root'),
    };
    const first = alert(T, 'root').length + 1;
    const time = '2026-07-01T12:00:00.000000000Z';
    expect(eventChanges(await read(before), await read(after))).toEqual([
      {
        member: 'a.log',
        offset: first,
        what: `time ${time} -> 2026-07-01T12:00:01.000000000Z, user.name root -> toor`,
      },
      { member: 'a.log', offset: 2 * first, what: 'no longer there' },
      { member: 'b.log', offset: 0, what: 'exhibit.outcome allowed -> denied' },
      { member: 'c.log', offset: 0, what: 'new' },
    ]);
    expect(eventChanges(await read(after), await read(before)).map(({ what }) => what)).toEqual([
      `time 2026-07-01T12:00:01.000000000Z -> ${time}, user.name toor -> root`,
      'new',
      'exhibit.outcome denied -> allowed',
      'no longer there',
    ]);
  });

  it('say where a zone or a time came or went', async () => {
    const changes = eventChanges(
      await read({ 'a.log': [alert(T, 'r'), alert(T, 'r')].join('\n') }),
      await read({ 'a.log': [alert('2026-07-01T12:00:00 ', 'r'), alert('2026-07-01T12:00:0x', 'r')].join('\n') }),
    );
    expect(changes.map(({ what }) => what)).toEqual([
      'time 2026-07-01T12:00:00.000000000Z -> 2026-07-01T12:00:00.000000000 without a zone',
      'time 2026-07-01T12:00:00.000000000Z -> none',
    ]);
  });
});
