import type { ReportModel } from '../model.js';
import { CoverPage } from './cover-page.js';
import { ContentsPage } from './contents-page.js';
import { ExhibitsSection } from './exhibits-section.js';
import { FindingsSection } from './findings-section.js';
import { KillChainSection } from './kill-chain-section.js';
import { LedgerSection } from './ledger-section.js';
import { LimitationsSection } from './limitations-section.js';
import { MethodSection } from './method-section.js';
import { RecordsSection } from './records-section.js';
import { TimeSection } from './time-section.js';
import { VerifySection } from './verify-section.js';

/** Sections in the order of the report, with the ids the contents link to. */
const SECTIONS = [
  { id: 'exhibits', title: 'Exhibits', Section: ExhibitsSection },
  { id: 'method', title: 'Method', Section: MethodSection },
  { id: 'time', title: 'Time handling', Section: TimeSection },
  { id: 'kill-chain', title: 'Kill chain', Section: KillChainSection },
  { id: 'findings', title: 'Findings', Section: FindingsSection },
  { id: 'records', title: 'Records cited', Section: RecordsSection },
  { id: 'limitations', title: 'Limitations', Section: LimitationsSection },
  { id: 'ledger', title: 'Import ledger', Section: LedgerSection },
  { id: 'verify', title: 'How to check this report', Section: VerifySection },
] as const;

/** The whole report, ready to be printed by the engine. */
export function ReportDocument({ model }: { readonly model: ReportModel }) {
  return (
    <main className={model.draft ? 'report draft' : 'report'}>
      <CoverPage model={model} />
      <ContentsPage sections={SECTIONS} />
      {SECTIONS.map(({ id, title, Section }, index) => (
        <section key={id} id={id} className="chapter">
          <h1>
            <span className="number">{index + 1}</span> {title}
          </h1>
          <Section model={model} />
        </section>
      ))}
      <p className="end">End of report {model.meta.number}</p>
    </main>
  );
}
