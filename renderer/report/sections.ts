import type { ReportPlan } from '../../parsers/model/report-plan.js';

export type SectionId =
  | 'summary'
  | 'identification'
  | 'exhibits'
  | 'method'
  | 'settings'
  | 'time'
  | 'milestones'
  | 'findings'
  | 'kill-chain'
  | 'effects'
  | 'searches'
  | 'statements'
  | 'marks'
  | 'limitations'
  | 'further-work'
  | 'review'
  | 'records'
  | 'ledger'
  | 'detections'
  | 'declarations'
  | 'certificates'
  | 'glossary'
  | 'literature'
  | 'verify'
  | 'signature';

export interface SectionInfo {
  readonly id: SectionId;
  readonly title: string;
  /** Printed whatever the plan says. */
  readonly isObligatory: boolean;
  /** Annexes follow the body and are lettered. */
  readonly isAnnex: boolean;
  readonly beginsPage: boolean;
}

const section = (
  id: SectionId,
  title: string,
  flags: Partial<Pick<SectionInfo, 'isObligatory' | 'isAnnex' | 'beginsPage'>> = {},
): SectionInfo => ({ id, title, isObligatory: false, isAnnex: false, beginsPage: false, ...flags });
const must = { isObligatory: true } as const;
const annex = { isAnnex: true } as const;
const page = { beginsPage: true } as const;

/** Every section a report can have, in the usual order. */
export const SECTIONS: readonly SectionInfo[] = [
  section('summary', 'Summary and answers', { ...must, ...page }),
  section('identification', 'Identification', { ...must, ...page }),
  section('exhibits', 'Exhibits and custody', must),
  section('method', 'Method and repeatability', must),
  section('settings', 'Settings and counts', must),
  section('time', 'Time handling', must),
  section('findings', 'Findings', must),
  section('milestones', 'First sign, detection, notice, containment', must),
  section('kill-chain', 'Kill chain', page),
  section('effects', 'Attempts stopped and effects shown', must),
  section('searches', 'Searches and what was not found', must),
  section('statements', 'Statements and notes'),
  section('marks', 'Marks on many events'),
  section('limitations', 'Limitations', must),
  section('further-work', 'Recommendations and further work'),
  section('review', 'Review', must),
  section('records', 'Records cited', { ...must, ...annex, ...page }),
  section('ledger', 'Import ledger', { ...must, ...annex, ...page }),
  section('detections', 'Flagged by rules, not conclusions', { ...annex, ...page }),
  section('declarations', 'Declarations (templates)', { ...annex, ...page }),
  section('certificates', 'Certificates (templates)', { ...annex, ...page }),
  section('glossary', 'Glossary', { ...annex, ...page }),
  section('literature', 'Literature and material relied on', annex),
  section('verify', 'How to check this report', { ...must, ...annex }),
  section('signature', 'Signatures', { ...must, ...annex }),
];

export interface PlannedSection extends SectionInfo {
  /** `1`, `2`, ... in the body, `A`, `B`, ... of annexes. */
  readonly number: string;
}

/** Sections as the plan arranges them; what the plan does not name stands after what it follows usually. Annexes stay behind. */
export function arrange(order: ReportPlan['order']): readonly SectionInfo[] {
  const ids: string[] = [...new Set(order)].filter((id) => SECTIONS.some((known) => known.id === id));
  for (const [index, { id }] of SECTIONS.entries()) {
    const before = SECTIONS[index - 1];
    if (!ids.includes(id)) ids.splice(before === undefined ? 0 : ids.indexOf(before.id) + 1, 0, id);
  }
  const arranged = ids.flatMap((id) => SECTIONS.filter((known) => known.id === id));
  return [...arranged.filter(({ isAnnex }) => !isAnnex), ...arranged.filter(({ isAnnex }) => isAnnex)];
}

/** Sections that are printed, numbered. Obligatory ones cannot be left out. */
export function plannedSections(plan: ReportPlan): readonly PlannedSection[] {
  const printed = arrange(plan.order).filter(({ id, isObligatory }) => isObligatory || !plan.off.includes(id));
  const bodies = printed.filter(({ isAnnex }) => !isAnnex).length;
  return printed.map((info, index) => ({
    ...info,
    number: info.isAnnex ? String.fromCodePoint(65 + index - bodies) : String(index + 1),
  }));
}
