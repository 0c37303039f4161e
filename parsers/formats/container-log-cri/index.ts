import { criLine } from '../../io/group-rules.js';
import type { Format, Probe, RecordInput, Verdict } from '../../model/format.js';
import type { ParsedRecord } from '../../model/event.js';
import { logEntry, logLineEvent } from '../../model/log-line.js';

export const containerLogCri: Format = {
  id: 'container-log-cri',
  title: 'Container logs in the form of CRI (kubelet, containerd, CRI-O, Podman)',
  parserVersion: 'container-log-cri/2',
  status: 'real data',
  rulesOnly: false,
  turn: 'envelope',
  detect,
  parse,
};

/** Lines that are looked at, and the share of them that must be of the form. */
const LOOKED_AT = 20;
const LEAST_SHARE = 0.5;

function detect({ text }: Probe): Verdict {
  const lines = text
    .split('\n', LOOKED_AT)
    .map((line) => line.replace(/\r$/, ''))
    .filter((line) => line !== '');
  const own = lines.filter((line) => criLine(line) !== null).length;
  if (own === 0 || own < lines.length * LEAST_SHARE)
    return { claim: false, reason: 'Its lines do not begin with time and stdout or stderr.' };
  return {
    claim: true,
    framing: { kind: 'groups', group: 'cri-log' },
    reason: `${own} of the first ${lines.length} lines begin with time and stream, as CRI runtimes write them.`,
  };
}

function parse(record: RecordInput): ParsedRecord {
  const { framing } = record.context;
  const entry =
    framing.kind === 'groups' && framing.group === 'cri-log' ? logEntry(record.value) : logEntry(criOf(record));
  if (entry !== null) return logLineEvent(entry, record);
  return {
    kind: 'rejected',
    code: 'wrong-shape',
    reason: 'No line of a CRI log: time, stdout or stderr, text.',
  };
}

/** A line of another log that is of the form. */
function criOf({ text }: RecordInput): unknown {
  const line = criLine(text);
  return line === null ? null : { ...line, partial: line.isPartial };
}
