import type { ReportModel } from '../model.js';
import { EvidenceText } from '../../ui/evidence-text.js';
import { CoverPage } from './cover-page.js';
import { ContentsPage } from './contents-page.js';
import { ExhibitsSection } from './exhibits-section.js';
import { FindingsSection } from './findings-section.js';
import { KillChainSection } from './kill-chain-section.js';
import { LedgerSection } from './ledger-section.js';
import { LimitationsSection } from './limitations-section.js';
import { MarksSection } from './marks-section.js';
import { MethodSection } from './method-section.js';
import { QuestionsSection } from './questions-section.js';
import { StatementsSection } from './statements-section.js';
import { RecordsSection } from './records-section.js';
import { SearchesSection } from './searches-section.js';
import { TimeSection } from './time-section.js';
import { VerifySection } from './verify-section.js';

/** Sections in the order of the report, with the ids the contents link to. */
const SECTIONS = [
  { id: 'exhibits', title: 'Exhibits', onNewPage: true, Section: ExhibitsSection },
  { id: 'method', title: 'Method', onNewPage: false, Section: MethodSection },
  { id: 'time', title: 'Time handling', onNewPage: false, Section: TimeSection },
  { id: 'kill-chain', title: 'Kill chain', onNewPage: true, Section: KillChainSection },
  { id: 'questions', title: 'Questions and answers', onNewPage: false, Section: QuestionsSection },
  { id: 'findings', title: 'Findings', onNewPage: false, Section: FindingsSection },
  { id: 'searches', title: 'Searches reported', onNewPage: false, Section: SearchesSection },
  { id: 'statements', title: 'Statements and notes', onNewPage: false, Section: StatementsSection },
  { id: 'marks', title: 'Marks on many events', onNewPage: false, Section: MarksSection },
  { id: 'limitations', title: 'Limitations', onNewPage: false, Section: LimitationsSection },
  { id: 'records', title: 'Records cited', onNewPage: true, Section: RecordsSection },
  { id: 'ledger', title: 'Import ledger', onNewPage: true, Section: LedgerSection },
  { id: 'verify', title: 'How to check this report', onNewPage: false, Section: VerifySection },
] as const;

/** The whole report, ready to be printed by the engine. */
export function ReportDocument({ model }: { readonly model: ReportModel }) {
  return (
    <main className={model.draft ? 'report draft' : 'report'}>
      <CoverPage model={model} />
      <ContentsPage sections={SECTIONS} />
      {SECTIONS.map(({ id, title, onNewPage, Section }, index) => (
        <section key={id} id={id} className={onNewPage ? 'chapter new-page' : 'chapter'}>
          <h1>
            <span className="number">{index + 1}</span> {title}
          </h1>
          <Section model={model} />
        </section>
      ))}
      <p className="end">
        End of report <EvidenceText text={model.meta.number} />
      </p>
    </main>
  );
}
