import type { ExhibitBridge } from '../../../main/bridge/contract.js';
import { blobSha256 } from '../../query/blob-hash.js';
import type { Search, StackRequest } from '../../query/spec.js';
import { downloadBlob } from '../../session/download-blob.js';
import type { CaseSession } from '../../session/session.js';
import { attempt, reportDone } from '../../ui-state/attempt.js';
import { searchWords } from '../../ui/search-words.js';
import { stackCsv, stackJson } from './stack-export.js';

/** Saves all groups of a search and journals what was saved: search, count and hash of the file. */
export function exportStack(
  bridge: ExhibitBridge,
  session: CaseSession,
  search: Search,
  request: Omit<StackRequest, 'limit'>,
  format: 'csv' | 'json',
): void {
  void attempt('The groups could not be exported', async () => {
    // Searched anew: what stands on the screen may be the answer to the search before.
    const found = await session.query.search('stack-export', search);
    if ('problem' in found) throw new Error(found.problem.message);
    const stack = await session.query.stack(found.id, { ...request, limit: Infinity });
    const text = format === 'csv' ? stackCsv(request, stack) : stackJson(request, stack, search, found);
    const type = format === 'csv' ? 'text/csv;charset=utf-8' : 'application/json';
    const blob = new Blob([text], { type });
    const path = await downloadBlob(bridge, blob, `groups.${format}`);
    if (path === null) return;
    reportDone(`${stack.groupCount} groups were saved to ${path}`);
    await session.act({
      type: 'exported',
      what: `groups as ${format.toUpperCase()}`,
      sha256: await blobSha256(blob),
      detail: `${stack.groupCount} groups by ${request.fields.join(', ')} of ${searchWords(search, found)}`,
    });
  });
}
