import type { Annotation, Confidence, Finding, StatementKind } from './case.js';

/**
 * The annotations file of `exhibit report --annotations`: an examiner's word about events, written by hand or by another
 * tool, as JSON. See docs/annotations-file.md.
 */
export interface AnnotationsFile {
  readonly annotations: readonly AnnotationEntry[];
  readonly links: readonly LinkEntry[];
  readonly findings: readonly FindingEntry[];
}

/** Which event is meant: by place (member and line), by a query that has exactly one answer within a member, or by event id. */
export type EventMatch =
  | { readonly member: string; readonly line: number; readonly exhibit?: string }
  | { readonly query: string; readonly member?: string; readonly exhibit?: string }
  | { readonly event: string };

export interface AnnotationEntry extends Omit<Annotation, 'event'> {
  /** Name by which links and findings of this file refer to it. */
  readonly id: string;
  readonly match: EventMatch;
  /** Title of the step this event becomes in the kill chain, or null. */
  readonly step: string | null;
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
}

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
  return reader.faults.length > 0 ? { faults: reader.faults } : { file: { annotations, links, findings } };
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
  };
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

  oneOf<T extends string>(value: unknown, allowed: readonly T[], where: string): T {
    const found = allowed.find((item) => item === value);
    if (found !== undefined) return found;
    this.fault(`${where} is not one of ${allowed.join(', ')}`);
    return allowed[0] as T;
  }
}
