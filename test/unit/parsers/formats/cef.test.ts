import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cef } from '../../../../parsers/formats/cef/index.js';
import { onlyEvent } from '../../../support/parsed.js';
import { recordInput } from '../../../support/record-input.js';

const parse = (line: string) => cef.parse(recordInput(line, { framing: { kind: 'lines' } }));
const event = (line: string) => onlyEvent(parse(line));
const extended = (extension: string) => event(`CEF:0|Aqua|Enforcer|6.5|exec|Command executed|8|${extension}`);

test('header, extension, labels', () => {
  const id = 'd'.repeat(64);
  const read = extended(
    `start=1714550400123 end=1714550401000 rt=1714550402000 act=blocked outcome=failure suser=eve duser=root src=203.0.113.9 spt=5022 dst=10.0.0.7 dpt=443 proto=TCP sproc=sh spid=77 filePath=/bin/sh fileHash=${'e'.repeat(64)} dvchost=node-1 dvc=10.0.0.1 externalId=x-1 cnt=3 cat=container msg=a shell, with \\= and \\\\ in it cs1=${id} cs1Label=Container ID cs2=shop/web:1.2 cs2Label=image cs3=web-0 cs3Label=Pod Name cs4=shop cs4Label=Pod Namespace`,
  );
  expect(read.time).toMatchObject({ text: '1714550400123', resolution: 'ms', zone: 'format', kind: 'happened' });
  expect(read.otherTimes?.map(({ kind, text }) => [kind, text])).toEqual([
    ['happened', '1714550401000'],
    ['logged', '1714550402000'],
  ]);
  expect(read.message).toBe('Aqua Enforcer: Command executed: a shell, with = and \\ in it');
  expect(read.fields).toEqual({
    'exhibit.layer': 'container',
    'exhibit.lane': 'k8s/-/shop/web-0',
    'exhibit.outcome': 'prevented',
    'exhibit.outcome.original': 'blocked',
    'exhibit.severity': 8,
    'exhibit.count': 3,
    'event.action': 'blocked',
    'event.kind': 'event',
    'event.outcome': 'failure',
    'event.code': 'exec',
    'event.severity': '8',
    'event.id': 'x-1',
    'event.provider': 'Enforcer',
    'event.original': 'a shell, with = and \\ in it',
    'observer.vendor': 'Aqua',
    'observer.product': 'Enforcer',
    'observer.version': '6.5',
    'observer.name': 'node-1',
    'observer.ip': '10.0.0.1',
    'rule.name': 'Command executed',
    'rule.id': 'exec',
    'rule.category': 'container',
    'host.name': 'node-1',
    'orchestrator.namespace': 'shop',
    'orchestrator.resource.type': 'pods',
    'orchestrator.resource.name': 'web-0',
    'container.id': id,
    'container.image.name': 'shop/web',
    'container.image.tag': '1.2',
    'user.name': 'eve',
    'user.target.name': 'root',
    'source.user.name': 'eve',
    'destination.user.name': 'root',
    'source.ip': '203.0.113.9',
    'source.port': 5022,
    'destination.ip': '10.0.0.7',
    'destination.port': 443,
    'network.transport': 'tcp',
    'process.name': 'sh',
    'process.pid': 77,
    'file.path': '/bin/sh',
    'file.hash.sha256': 'e'.repeat(64),
  });
});

describe('times', () => {
  test.each([
    ['rt=Sep 07 2018 14:50:39 UTC', 'record', 1536331839000000000n],
    ['rt=Sep 07 2018 14:50:39.125 CEST', 'record', 1536324639125000000n],
    ['rt=Sep 07 2018 14:50:39', 'unknown', 1536331839000000000n],
    ['rt=1536331839000', 'format', 1536331839000000000n],
  ])('%s', (extension, zone, instant) => {
    expect(extended(extension).time).toMatchObject({ zone, instant });
  });

  test("without a time of its own, that of the line's header", () => {
    const read = event('<134>1 2024-05-01T10:00:00Z fw-1 cef - - - CEF:0|V|P|1|1|n|3|src=10.0.0.1');
    expect(read).toMatchObject({
      time: { text: '2024-05-01T10:00:00Z', kind: 'logged' },
      fields: { 'host.name': 'fw-1', 'exhibit.envelope': 'syslog fw-1 cef' },
    });
  });

  test('an unreadable one is said', () => {
    expect(parse('CEF:0|V|P|1|1|n|3|rt=soon')).toMatchObject({ problems: [{ code: 'bad-time' }] });
  });
});

