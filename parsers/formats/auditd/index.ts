import { detectPayloads, parsePayloads } from '../../carriers/payload-format.js';
import type { Format, Probe, Verdict } from '../../model/format.js';
import { auditPayloads } from './parse.js';

export const auditd: Format = {
  id: 'auditd',
  title: 'Linux audit log (auditd, ausearch, LAUREL)',
  parserVersion: 'auditd/2',
  status: 'real data',
  rulesOnly: true,
  owns: auditPayloads.isOwn,
  detect,
  parse: (record) => parsePayloads(record, auditPayloads),
};

/** Lines of the log itself are read in groups; those that something carries one by one. */
function detect(probe: Probe): Verdict {
  const verdict = detectPayloads(probe, auditPayloads);
  const isLog = probe.samples.some(({ value, framing }) => framing.kind === 'lines' && auditPayloads.isOwn(value));
  return verdict.claim && isLog ? { ...verdict, framing: { kind: 'groups', group: 'auditd' } } : verdict;
}
