import type { ParsedRecord } from '../../model/event.js';
import type { Format, Probe, RecordInput, Verdict } from '../../model/format.js';
import { asText } from '../../model/json.js';
import { statedFields } from '../../model/stated-fields.js';

/** Text in the memory of a checkpoint. Pages have no header: the page map before them in the archive tells whose they are. */
export const criuMemory: Format = {
  id: 'criu-memory',
  title: 'Text in the memory of a checkpoint (CRIU pages)',
  parserVersion: 'criu-memory/1',
  status: 'lab data',
  rulesOnly: false,
  detect,
  parse,
};

function detect({ bundle }: Probe): Verdict {
  if (bundle?.memory === undefined)
    return { claim: false, reason: 'No page map of a checkpoint names it as its pages.' };
  return { claim: true, framing: { kind: 'memory' }, reason: 'A page map of the checkpoint names it as its pages.' };
}

function parse({ value, context }: RecordInput): ParsedRecord {
  if (typeof value !== 'string') return { kind: 'rejected', code: 'wrong-shape', reason: 'It is no text.' };
  const { fields = {}, region } = context.bundle ?? {};
  const owner = `process ${asText(fields['process.vpid']) ?? '?'} (${asText(fields['process.name']) ?? 'name unknown'})`;
  return {
    kind: 'events',
    events: [
      {
        time: null,
        fields: statedFields({
          'exhibit.layer': 'container',
          'exhibit.outcome': 'unknown',
          'event.kind': 'state',
          'event.action': 'memory text',
          'event.original': value,
          'exhibit.memory.region': region,
        }),
        message: `Memory of ${owner}: ${value}`,
      },
    ],
  };
}
