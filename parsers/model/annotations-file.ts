import type { Annotation, Confidence, Effect, Finding, Intake, ManualEvent, StatementKind } from './case.js';
import { INTAKE_FIELDS, UNSTATED_INTAKE } from './intake.js';
import { PARTICULAR_FIELDS, UNSTATED_PARTICULARS, type Particulars, type Person } from './particulars.js';
import { CHAIN_GROUPINGS, MILESTONES, STANDARD_PLAN, type MilestoneName, type ReportPlan } from './report-plan.js';

/**
 * The annotations file of `exhibit report --annotations`: an examiner's word about events, written by hand or by another
 * tool, as JSON. See docs/annotations-file.md.
 */
export interface AnnotationsFile {
  readonly annotations: readonly AnnotationEntry[];
  readonly links: readonly LinkEntry[];
  readonly findings: readonly FindingEntry[];
  /** What is stated of exhibits. */
  readonly exhibits: readonly ExhibitEntry[];
  readonly statements: readonly ManualEvent[];
  readonly milestones: readonly MilestoneEntry[];
  /** Queries to run and to state in the report with what they find. */
  readonly searches: readonly string[];
  /** Null where the file says nothing of them. */
  readonly particulars: Particulars | null;
  readonly report: ReportPlan | null;
}

/** Which event is meant: by place (member and line), by a query that has exactly one answer within a member, or by event id. */
export type EventMatch =
  | { readonly member: string; readonly line: number; readonly exhibit?: string }
  | { readonly query: string; readonly member?: string; readonly exhibit?: string }
  | { readonly event: string };

export interface ExhibitEntry {
  /** Number or name of the exhibit. */
  readonly exhibit: string;
  readonly intake: Intake;
}

export interface MilestoneEntry {
  readonly name: MilestoneName;
  /** Id of an annotation or of a statement. */
  readonly shownBy: string;
}

/** An effect whose records are ids of annotations. */
export type EffectEntry = Pick<Effect, 'state'> & { readonly records: readonly string[] };

export interface AnnotationEntry extends Omit<Annotation, 'event' | 'effect'> {
  /** Name by which links and findings of this file refer to it. */
  readonly id: string;
  readonly match: EventMatch;
  /** Title of the step this event becomes in the kill chain, or null. */
  readonly step: string | null;
  readonly effect: EffectEntry | null;
}

export interface LinkEntry {
  readonly from: string;
  readonly to: string;
  readonly reason: string;
  /** Annotations whose records support it; never empty. */
  readonly records: readonly string[];
}

export interface FindingEntry extends Pick<Finding, 'title' | 'kind' | 'reasoning' | 'confidence' | 'alternatives'> {
  /** Ids of annotations. */
  readonly recordsFor: readonly string[];
  readonly recordsAgainst: readonly string[];
  /** Places of the case's questions that it answers, from 1. */
  readonly answers: readonly number[];
}

const EFFECTS = ['achieved', 'not achieved'] as const satisfies readonly Effect['state'][];
const KINDS = ['fact', 'inference', 'opinion'] as const satisfies readonly StatementKind[];
const CONFIDENCES = ['low', 'medium', 'high'] as const satisfies readonly Confidence[];

/** Reads decoded JSON as an annotations file. Collects all faults, each naming its entry, before it gives up. */
export function readAnnotationsFile(
  value: unknown,
): { readonly file: AnnotationsFile } | { readonly faults: readonly string[] } {
  const reader = new Reader();
  const root = reader.object(value, 'the file');
  const annotations = reader
    .list(root['annotations'], 'annotations')
    .map((entry, index) => annotation(reader, entry, `annotations[${index}]`));
  const known = new Set(annotations.map((entry) => entry.id));
  if (known.size < annotations.length) reader.fault('annotations: two entries have the same id');
  const refer = (ids: readonly string[], where: string): void => {
    for (const id of ids)
      if (!known.has(id)) reader.fault(`${where} refers to "${id}", which no annotation has as its id`);
  };
  const links = reader.list(root['links'], 'links').map((entry, index) => link(reader, entry, `links[${index}]`));
  for (const [index, { from, to, records }] of links.entries()) {
    refer([from, to, ...records], `links[${index}]`);
    if (records.length === 0)
      reader.fault(`links[${index}].records is empty: a link needs at least one supporting record`);
    for (const end of [from, to]) {
      if (annotations.some((entry) => entry.id === end && entry.step === null))
        reader.fault(`links[${index}] joins "${end}", which is no step: give that annotation a "step" title`);
    }
  }
  const findings = reader
    .list(root['findings'], 'findings')
    .map((entry, index) => finding(reader, entry, `findings[${index}]`));
  for (const [index, { recordsFor, recordsAgainst }] of findings.entries())
    refer([...recordsFor, ...recordsAgainst], `findings[${index}]`);
  for (const { id, effect } of annotations) refer(effect?.records ?? [], `the effect of annotation "${id}"`);
  const statements = reader
    .list(root['statements'], 'statements')
    .map((entry, index) => statement(reader, entry, `statements[${index}]`));
  const stated = new Set(statements.map(({ id }) => id));
  const milestones = milestonesOf(reader, root['milestones']);
  for (const { name, shownBy } of milestones) {
    if (!known.has(shownBy) && !stated.has(shownBy))
      reader.fault(`milestones.${name} refers to "${shownBy}", which is no id of an annotation or a statement`);
  }
  const file: AnnotationsFile = {
    annotations,
    links,
    findings,
    statements,
    milestones,
    exhibits: reader
      .list(root['exhibits'], 'exhibits')
      .map((entry, index) => exhibitEntry(reader, entry, `exhibits[${index}]`)),
    searches: reader.texts(root['searches'], 'searches'),
    particulars: isLeftOut(root['particulars']) ? null : particularsOf(reader, root['particulars']),
    report: isLeftOut(root['report']) ? null : planOf(reader, root['report']),
  };
  return reader.faults.length > 0 ? { faults: reader.faults } : { file };
}

