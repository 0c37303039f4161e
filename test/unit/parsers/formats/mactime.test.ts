import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { mactime } from '../../../../parsers/formats/mactime/index.js';
import { FORMATS } from '../../../../parsers/registry.js';
import { collectImport, memoryFile } from '../../../support/collect-import.js';
import { eventsOf } from '../../../support/parsed.js';
import { recordInput } from '../../../support/record-input.js';

const imported = async (text: string) =>
  (await collectImport([memoryFile(new TextEncoder().encode(text), { name: 'evidence' })], { formats: FORMATS }))
    .members[0]!;
const told = (member: Awaited<ReturnType<typeof imported>>) =>
  member.records.map(({ line, result }) => [
    line,
    eventsOf(result).map(({ time, message }) => `${time?.text ?? 'undated'} ${time?.zone ?? ''} ${message}`),
  ]);

test('CSV: a date in every row, in a zone that nobody names', async () => {
  const member = await imported(
    'Date,Size,Type,Mode,UID,GID,Meta,File Name\nWed May 01 2024 10:00:00,12288,m.cb,d/drwx------,0,0,11,"/lost+found"\n2024-05-01T10:00:05Z,0,.a..,r/rrwxr-xr-x,0,0,14,"/x (deleted)"\nXxx Xxx 00 0000 00:00:00,0,...b,l/lrwxrwxrwx,0,0,15,"/bin/sh -> dash"\n',
  );
  expect(member.end.format).toBe('mactime');
  expect(told(member)).toEqual([
    [2, ['Wed May 01 2024 10:00:00 unknown /lost+found: content modified, status changed, created']],
    [3, ['2024-05-01T10:00:05Z record /x (deleted): accessed']],
    [4, ['undated  /bin/sh -> dash: created']],
  ]);
  expect(eventsOf(member.records[0]!.result)[0]).toMatchObject({
    time: { instant: 1714557600000000000n },
    fields: { 'exhibit.moment': 'M.CB', 'file.path': '/lost+found', 'file.mode': 'd/drwx------', 'file.inode': '11' },
  });
});

test('text: lines of one time are one record, one event each', async () => {
  const member = await imported(
    'Wed May 01 2024 10:00:00    12288 m.cb d/drwx------ 0        0        11       /lost+found\n                             1024 .a.. r/rrwxr-xr-x 0        0        14       /tmp/a b\nWed May 01 2024 10:00:05      100 m... r/rrw-r--r-- 1000     1000     16       /c\n',
  );
  expect(member.end.format).toBe('mactime');
  expect(told(member)).toEqual([
    [
      1,
      [
        'Wed May 01 2024 10:00:00 unknown /lost+found: content modified, status changed, created',
        'Wed May 01 2024 10:00:00 unknown /tmp/a b: accessed',
      ],
    ],
    [3, ['Wed May 01 2024 10:00:05 unknown /c: content modified']],
  ]);
});

test('what is neither is rejected', () => {
  expect(mactime.parse(recordInput('hello'))).toMatchObject({ kind: 'rejected', code: 'wrong-shape' });
});

test('any text is answered', () => {
  const framing = { kind: 'entries', entry: 'mactime' } as const;
  fc.assert(
    fc.property(fc.string(), (text) => {
      mactime.parse(recordInput(text, { framing }));
      const line = `Wed May 01 2024 10:00:00 1 m... d/drwx 0 0 1 x${text.replace(/[\r\n]/g, '')}`;
      expect(eventsOf(mactime.parse(recordInput(line, { framing })))).toHaveLength(1);
    }),
  );
});
