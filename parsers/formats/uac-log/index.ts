import type { Format, Probe, Verdict } from '../../model/format.js';
import { isLogLine, parseUacLine } from './parse.js';

export const uacLog: Format = {
  id: 'uac-log',
  title: 'Log and acquisition record of UAC',
  parserVersion: 'uac-log/1',
  status: 'lab data',
  rulesOnly: false,
  detect,
  parse: parseUacLine,
};

function detect({ text }: Probe): Verdict {
  const isRecord = text.startsWith('Created by UAC (Unix-like Artifacts Collector)');
  const [first = ''] = text.split('\n', 1);
  const isLog = isLogLine(first) && first.includes('Unix-like Artifacts Collector');
  if (!isRecord && !isLog)
    return { claim: false, reason: 'The first line does not name UAC, the Unix-like Artifacts Collector.' };
  return {
    claim: true,
    framing: { kind: 'lines' },
    reason: 'The first line names UAC, the Unix-like Artifacts Collector.',
  };
}
