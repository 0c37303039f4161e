import type { ReportModel } from '../model.js';
import { KillChainSection } from './kill-chain-section.js';
import { LanesPrint } from './lanes-print.js';

/** The examiner's kill chain, and behind its figure the incident over its workloads: so both fit their pages. */
export function ChainSection({ model }: { readonly model: ReportModel }) {
  return (
    <KillChainSection model={model}>
      {model.lanes !== null && model.lanes.lanes.length > 0 && <LanesPrint model={model} lanes={model.lanes} />}
    </KillChainSection>
  );
}
