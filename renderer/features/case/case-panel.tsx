import type { ReactElement, ReactNode } from 'react';
import type { ExhibitBridge } from '../../../main/bridge/contract.js';
import type { CaseSession } from '../../session/session.js';
import { ArchivePanel } from './archive-panel.js';
import { DescribeCase } from './describe-case.js';
import { DisclosurePanel } from './disclosure-panel.js';
import { Findings } from './findings.js';
import { MilestonesPanel } from './milestones-form.js';
import { ParticularsPanel } from './particulars-form.js';
import { JournalView } from './journal-view.js';
import './case-panel.css';

/** What the case is, what the examiner concludes, and everything that was done. */
export function CasePanel({
  bridge,
  session,
  notes,
}: {
  readonly bridge: ExhibitBridge;
  readonly session: CaseSession;
  /** Statements and notes, from the feature that keeps them. */
  readonly notes: ReactNode;
}): ReactElement {
  return (
    <div className="case-panel">
      <div className="case-column">
        <DescribeCase session={session} />
        <ParticularsPanel session={session} />
        <MilestonesPanel session={session} />
        <Findings session={session} />
      </div>
      <div className="case-column">
        {notes}
        <ArchivePanel bridge={bridge} session={session} />
        <DisclosurePanel bridge={bridge} session={session} />
        <JournalView bridge={bridge} session={session} />
      </div>
    </div>
  );
}
