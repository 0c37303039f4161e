import { fileChange } from '../../model/engine/diff.js';
import type { ParsedRecord } from '../../model/event.js';
import type { Format, Probe, RecordInput, Verdict } from '../../model/format.js';

/** What a container changed of its image: `docker diff`, and `podman diff` as text. */
export const dockerDiff: Format = {
  id: 'docker-diff',
  title: 'docker diff: files that a container added, changed, deleted',
  parserVersion: 'docker-diff/1',
  status: 'lab data',
  rulesOnly: false,
  detect,
  parse,
};

const LINE = /^([ACD]) (\/.*)$/;

function detect({ text }: Probe): Verdict {
  const lines = text
    .split('\n', 21)
    .slice(0, 20)
    .filter((line) => line.trim() !== '');
  if (lines.length === 0 || !lines.every((line) => LINE.test(line)))
    return { claim: false, reason: 'Its lines are not A, C or D and an absolute path.' };
  return {
    claim: true,
    framing: { kind: 'lines' },
    reason: 'Every line is A, C or D and an absolute path, as docker diff prints them.',
  };
}

function parse({ text, context }: RecordInput): ParsedRecord {
  const [, letter = '', path = ''] = LINE.exec(text) ?? [];
  if (path === '')
    return { kind: 'rejected', code: 'wrong-shape', reason: 'No line of docker diff: A, C or D and a path.' };
  const kind = letter === 'A' ? 'added' : letter === 'C' ? 'changed' : 'deleted';
  return { kind: 'events', events: [fileChange(kind, path, context.path ?? '')] };
}