function statement(reader: Reader, value: unknown, where: string): ManualEvent {
  const entry = reader.object(value, where);
  const part = (name: string): string => reader.text(entry[name], `${where}.${name}`);
  return {
    id: part('id'),
    time: part('time'),
    zone: part('zone'),
    text: part('text'),
    source: part('source'),
    author: part('author'),
  };
}

function milestonesOf(reader: Reader, value: unknown): readonly MilestoneEntry[] {
  if (value === undefined) return [];
  return Object.entries(reader.object(value, 'milestones')).map(([name, shownBy]) => ({
    name: reader.oneOf(name, MILESTONES, `milestones.${name}`),
    shownBy: reader.text(shownBy, `milestones.${name}`),
  }));
}

function exhibitEntry(reader: Reader, value: unknown, where: string): ExhibitEntry {
  const { exhibit, ...parts } = reader.object(value, where);
  const names = INTAKE_FIELDS.map(({ name }) => name);
  return {
    exhibit: reader.text(exhibit, `${where}.exhibit`),
    intake: { ...UNSTATED_INTAKE, ...reader.namedTexts(parts, names, where) },
  };
}

function particularsOf(reader: Reader, value: unknown): Particulars {
  const { people, ...parts } = reader.object(value, 'particulars');
  const names = PARTICULAR_FIELDS.map(({ name }) => name);
  return {
    ...UNSTATED_PARTICULARS,
    ...reader.namedTexts(parts, names, 'particulars'),
    people: reader.list(people, 'particulars.people').map((entry, index): Person => {
      const where = `particulars.people[${index}]`;
      const person = reader.object(entry, where);
      const part = (name: string): string => reader.text(person[name] ?? '', `${where}.${name}`);
      return { name: part('name'), role: part('role'), qualifications: part('qualifications'), part: part('part') };
    }),
  };
}

function planOf(reader: Reader, value: unknown): ReportPlan {
  const plan = reader.object(value, 'report');
  return {
    order: reader.texts(plan['order'], 'report.order'),
    off: reader.texts(plan['off'], 'report.off'),
    grouping: reader.oneOf(plan['grouping'] ?? STANDARD_PLAN.grouping, CHAIN_GROUPINGS, 'report.grouping'),
  };
}

function annotation(reader: Reader, value: unknown, where: string): AnnotationEntry {
  const entry = reader.object(value, where);
  return {
    id: entry['id'] === undefined ? where : reader.text(entry['id'], `${where}.id`),
    match: match(reader, entry['match'], `${where}.match`),
    note: reader.text(entry['note'] ?? '', `${where}.note`),
    kind: reader.oneOf(entry['kind'] ?? 'fact', KINDS, `${where}.kind`),
    technique: reader.optionalText(entry['technique'], `${where}.technique`),
    tactic: reader.optionalText(entry['tactic'], `${where}.tactic`),
    confidence: reader.oneOf(entry['confidence'] ?? 'medium', CONFIDENCES, `${where}.confidence`),
    alternatives: reader.text(entry['alternatives'] ?? '', `${where}.alternatives`),
    tags: reader.texts(entry['tags'], `${where}.tags`),
    forReport: entry['forReport'] !== false,
    step: reader.optionalText(entry['step'], `${where}.step`),
    effect: isLeftOut(entry['effect']) ? null : effect(reader, entry['effect'], `${where}.effect`),
  };
}

