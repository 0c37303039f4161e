import { detectPayloads } from '../../carriers/payload-format.js';
import { csvFields } from '../../io/csv-row.js';
import type { Format, Probe, Verdict } from '../../model/format.js';
import { asObject, asText } from '../../model/json.js';
import { areAuditColumns } from './columns.js';
import { columnsByContent } from './headless-columns.js';
import { auditPayloads, parseAuditRecord } from './parse.js';

export const k8sAudit: Format = {
  id: 'k8s-audit',
  title: 'Kubernetes audit log',
  parserVersion: 'k8s-audit/3',
  status: 'real data',
  rulesOnly: false,
  owns: auditPayloads.isOwn,
  detect,
  parse: parseAuditRecord,
};

function detect(probe: Probe): Verdict {
  const verdict = detectPayloads(probe, auditPayloads);
  return verdict.claim ? verdict : (detectTable(probe) ?? verdict);
}

/** A table whose columns, or cells where it has no header, are those of audit events. */
function detectTable(probe: Probe): Verdict | null {
  const framings = new Set(probe.samples.map(({ framing }) => framing));
  for (const framing of framings) {
    if (framing.kind !== 'csv') continue;
    if (areAuditColumns(framing.columns)) {
      return {
        claim: true,
        framing,
        reason: 'The table has the columns of audit events (audit id, verb, request URI, stage).',
      };
    }
    // Without a header the first row was taken for the names, and changed where cells repeat.
    const firstLine = probe.text.split(/\r?\n/, 1)[0] ?? '';
    const rows = probe.samples
      .filter((sample) => sample.framing === framing)
      .map(({ value }) => framing.columns.map((column) => asText(asObject(value)?.[column]) ?? ''));
    const columns = columnsByContent([csvFields(firstLine, framing.delimiter), ...rows]);
    if (columns !== null) {
      return {
        claim: true,
        framing: { ...framing, header: false, columns },
        reason: 'A table without header whose cells are those of audit events.',
      };
    }
  }
  return null;
}
