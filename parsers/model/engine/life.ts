import { parseTime } from '../../time/parse.js';
import type { NormalisedEvent, RecordProblem } from '../event.js';
import { asText, asWhole, at } from '../json.js';
import type { JsonObject } from '../json.js';
import { statedFields } from '../stated-fields.js';
import type { FoundFields } from '../stated-fields.js';
import { containerFields } from './container.js';

export interface ContainerLife {
  readonly events: readonly NormalisedEvent[];
  readonly problems: readonly RecordProblem[];
}

interface Moment {
  readonly written: unknown;
  readonly fields: FoundFields;
  readonly said: string;
}

/**
 * The moments that an engine's document on a container states: created, started, ended, with Podman also checkpointed and
 * restored. Only the last start and the last end are kept by the engine. A container without any is one undated event.
 */
export function containerLife(document: JsonObject): ContainerLife {
  const fields = containerFields(document);
  const name = asText(fields['container.name']) ?? asText(fields['container.id'])?.slice(0, 12) ?? 'without a name';
  const problems: RecordProblem[] = [];
  const events = momentsOf(document).flatMap((moment): readonly NormalisedEvent[] => {
    const written = asText(moment.written);
    if (written === null || NEVER.test(written)) return [];
    const time = parseTime(written, { zoneless: 'utc' });
    if (time !== null)
      return [{ time, fields: statedFields(fields, moment.fields), message: `Container ${name} ${moment.said}` }];
    const reason = `The time "${written.slice(0, 80)}" cannot be read; this moment was left out.`;
    problems.push({ code: 'bad-time', reason });
    return [];
  });
  if (events.length === 0) {
    const message = `Container ${name} is known; the record states no time of its life`;
    events.push({ time: null, fields: statedFields(fields, { 'event.action': 'container listed' }), message });
  }
  return { events, problems };
}

/** What engines write for "never". */
const NEVER = /^0001-01-01/;

function momentsOf(document: JsonObject): readonly Moment[] {
  const state = (key: string): unknown => at(document, 'State', key);
  const code = asWhole(state('ExitCode'));
  const memory = state('OOMKilled') === true ? 'out of memory' : null;
  const reasons = [memory, asText(state('Error'))].filter((reason) => reason !== null);
  const words = [code === null ? null : `exit code ${code}`, ...reasons].filter((word) => word !== null).join(', ');
  return [
    {
      written: document['Created'],
      fields: { 'event.action': 'container created', 'event.type': 'creation' },
      said: 'was created',
    },
    {
      written: state('StartedAt'),
      fields: { 'event.action': 'container started', 'event.type': 'start' },
      said: 'was started, the last time',
    },
    {
      written: state('CheckpointedAt'),
      fields: { 'event.action': 'container checkpointed', 'event.type': 'change' },
      said: 'was checkpointed',
    },
    {
      written: state('RestoredAt'),
      fields: { 'event.action': 'container restored', 'event.type': 'start' },
      said: 'was restored from a checkpoint',
    },
    {
      written: state('FinishedAt'),
      fields: {
        'event.action': 'container terminated',
        'event.type': 'end',
        'event.outcome': code === null ? 'unknown' : code === 0 ? 'success' : 'failure',
        'event.reason': reasons.join(', '),
        'process.exit_code': code,
      },
      said: `ended${words === '' ? '' : ` (${words})`}`,
    },
  ];
}
