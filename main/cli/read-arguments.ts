import { isYear } from '../../parsers/model/time.js';
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { isReadable } from './formats.js';
import { COMMANDS, OVERVIEW, type CommandName } from './help.js';
import { UsageError } from './usage-error.js';

/** Which case a run works on, and what it receives first. */
export interface Intake {
  readonly evidence: readonly string[];
  /** Folder of the case, or null for a temporary one. */
  readonly caseFolder: string | null;
  /** JSON file that describes the case, or null. */
  readonly metaFile: string | null;
  readonly origin: string;
  readonly reference: boolean;
  /** Members that are read as another format than their content says. */
  readonly formats: readonly FormatAnswer[];
  /** Where the answer goes; null is standard output. */
  readonly out: string | null;
}

export interface FormatAnswer {
  readonly member: string;
  /** Id of a format, or `not-evidence`. */
  readonly format: string;
}

export interface ZoneAnswer {
  readonly member: string;
  readonly zone: string;
}

export interface YearAnswer {
  readonly member: string;
  readonly year: number;
}

export type Command =
  | (Intake & { readonly name: 'import'; readonly json: boolean })
  | (Intake & {
      readonly name: 'events';
      readonly query: string;
      readonly csv: boolean;
      readonly zones: readonly ZoneAnswer[];
      readonly years: readonly YearAnswer[];
    })
  | (Intake & {
      readonly name: 'report';
      readonly out: string;
      readonly annotationsFile: string | null;
      readonly date: string | null;
      /** Issue it, instead of exporting a draft. */
      readonly issue: boolean;
      /** PKCS#12 file, or null for the key that Exhibit keeps for the examiner. */
      readonly sign: string | null;
      /** Where the certificates of the key that signs are written, or null. */
      readonly certificateFile: string | null;
    });

/** What `verify` is asked. */
export interface VerifyCommand {
  /** A report, a disclosure, or the folder of a case. */
  readonly path: string;
  /** The case that a report or a disclosure is held against, or null. */
  readonly caseFolder: string | null;
  /** The report that a disclosure is held against, or null. */
  readonly report: string | null;
  /** Files of certificates, or fingerprints. */
  readonly trust: readonly string[];
  readonly json: boolean;
}

export interface ArchiveCommand {
  readonly caseFolder: string;
  readonly out: string;
  readonly withEvidence: boolean;
}

export interface OpenArchiveCommand {
  readonly archive: string;
  readonly caseFolder: string;
  /** Files and folders in which to look for evidence that did not come along. */
  readonly evidence: readonly string[];
}

export type Arguments =
  | { readonly kind: 'print'; readonly text: string }
  | { readonly kind: 'version' }
  | { readonly kind: 'formats'; readonly json: boolean }
  | { readonly kind: 'verify'; readonly command: VerifyCommand }
  | { readonly kind: 'archive'; readonly command: ArchiveCommand }
  | { readonly kind: 'open-archive'; readonly command: OpenArchiveCommand }
  | { readonly kind: 'run'; readonly command: Command };