function effect(reader: Reader, value: unknown, where: string): EffectEntry {
  const entry = reader.object(value, where);
  return {
    state: reader.oneOf(entry['state'], EFFECTS, `${where}.state`),
    records: reader.texts(entry['records'], `${where}.records`),
  };
}

function match(reader: Reader, value: unknown, where: string): EventMatch {
  const entry = reader.object(value, where);
  const place = {
    ...(entry['exhibit'] !== undefined && { exhibit: reader.text(entry['exhibit'], `${where}.exhibit`) }),
  };
  if (entry['event'] !== undefined) return { event: reader.text(entry['event'], `${where}.event`) };
  if (entry['query'] !== undefined) {
    const member = entry['member'] === undefined ? {} : { member: reader.text(entry['member'], `${where}.member`) };
    return { query: reader.text(entry['query'], `${where}.query`), ...member, ...place };
  }
  if (!Number.isSafeInteger(entry['line']) || (entry['line'] as number) < 1) {
    reader.fault(`${where} needs "event", "query", or "member" with "line" (a number from 1)`);
  }
  return { member: reader.text(entry['member'] ?? '', `${where}.member`), line: Number(entry['line']), ...place };
}

function link(reader: Reader, value: unknown, where: string): LinkEntry {
  const entry = reader.object(value, where);
  return {
    from: reader.text(entry['from'], `${where}.from`),
    to: reader.text(entry['to'], `${where}.to`),
    reason: reader.text(entry['reason'], `${where}.reason`),
    records: reader.texts(entry['records'], `${where}.records`),
  };
}

function finding(reader: Reader, value: unknown, where: string): FindingEntry {
  const entry = reader.object(value, where);
  return {
    title: reader.text(entry['title'], `${where}.title`),
    kind: reader.oneOf(entry['kind'] ?? 'inference', KINDS, `${where}.kind`),
    reasoning: reader.text(entry['reasoning'] ?? '', `${where}.reasoning`),
    confidence: reader.oneOf(entry['confidence'] ?? 'medium', CONFIDENCES, `${where}.confidence`),
    alternatives: reader.text(entry['alternatives'] ?? '', `${where}.alternatives`),
    recordsFor: reader.texts(entry['recordsFor'], `${where}.recordsFor`),
    recordsAgainst: reader.texts(entry['recordsAgainst'], `${where}.recordsAgainst`),
    answers: reader.list(entry['answers'], `${where}.answers`).map((place) => {
      if (typeof place === 'number' && Number.isSafeInteger(place) && place > 0) return place;
      reader.fault(`${where}.answers holds something that is no number of a question from 1`);
      return 0;
    }),
  };
}

function isLeftOut(value: unknown): value is null | undefined {
  return value === undefined || value === null;
}

/** Takes values apart and remembers every fault instead of stopping at the first. */
class Reader {
  readonly faults: string[] = [];

  fault(text: string): void {
    this.faults.push(text);
  }

  object(value: unknown, where: string): Readonly<Record<string, unknown>> {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
    this.fault(`${where} is not an object`);
    return {};
  }

  /** A list that may be missing. */
  list(value: unknown, where: string): readonly unknown[] {
    if (value === undefined) return [];
    if (Array.isArray(value)) return value;
    this.fault(`${where} is not a list`);
    return [];
  }

  text(value: unknown, where: string): string {
    if (typeof value === 'string') return value;
    this.fault(`${where} is not text`);
    return '';
  }

  optionalText(value: unknown, where: string): string | null {
    return value === undefined || value === null ? null : this.text(value, where);
  }

  texts(value: unknown, where: string): readonly string[] {
    return this.list(value, where).map((item, index) => this.text(item, `${where}[${index}]`));
  }

  /** Texts by name; a name that is none of `names` is a fault. */
  namedTexts<Name extends string>(
    parts: Readonly<Record<string, unknown>>,
    names: readonly Name[],
    where: string,
  ): { readonly [N in Name]?: string } {
    const unknown = Object.keys(parts).find((name) => !names.some((known) => known === name));
    if (unknown !== undefined) this.fault(`${where}.${unknown} is no field; fields: ${names.join(', ')}`);
    const stated = names.filter((name) => parts[name] !== undefined);
    return Object.fromEntries(stated.map((name) => [name, this.text(parts[name], `${where}.${name}`)])) as {
      [N in Name]?: string;
    };
  }

  oneOf<T extends string>(value: unknown, allowed: readonly T[], where: string): T {
    const found = allowed.find((item) => item === value);
    if (found !== undefined) return found;
    this.fault(`${where} is not one of ${allowed.join(', ')}`);
    return allowed[0] as T;
  }
}
