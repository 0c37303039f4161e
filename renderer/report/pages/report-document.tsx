import type { ComponentType } from 'react';
import type { ReportModel } from '../model.js';
import { recordParts } from '../record-parts.js';
import { plannedSections, type SectionId } from '../sections.js';
import { ChainSection } from './chain-section.js';
import { ContentsPage } from './contents-page.js';
import { CoverPage } from './cover-page.js';
import { DetectionsSection } from './detections-section.js';
import { EffectsSection } from './effects-section.js';
import { ExhibitsSection } from './exhibits-section.js';
import { FindingsSection } from './findings-section.js';
import { FurtherWorkSection } from './further-work-section.js';
import { GlossarySection } from './glossary-section.js';
import { IdentificationSection } from './identification-section.js';
import { LedgerSection } from './ledger-section.js';
import { LimitationsSection } from './limitations-section.js';
import { LiteratureSection } from './literature-section.js';
import { MarksSection } from './marks-section.js';
import { MethodSection } from './method-section.js';
import { MilestonesSection } from './milestones-section.js';
import { RecordsSection } from './records-section.js';
import { ReviewSection } from './review-section.js';
import { SearchesSection } from './searches-section.js';
import { SettingsSection } from './settings-section.js';
import { SignatureSection } from './signature-section.js';
import { StatementsSection } from './statements-section.js';
import { SummarySection } from './summary-section.js';
import { CertificatesSection, DeclarationsSection } from './templates-section.js';
import { TimeSection } from './time-section.js';
import { VerifySection } from './verify-section.js';

const PAGES: Readonly<Record<SectionId, ComponentType<{ readonly model: ReportModel }>>> = {
  summary: SummarySection,
  identification: IdentificationSection,
  exhibits: ExhibitsSection,
  method: MethodSection,
  settings: SettingsSection,
  time: TimeSection,
  milestones: MilestonesSection,
  findings: FindingsSection,
  'kill-chain': ChainSection,
  effects: EffectsSection,
  searches: SearchesSection,
  statements: StatementsSection,
  marks: MarksSection,
  limitations: LimitationsSection,
  'further-work': FurtherWorkSection,
  review: ReviewSection,
  records: RecordsSection,
  ledger: LedgerSection,
  detections: DetectionsSection,
  declarations: DeclarationsSection,
  certificates: CertificatesSection,
  glossary: GlossarySection,
  literature: LiteratureSection,
  verify: VerifySection,
  signature: SignatureSection,
};

/** The whole report: printed by the engine, and the same in the window's preview. */
export function ReportDocument({ model }: { readonly model: ReportModel }) {
  const sections = plannedSections(model.plan);
  const parts = recordParts(model).length;
  return (
    <main className={model.draft ? 'report draft' : 'report'}>
      <CoverPage model={model} />
      <ContentsPage sections={sections} />
      {sections.map(({ id, number, title, beginsPage, isAnnex }) => {
        const Section = PAGES[id];
        return (
          <section key={id} id={id} className={beginsPage ? 'chapter new-page' : 'chapter'}>
            <h1>
              <span className="number">{isAnnex ? `Annex ${number}` : number}</span> {title}
            </h1>
            <Section model={model} />
          </section>
        );
      })}
      <p className="end">
        {parts === 0 ? `End of report ${model.id}` : `Report ${model.id} goes on with ${parts} parts of records cited`}
      </p>
    </main>
  );
}