const INTAKE = {
  case: { type: 'string' },
  meta: { type: 'string' },
  origin: { type: 'string' },
  reference: { type: 'boolean' },
  format: { type: 'string', multiple: true },
  out: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

const OPTIONS = {
  formats: { json: { type: 'boolean' }, help: INTAKE.help },
  import: { ...INTAKE, json: { type: 'boolean' } },
  events: {
    ...INTAKE,
    query: { type: 'string' },
    csv: { type: 'boolean' },
    zone: { type: 'string', multiple: true },
    year: { type: 'string', multiple: true },
  },
  report: {
    ...INTAKE,
    annotations: { type: 'string' },
    date: { type: 'string' },
    issue: { type: 'boolean' },
    sign: { type: 'string' },
    certificate: { type: 'string' },
  },
  verify: {
    case: INTAKE.case,
    report: { type: 'string' },
    trust: { type: 'string', multiple: true },
    json: { type: 'boolean' },
    help: INTAKE.help,
  },
  archive: { out: INTAKE.out, 'without-evidence': { type: 'boolean' }, help: INTAKE.help },
  'open-archive': { case: INTAKE.case, evidence: { type: 'string', multiple: true }, help: INTAKE.help },
} as const satisfies { readonly [K in CommandName]: NonNullable<ParseArgsConfig['options']> };

/** Reads what was typed after the program's name. Throws `UsageError`. */
export function readArguments(typed: readonly string[]): Arguments {
  const [name, ...rest] = typed;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help')
    return { kind: 'print', text: OVERVIEW };
  if (name === '--version') return { kind: 'version' };
  if (!Object.hasOwn(COMMANDS, name)) {
    throw new UsageError(
      `There is no command "${name}". Commands: ${Object.keys(COMMANDS).join(', ')}; see exhibit --help.`,
    );
  }
  const command = name as CommandName;
  if (rest.includes('--help') || rest.includes('-h')) return { kind: 'print', text: COMMANDS[command] };
  try {
    return readers[command](rest);
  } catch (error) {
    if (error instanceof UsageError) throw new UsageError(`${error.message} See exhibit ${command} --help.`);
    throw error;
  }
}

const readers: { readonly [K in CommandName]: (rest: readonly string[]) => Arguments } = {
  formats(rest) {
    const { values, positionals } = parse('formats', rest);
    if (positionals.length > 0) throw new UsageError(`formats takes no "${positionals[0]}".`);
    return { kind: 'formats', json: values.json ?? false };
  },
  import(rest) {
    const { values, positionals } = parse('import', rest);
    if (positionals.length === 0) throw new UsageError('Name the evidence to import: files or folders.');
    return { kind: 'run', command: { name: 'import', ...intake(values, positionals), json: values.json ?? false } };
  },
  events(rest) {
    const { values, positionals } = parse('events', rest);
    const zones = (values.zone ?? []).map(readZone);
    const years = (values.year ?? []).map(readYear);
    const { query = '', csv = false } = values;
    return { kind: 'run', command: { name: 'events', ...intake(values, positionals), query, csv, zones, years } };
  },
  report(rest) {
    const { values, positionals } = parse('report', rest);
    if (values.out === undefined) throw new UsageError('Say where the report goes: --out report.pdf.');
    const { issue = false } = values;
    if (values.sign !== undefined && !issue) throw new UsageError('A draft is not signed: --sign needs --issue.');
    const date = values.date === undefined ? null : readDate(values.date);
    return {
      kind: 'run',
      command: {
        name: 'report',
        ...intake(values, positionals),
        out: values.out,
        annotationsFile: values.annotations ?? null,
        date,
        issue,
        sign: values.sign ?? null,
        certificateFile: values.certificate ?? null,
      },
    };
  },
  verify(rest) {
    const { values, positionals } = parse('verify', rest);
    const [path, ...more] = positionals;
    if (path === undefined || path === '' || more.length > 0)
      throw new UsageError('Name one report, one disclosure, or the folder of one case.');
    const { case: caseFolder = null, report = null, trust = [], json = false } = values;
    return { kind: 'verify', command: { path, caseFolder, report, trust, json } };
  },
  archive(rest) {
    const { values, positionals } = parse('archive', rest);
    const caseFolder = onlyName(positionals, 'the case folder');
    if (values.out === undefined) throw new UsageError('Say where the archive goes: --out case.exhibit.');
    const withEvidence = values['without-evidence'] !== true;
    return { kind: 'archive', command: { caseFolder, out: values.out, withEvidence } };
  },
  'open-archive'(rest) {
    const { values, positionals } = parse('open-archive', rest);
    const archive = onlyName(positionals, 'the archive');
    if (values.case === undefined) throw new UsageError('Say where the case goes: --case <folder>.');
    return { kind: 'open-archive', command: { archive, caseFolder: values.case, evidence: values.evidence ?? [] } };
  },
};

/** The only name that a command takes. */
function onlyName(names: readonly string[], what: string): string {
  const [name, more] = names;
  if (name === undefined || name === '') throw new UsageError(`Name ${what}.`);
  if (more !== undefined) throw new UsageError(`Name ${what} only; "${more}" is one too many.`);
  return name;
}

function parse<K extends CommandName>(command: K, rest: readonly string[]) {
  try {
    return parseArgs({ args: [...rest], options: OPTIONS[command], allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(sentence(error instanceof Error ? error.message : String(error)));
  }
}

/** Node's message up to its advice, which is about writing `--` and misleads here. */
function sentence(message: string): string {
  const first = message.split(/\. |\n/)[0] ?? message;
  return first.endsWith('.') ? first : `${first}.`;
}

function intake(
  values: {
    readonly case?: string;
    readonly meta?: string;
    readonly origin?: string;
    readonly reference?: boolean;
    readonly format?: readonly string[];
    readonly out?: string;
  },
  evidence: readonly string[],
): Intake {
  if (evidence.length === 0 && values.case === undefined) throw new UsageError('Name evidence, or a case with --case.');
  if (evidence.includes('')) throw new UsageError('One of the names of evidence is empty.');
  return {
    evidence,
    caseFolder: values.case ?? null,
    metaFile: values.meta ?? null,
    origin: values.origin ?? '',
    reference: values.reference ?? false,
    formats: (values.format ?? []).map(readFormat),
    out: values.out ?? null,
  };
}

/** `member=format`; no id of a format holds `=`. */
function readFormat(text: string): FormatAnswer {
  const at = text.lastIndexOf('=');
  if (at < 0) throw new UsageError(`--format ${text}: write it as <member>=<format>.`);
  const format = text.slice(at + 1);
  if (format !== NOT_EVIDENCE && !isReadable(format)) {
    throw new UsageError(`--format ${text}: there is no format "${format}". exhibit formats lists them.`);
  }
  return { member: text.slice(0, at), format };
}

/** Says that a member is not to be read. */
const NOT_EVIDENCE = 'not-evidence';

/** `member=zone`; the member may hold `=` itself, a zone never does. */
function readZone(text: string): ZoneAnswer {
  const at = text.lastIndexOf('=');
  if (at < 0) throw new UsageError(`--zone ${text}: write it as <member>=<zone>.`);
  const zone = text.slice(at + 1);
  if (!isZone(zone)) {
    throw new UsageError(
      `--zone ${text}: "${zone}" is no zone. Write an IANA name (Europe/Berlin) or an offset (+02:00).`,
    );
  }
  return { member: text.slice(0, at), zone };
}

/** `member=2026`. */
function readYear(text: string): YearAnswer {
  const [, member, year] = /^(.*)=(\d{4})$/s.exec(text) ?? [];
  if (member === undefined || !isYear(Number(year)))
    throw new UsageError(`--year ${text}: write it as <member>=<year>, the year with four digits.`);
  return { member, year: Number(year) };
}

/** IANA name or fixed offset. */
export function isZone(zone: string): boolean {
  if (/^[+-]([01]\d|2[0-3]):[0-5]\d$/.test(zone)) return true;
  try {
    return (
      /^[A-Za-z]/.test(zone) && new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== ''
    );
  } catch {
    return false;
  }
}

function readDate(text: string): string {
  const date = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2}))?$/.test(text)
    ? new Date(text)
    : null;
  if (date === null || Number.isNaN(date.getTime())) {
    throw new UsageError(`--date ${text} is no date. Write it as 2026-11-23T08:00:00Z.`);
  }
  return date.toISOString();
}
