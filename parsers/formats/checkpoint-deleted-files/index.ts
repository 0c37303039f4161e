import type { ParsedRecord } from '../../model/event.js';
import type { Format, Probe, RecordInput, Verdict } from '../../model/format.js';
import { statedFields } from '../../model/stated-fields.js';

/** Files of the image that were gone when the checkpoint was taken: a JSON array of absolute paths, told by its name. */
export const checkpointDeletedFiles: Format = {
  id: 'checkpoint-deleted-files',
  title: 'Deleted files of a checkpoint (deleted.files)',
  parserVersion: 'checkpoint-deleted-files/1',
  status: 'lab data',
  rulesOnly: false,
  detect,
  parse,
};

function detect({ name, samples }: Probe): Verdict {
  const [sample] = samples;
  if (name !== 'deleted.files' || sample === undefined || sample.framing.kind !== 'json' || !isPath(sample.value))
    return { claim: false, reason: 'It is not called deleted.files, or is no list of absolute paths.' };
  return {
    claim: true,
    framing: sample.framing,
    reason: 'It is called deleted.files and is a list of absolute paths.',
  };
}

function parse({ value }: RecordInput): ParsedRecord {
  if (!isPath(value)) return { kind: 'rejected', code: 'wrong-shape', reason: 'It is no absolute path.' };
  const fields = statedFields({
    'exhibit.layer': 'container',
    'exhibit.outcome': 'unknown',
    'event.kind': 'state',
    'event.category': 'file',
    'event.type': 'deletion',
    'event.action': 'deleted',
    'file.path': value,
  });
  const message = `${value} of the image was gone when the checkpoint was taken; nothing says since when`;
  return { kind: 'events', events: [{ time: null, fields, message }] };
}

function isPath(value: unknown): value is string {
  return typeof value === 'string' && value.startsWith('/');
}
