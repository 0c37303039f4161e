import type { ExhibitBridge } from '../../../main/bridge/contract.js';
import type { SearchRun } from '../../../parsers/model/case.js';
import type { Search, StackRequest } from '../../query/spec.js';
import { downloadBlob } from '../../session/download-blob.js';
import type { CaseSession } from '../../session/session.js';
import { attempt, reportDone } from '../../ui-state/attempt.js';
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
    const run = { query: search.query, range: search.range, count: found.matched, total: found.total };
    const stack = await session.query.stack(found.id, { ...request, limit: Infinity });
    const text = format === 'csv' ? stackCsv(request, stack) : stackJson(request, stack, run);
    const bytes = new TextEncoder().encode(text);
    const type = format === 'csv' ? 'text/csv;charset=utf-8' : 'application/json';
    const path = await downloadBlob(bridge, new Blob([bytes], { type }), `groups.${format}`);
    if (path === null) return;
    reportDone(`${stack.groupCount} groups were saved to ${path}`);
    const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
    await session.act({
      type: 'exported',
      what: `groups as ${format.toUpperCase()}`,
      sha256: Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join(''),
      detail: `${stack.groupCount} groups by ${request.fields.join(', ')} of ${searchText(run)}${found.hidden === 0 ? '' : `; ${found.hidden} hidden events left out`}`,
    });
  });
}

function searchText({ query, range, count, total }: SearchRun): string {
  const asText = (ms: number) => new Date(ms).toISOString();
  const within = range === null ? '' : ` from ${asText(range.fromMs)} to ${asText(range.toMs)}`;
  return `${count} of ${total} events: ${query === '' ? 'everything' : query}${within}`;
}
