import type { ReportModel } from '../model.js';
import { KillChainSection } from './kill-chain-section.js';
import { LanesPrint } from './lanes-print.js';

/** The incident over its workloads, then the examiner's kill chain. */
export function ChainSection({ model }: { readonly model: ReportModel }) {
  return (
    <>
      {model.lanes !== null && model.lanes.lanes.length > 0 && <LanesPrint model={model} lanes={model.lanes} />}
      <KillChainSection model={model} />
    </>
  );
}
