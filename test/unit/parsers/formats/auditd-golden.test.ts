import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { NormalisedEvent } from '../../../../parsers/model/event.js';
import type { EventField } from '../../../../parsers/model/fields.js';
import { asTexts } from '../../../../parsers/model/json.js';
import { FORMATS } from '../../../../parsers/registry.js';
import { formatUtc } from '../../../../parsers/time/format.js';
import { toParts } from '../../../../parsers/time/instant.js';
import { collectImport, memoryFile } from '../../../support/collect-import.js';

/** go-libaudit's reading of one line; null for a line that it cannot read. */
interface GoldenRecord {
  readonly '@timestamp': string;
  readonly record_type: string;
  readonly sequence: number;
  readonly raw_msg: string;
  readonly data?: Readonly<Record<string, string>>;
}

const folder = new URL('../../../../sample-evidence/auditd/go-libaudit/', import.meta.url);

async function eventsOf(name: string): Promise<readonly NormalisedEvent[]> {
  const bytes = new Uint8Array(readFileSync(new URL(name, folder)));
  const { members } = await collectImport([memoryFile(bytes, { name })], { formats: FORMATS });
  return members[0]!.records.flatMap(({ result }) => (result.kind === 'events' ? result.events : []));
}

/** Where a value of the library stands here, whatever the record. */
const FIELDS: Readonly<Record<string, readonly EventField[]>> = {
  pid: ['process.pid'],
  ppid: ['process.parent.pid'],
  comm: ['process.name'],
  exe: ['process.executable'],
  auid: ['user.audit.id'],
  uid: ['user.id'],
  acct: ['user.name', 'user.target.name', 'group.name'],
  unit: ['service.name'],
  cmd: ['process.command_line'],
  cwd: ['process.working_directory'],
  hostname: ['source.domain', 'source.ip'],
  rport: ['source.port'],
  laddr: ['destination.ip'],
  lport: ['destination.port'],
  inode: ['file.inode'],
  mode: ['file.mode'],
};
const ABSENT = new Set(['unset', '?', '(none)', '(null)']);

function expectField(event: NormalisedEvent, fields: readonly EventField[], value: string, what: string): void {
  const found = fields.flatMap((field) => asTexts(event.fields[field]));
  if (ABSENT.has(value)) expect(found, what).toEqual([]);
  else expect(found, what).toContain(value);
}

/** Who acts in a login is the account, not the uid of sshd. */
const LOGIN = /^(?:user_|cred_|login)/;

describe.each([
  ['audit-rhel6.log', 2],
  ['audit-rhel7.log', 50],
  ['audit-ubuntu14.log', 1],
  ['audit-ubuntu16.log', 3],
  ['audit-ubuntu17.log', 1],
  ['test2.log', 10],
  ['test3.log', 17],
])('%s', (name, count) => {
  const golden = JSON.parse(
    readFileSync(new URL(`${name}.golden`, folder), 'utf8'),
  ) as readonly (GoldenRecord | null)[];
  const read = golden.filter((record) => record !== null);

  test('every record of the library is in an event of its time, with its actor, object and outcome', async () => {
    expect(golden).toHaveLength(count);
    const events = await eventsOf(name);
    for (const { '@timestamp': time, record_type: type, sequence, data = {} } of read) {
      const what = `${name} ${sequence} ${type}`;
      const own = events.filter(({ fields }) => fields['event.id'] === String(sequence));
      const event = own.find(({ fields }) => asTexts(fields['event.code']).includes(type.toUpperCase()));
      if (event === undefined) throw new TypeError(`no event of ${what}`);
      expect(formatUtc(toParts(event.time!.instant)).replace(/0+Z$/, 'Z'), what).toBe(
        new Date(time).toISOString().replace(/0+Z$/, 'Z'),
      );
      for (const [key, value] of Object.entries(data)) {
        const fields = FIELDS[key];
        if (fields === undefined || (key === 'uid' && LOGIN.test(type))) continue;
        expectField(event, fields, value, `${what} ${key}`);
      }
      expectOwn(event, type, data, what);
    }
  });

  test('no event is without a record of the library', async () => {
    const serials = new Set(read.map(({ sequence }) => String(sequence)));
    for (const { fields } of await eventsOf(name)) expect(serials).toContain(fields['event.id']);
  });
});

/** What depends on the record: call, arguments, title, file, address, outcome. */
function expectOwn(event: NormalisedEvent, type: string, data: Readonly<Record<string, string>>, what: string): void {
  const { fields } = event;
  if (type === 'syscall' && fields['event.code'] === 'SYSCALL')
    expect(fields['event.action'], what).toBe(data['syscall']);
  if (type === 'execve')
    expect(fields['process.args'], what).toEqual(
      Array.from({ length: Number(data['argc']) }, (_, at) => data[`a${at}`]),
    );
  if (type === 'proctitle') expect(fields['process.title'], what).toBe(data['proctitle']);
  if (type === 'path') expect(asTexts(fields['file.path']), what).toContain(data['name']);
  if (type === 'sockaddr' && data['path'] !== undefined) expect(fields['file.path'], what).toBe(data['path']);
  if (type === 'sockaddr' && data['port'] !== undefined)
    expect([fields['destination.ip'], String(fields['destination.port'])], what).toEqual([data['addr'], data['port']]);
  if (type !== 'sockaddr' && data['addr'] !== undefined) expect(fields['source.ip'], what).toBe(data['addr']);
  const { result } = data;
  if (result === undefined) return;
  // The decision of a control, where there is one, comes before the end of the call.
  if (fields['event.action'] !== 'avc')
    expect(fields['event.outcome'], what).toBe(result === 'success' ? 'success' : 'failure');
}
