import type { Format, Probe, Verdict } from '../../model/format.js';
import { readRow } from './parse.js';
import { readBodyRow } from './schema.js';

/** Lines that begin so are remarks of whoever wrote the file. */
const COMMENT = '#';

export const bodyfile: Format = {
  id: 'bodyfile',
  title: 'Bodyfile (file system times of TSK, UAC, ...)',
  parserVersion: 'bodyfile/2',
  status: 'real data',
  rulesOnly: false,
  detect,
  parse: ({ text }) => {
    const row = readBodyRow(text);
    return row === null
      ? {
          kind: 'rejected',
          code: 'wrong-columns',
          reason: 'No row of a bodyfile: eleven fields with bars between them.',
        }
      : readRow(row);
  },
};

function detect({ samples }: Probe): Verdict {
  const lines = samples.filter(({ framing }) => framing.kind === 'lines').map(({ value }) => String(value));
  const stated = lines.filter((line) => !line.startsWith(COMMENT));
  const rows = stated.filter((line) => readBodyRow(line) !== null).length;
  if (rows === 0 || rows * 2 < stated.length)
    return {
      claim: false,
      reason: 'Fewer than half of its lines are rows of a bodyfile (eleven fields, bars between them).',
    };
  return {
    claim: true,
    framing: { kind: 'lines', comment: COMMENT },
    reason: `${rows} of the first ${stated.length} lines are rows of a bodyfile (MD5|name|inode|mode|...).`,
  };
}