describe('traps', () => {
  test('escaped bars of the header, bars and equals signs of the extension', () => {
    const read = event('CEF:0|secu\\|rity|threat\\\\manager|1.0|100|stopped|10|msg=this|has =a pipe\\=');
    expect(read.fields).toMatchObject({
      'observer.vendor': 'secu|rity',
      'observer.product': 'threat\\manager',
      'event.original': 'this|has =a pipe=',
    });
  });

  test('keys with dots and brackets end a value, and keep theirs', () => {
    const read = extended('dproc=Internet Explorer ad.field[0]=x ad.Error_,Code=3 dst=12.121.122.82');
    expect(read.fields).toMatchObject({ 'process.name': 'Internet Explorer', 'destination.ip': '12.121.122.82' });
  });

  test('a header that is cut off is read as far as it goes', () => {
    expect(parse('CEF:0|security|threatmanager|1.0|100|double backslash')).toMatchObject({
      events: [{ fields: { 'rule.name': 'double backslash' } }],
      problems: [{ code: 'wrong-columns' }],
    });
  });

  test('an extension without pairs is kept as words', () => {
    expect(extended('no pairs at all').message).toBe('Aqua Enforcer: Command executed: no pairs at all');
  });

  test('a blank behind the colon, line breaks as \\n', () => {
    expect(event('CEF: 0|V|P|1|1|n|Very-High|msg=a\\nb').fields).toMatchObject({
      'exhibit.severity': 10,
      'event.original': 'a\nb',
    });
  });
});

test('any text is answered', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (header, extension) => {
      expect(parse(`CEF:0|${header}|p|v|id|n|5|${extension}`).kind).toBe('events');
      expect(parse(`CEF:0|v|p|v|id|n|5|rt=${extension}`).kind).toBe('events');
    }),
  );
});

test('the user at the source acts on the one at the destination; alone, that one acts', () => {
  expect(extended('suser=bob suid=1000 duser=eve duid=1001').fields).toMatchObject({
    'user.name': 'bob',
    'user.id': '1000',
    'user.target.name': 'eve',
    'user.target.id': '1001',
  });
  expect(extended('suser=bob duser=eve duid=1001').fields).not.toHaveProperty('user.id');
  expect(extended('duser=eve duid=1001 dntdom=CORP').fields).toMatchObject({
    'user.name': 'eve',
    'user.id': '1001',
    'user.domain': 'CORP',
  });
});

test('transports by number, addresses of version 6 by their label', () => {
  const { fields } = extended(
    'proto=17 c6a2=fd00::555 c6a2Label=Source IPv6 Address c6a3=::1 c6a3Label=Destination IPv6 Address',
  );
  expect(fields).toMatchObject({
    'network.transport': 'udp',
    'network.iana_number': '17',
    'source.ip': 'fd00::555',
    'destination.ip': '::1',
  });
});

test('times that are all there is: the end, words of a connector, an abbreviation of one zone', () => {
  const instant = (extension: string) => extended(extension).time?.instant;
  expect(instant('end=1543270652000')).toBe(1_543_270_652_000_000_000n);
  expect(instant('rt=#arcsightDate(1543270652000)')).toBe(1_543_270_652_000_000_000n);
  expect(instant('end=Sep 07 2018 14:50:39 CAT')).toBe(1_536_324_639_000_000_000n);
});

test.each([
  ['Refuse', 'denied'],
  ['Discard', 'prevented'],
  ['Bypass', 'allowed'],
])('%s was %s', (act, outcome) => {
  expect(extended(`act=${act}`).fields['exhibit.outcome']).toBe(outcome);
});
