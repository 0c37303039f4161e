import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AnnotationEntry, AnnotationsFile } from '../../../parsers/model/annotations-file.js';
import { PARTICULAR_FIELDS, UNSTATED_PARTICULARS } from '../../../parsers/model/particulars.js';
import type { CaseDraft } from '../../../parsers/model/case.js';
import { runExhibit, type CommandResult } from '../../support/run-exhibit.js';
import { NAMES, writeHostileEvidence, type HostileEvidence } from './hostile-evidence.js';
import { HOSTILE, hostile } from './hostile-strings.js';

/** A journal's text holds no NUL; titles have at most 1000 characters. */
export const TYPED: readonly string[] = HOSTILE.map(({ text }) => text.replaceAll('\0', ''));
export const TITLES: readonly string[] = TYPED.map((text) => text.slice(0, 1000).trim());

/** What the examiner states, or what someone made him copy. The number names files, the title is as long as it may be. */
export const META: CaseDraft = {
  kind: 'case',
  number: `<b data-hostile>"\\7\u202e\u001b[31m/..\u65e5\u672c${'\u8a9e'.repeat(90)}`,
  title: hostile('an image').padEnd(1000, ' long title'),
  examiner: `${hostile('bidi')} ${'\u{1d50d}ane of the forensic unit '.repeat(6)}`,
  organisation: hostile('a formula'),
  questions: TYPED,
  displayZone: 'Asia/Kolkata',
};

const FALCO_MEMBER = `var/log/${NAMES.falco}`;

const PLAIN: Omit<AnnotationEntry, 'id' | 'match'> = {
  note: '',
  kind: 'fact',
  technique: null,
  tactic: null,
  confidence: 'low',
  alternatives: '',
  tags: [],
  forReport: true,
  step: null,
  effect: null,
};

/** Records besides, cited so that their places are printed: every kind of exhibit and member. */
const CITED_BESIDES = ['', NAMES.inFolder, NAMES.cloud, `var/log/${NAMES.audit}`, `../../${NAMES.unknown}`];

/** An annotation and a step for every text on the alert that holds it, links between neighbours, a finding for each. */
export function hostileAnnotations(): Omit<AnnotationsFile, 'milestones'> & {
  readonly milestones: Readonly<Record<string, string>>;
} {
  const ids = HOSTILE.map(({ text }, index) => `${index} ${text}`);
  return {
    annotations: [
      ...CITED_BESIDES.map((member): AnnotationEntry => ({ ...PLAIN, id: member, match: { member, line: 1 } })),
      ...HOSTILE.map((_, index): AnnotationEntry => ({
        id: ids[index] ?? '',
        match: { member: FALCO_MEMBER, line: index + 1 },
        note: TYPED[index] ?? '',
        kind: 'inference',
        technique: TITLES[index] ?? '',
        tactic: TITLES[index] ?? '',
        confidence: 'low',
        alternatives: TYPED[index] ?? '',
        tags: [TITLES[index] ?? ''],
        forReport: true,
        step: TITLES[index] ?? '',
        effect: { state: 'achieved', records: [ids[index] ?? ''] },
      })),
    ],
    links: HOSTILE.slice(1).map((_, index) => ({
      from: ids[index] ?? '',
      to: ids[index + 1] ?? '',
      reason: TYPED[index] ?? '',
      records: [ids[index] ?? ''],
    })),
    findings: HOSTILE.map((_, index) => ({
      title: TITLES[index] ?? '',
      kind: 'opinion',
      reasoning: TYPED[index] ?? '',
      confidence: 'low',
      alternatives: TYPED[index] ?? '',
      recordsFor: [ids[index] ?? ''],
      recordsAgainst: [],
      answers: [index + 1],
    })),
    milestones: { 'first-sign': ids[0] ?? '', notice: 'statement 0' },
    exhibits: [],
    statements: HOSTILE.map((_, index) => ({
      id: `statement ${index}`,
      time: TITLES[index] ?? '',
      zone: 'UTC',
      text: TYPED[index] ?? '',
      source: TYPED[index] ?? '',
      author: TYPED[index] ?? '',
    })),
    searches: [],
    particulars: {
      ...UNSTATED_PARTICULARS,
      ...Object.fromEntries(PARTICULAR_FIELDS.map(({ name }, index) => [name, TYPED[index % TYPED.length] ?? ''])),
      people: TITLES.map((text) => ({ name: text, role: text, qualifications: text, part: text })),
    },
    report: null,
  };
}

/** A case in which everything is hostile, made by the command line with its report. */
export class HostileCase {
  readonly root = mkdtempSync(join(tmpdir(), 'exhibit-hostile-'));
  readonly caseFolder = join(this.root, 'case');
  readonly report = join(this.root, `=1+1\u202e\u001b[31m<b data-hostile>\u009b.pdf`);

  async make(): Promise<{ readonly evidence: HostileEvidence; readonly result: CommandResult }> {
    const from = join(this.root, 'received');
    mkdirSync(from);
    const evidence = await writeHostileEvidence(from);
    const meta = join(this.root, 'meta.json');
    const annotations = join(this.root, 'annotations.json');
    writeFileSync(meta, JSON.stringify(META));
    writeFileSync(annotations, JSON.stringify(hostileAnnotations()));
    const stated = [
      '--meta',
      meta,
      '--annotations',
      annotations,
      '--origin',
      hostile('forged lines').replaceAll('\0', ''),
    ];
    const result = await runExhibit([
      'report',
      ...evidence.paths,
      '--case',
      this.caseFolder,
      ...stated,
      '--date',
      '2026-03-03T08:00:00Z',
      '--out',
      this.report,
    ]);
    return { evidence, result };
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
