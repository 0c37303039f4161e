import { aftermathActs } from './aftermath.mjs';
import { cloudActs } from './cloud.mjs';
import { clusterActs } from './cluster.mjs';
import { entryActs } from './entry.mjs';
import { nodeActs } from './node.mjs';
import { recorders } from './recorders.mjs';

/**
 * The intrusion, act by act: `id`, `title`, the record, and for the acts that the report cites `technique`, `tactic`, `note`,
 * `kind` and whether it is a `step`. Acts without a note are traces beside them.
 */
export function attackActs(writers) {
  const tell = recorders(writers);
  return [entryActs, clusterActs, nodeActs, cloudActs, aftermathActs].flatMap((acts) => acts(tell));
}
