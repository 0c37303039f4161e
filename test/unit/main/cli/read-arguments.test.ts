import { expect, test } from 'vitest';
import { COMMANDS, OVERVIEW } from '../../../../main/cli/help.js';
import { isZone, readArguments } from '../../../../main/cli/read-arguments.js';
import { isCommandLine } from '../../../../main/cli/run-command-line.js';

const intake = { caseFolder: null, metaFile: null, origin: '', reference: false, formats: [], out: null };

test.each([
  [
    'import a.log b --case c --json',
    { name: 'import', ...intake, evidence: ['a.log', 'b'], caseFolder: 'c', json: true },
  ],
  [
    'import a --origin cluster --reference --out l.json --meta m.json --format a=b/x.log=falco --format n=not-evidence',
    {
      name: 'import',
      evidence: ['a'],
      caseFolder: null,
      metaFile: 'm.json',
      origin: 'cluster',
      reference: true,
      formats: [
        { member: 'a=b/x.log', format: 'falco' },
        { member: 'n', format: 'not-evidence' },
      ],
      out: 'l.json',
      json: false,
    },
  ],
  ['import -- -odd.log', { name: 'import', ...intake, evidence: ['-odd.log'], json: false }],
  [
    'events --case c',
    { name: 'events', ...intake, evidence: [], caseFolder: 'c', query: '', csv: false, zones: [], years: [] },
  ],
  [
    'events a --zone a=b/c.csv=Europe/Berlin --zone =+02:00 --year var/log/a=b=2024 --csv --query x:y',
    {
      name: 'events',
      ...intake,
      evidence: ['a'],
      query: 'x:y',
      csv: true,
      zones: [
        { member: 'a=b/c.csv', zone: 'Europe/Berlin' },
        { member: '', zone: '+02:00' },
      ],
      years: [{ member: 'var/log/a=b', year: 2024 }],
    },
  ],
  [
    'report a --out r.pdf --annotations n.json --date 2026-11-23',
    {
      name: 'report',
      ...intake,
      evidence: ['a'],
      out: 'r.pdf',
      annotationsFile: 'n.json',
      date: '2026-11-23T00:00:00.000Z',
      issue: false,
      sign: null,
      certificateFile: null,
    },
  ],
  [
    'report --case c --out r.pdf --issue --sign me.p12 --certificate me.pem',
    {
      name: 'report',
      ...intake,
      evidence: [],
      caseFolder: 'c',
      out: 'r.pdf',
      annotationsFile: null,
      date: null,
      issue: true,
      sign: 'me.p12',
      certificateFile: 'me.pem',
    },
  ],
])('%s', (line, command) => {
  expect(readArguments(line.split(' '))).toEqual({ kind: 'run', command });
});

test('verify takes one report, disclosure or case, and what it is held against', () => {
  expect(readArguments('verify r.pdf --case c --trust a.pem --trust ab:cd --json'.split(' '))).toEqual({
    kind: 'verify',
    command: { path: 'r.pdf', caseFolder: 'c', report: null, trust: ['a.pem', 'ab:cd'], json: true },
  });
  expect(readArguments(['verify', 'case'])).toEqual({
    kind: 'verify',
    command: { path: 'case', caseFolder: null, report: null, trust: [], json: false },
  });
  expect(readArguments('verify d.tar --report r.pdf'.split(' '))).toEqual({
    kind: 'verify',
    command: { path: 'd.tar', caseFolder: null, report: 'r.pdf', trust: [], json: false },
  });
});

test('archives are named once, with where they go', () => {
  expect(readArguments(['archive', 'c', '--out', 'c.exhibit', '--without-evidence'])).toEqual({
    kind: 'archive',
    command: { caseFolder: 'c', out: 'c.exhibit', withEvidence: false },
  });
  expect(readArguments('open-archive c.exhibit --case d --evidence x --evidence y'.split(' '))).toEqual({
    kind: 'open-archive',
    command: { archive: 'c.exhibit', caseFolder: 'd', evidence: ['x', 'y'] },
  });
});

test.each([
  ['archive', 'Name the case folder'],
  ['archive c', 'Say where the archive goes'],
  ['archive c d --out e', '"d" is one too many'],
  ['open-archive c.exhibit', 'Say where the case goes'],
  ['import', 'Name the evidence to import'],
  ['import a --jsn', "Unknown option '--jsn'"],
  ['import a --case', 'argument missing'],
  ['events', 'Name evidence, or a case with --case.'],
  ['events a --zone Europe/Berlin', 'write it as <member>=<zone>'],
  ['events a --year 2024', 'write it as <member>=<year>'],
  ['events a --year x=24', 'write it as <member>=<year>'],
  ['events a --zone x=Mars/Base', '"Mars/Base" is no zone'],
  ['import a --case c --format falco', 'write it as <member>=<format>'],
  ['import a --case c --format x=fallco', 'there is no format "fallco"'],
  ['import a --case c --format x=mapped', 'there is no format "mapped"'],
  ['report a', 'Say where the report goes'],
  ['report a --out r.pdf --date yesterday', '--date yesterday is no date'],
  ['report a --out r.pdf --sign me.p12', 'A draft is not signed'],
  ['formats extra', 'formats takes no "extra"'],
  ['verify', 'Name one report, one disclosure, or the folder of one case.'],
  ['verify a.pdf b.pdf', 'Name one report, one disclosure, or the folder of one case.'],
  ['--frobnicate', 'There is no command "--frobnicate"'],
])('%s is refused with what is wrong', (line, reason) => {
  expect(() => readArguments(line.split(' '))).toThrow(reason);
});

test('help is printed for every command and fits a terminal', () => {
  expect(readArguments(['--help'])).toEqual({ kind: 'print', text: OVERVIEW });
  for (const [name, text] of Object.entries(COMMANDS)) {
    expect(readArguments([name, '--help'])).toEqual({ kind: 'print', text });
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(120);
  }
});

test('switches of the engine open no command line', () => {
  expect(isCommandLine([])).toBe(false);
  expect(isCommandLine(['--no-sandbox', '--ozone-platform=x11'])).toBe(false);
  expect(isCommandLine(['--help'])).toBe(true);
  expect(isCommandLine(['import'])).toBe(true);
});

test('zones are IANA names or offsets', () => {
  expect(['UTC', 'Europe/Berlin', '+02:00', '-23:59'].map(isZone)).toEqual([true, true, true, true]);
  expect(['', 'Nowhere', '+24:00', '+2', '=UTC'].map(isZone)).toEqual([false, false, false, false, false]);
});
