import type { PayloadFormat, ReadPayload } from '../../carriers/payload-format.js';
import { engineTime, happeningFields, happeningMessage } from '../../model/engine/happening.js';
import type { EngineHappening } from '../../model/engine/happening.js';
import { asObject, asText } from '../../model/json.js';
import type { JsonObject } from '../../model/json.js';
import { parseTime } from '../../time/parse.js';

export const dockerPayloads: PayloadFormat = {
  what: 'Docker event',
  known: 'Type, Action, Actor and a time',
  isOwn,
  read: ({ value }) => readDockerEvent(value),
};

/** Engines before 1.10 wrote `status`, `id` and `from` alone; those before 24 write them beside the new keys. */
function isOwn(value: unknown): boolean {
  const event = asObject(value);
  if (event === null) return false;
  if (asText(event['time'] ?? event['timeNano']) === null) return false;
  if (typeof event['Type'] === 'string' && typeof event['Action'] === 'string')
    return asObject(event['Actor']) !== null;
  const word = asText(event['status'])?.split(':', 1)[0] ?? '';
  const isNamed = (OLD_WORDS.has(word) || IMAGE_WORDS.has(word)) && typeof event['id'] === 'string';
  return isNamed && Object.keys(event).every((key) => OLD_KEYS.has(key));
}

/** All that an engine before 1.10 wrote; of images it named no origin. */
const OLD_KEYS: ReadonlySet<string> = new Set(['status', 'id', 'from', 'time', 'timeNano']);
const OLD_WORDS: ReadonlySet<string> = new Set(
  (
    'attach commit copy create destroy die exec_create exec_start export kill oom pause rename resize restart start stop ' +
    'top unpause update'
  ).split(' '),
);
/** What is done to images; their id is the name that was given. */
const IMAGE_WORDS: ReadonlySet<string> = new Set('delete import load pull push save tag untag'.split(' '));

/** Reads an event as JSON has it, or as `readTextLine` gives it. */
export function readDockerEvent(value: unknown): ReadPayload {
  const event = asObject(value) ?? {};
  const happening = happeningOf(event);
  const written = event['text time'];
  const time = written === undefined ? engineTime(event['timeNano'], event['time']) : parseTime(written);
  const events = [{ time, fields: happeningFields(happening), message: happeningMessage(happening) }];
  if (time !== null) return { events };
  const reason = `The time "${String(asText(event['timeNano'] ?? event['time'])).slice(0, 80)}" cannot be read; the event is kept without one.`;
  return { events, problems: [{ code: 'bad-time', reason }] };
}

/** `exec_create: sh -c ...` is split at its first colon: what follows is the command, unquoted, with colons of its own. */
function happeningOf(event: JsonObject): EngineHappening {
  const actor = asObject(event['Actor']) ?? {};
  const attributes = asObject(actor['Attributes']) ?? {};
  const written = asText(event['Action']) ?? asText(event['status']) ?? '';
  const colon = written.indexOf(':');
  const isOldImage = event['Type'] === undefined && IMAGE_WORDS.has(written);
  const type = asText(event['Type']) ?? (isOldImage ? 'image' : 'container');
  return {
    engine: 'docker',
    type,
    action: colon < 0 ? written : written.slice(0, colon),
    detail: colon < 0 ? null : written.slice(colon + 1).trim(),
    id: asText(actor['ID']) ?? asText(event['id']),
    name: asText(attributes['name']) ?? (isOldImage ? asText(event['id']) : null),
    image: asText(attributes['image']) ?? asText(event['from']),
    exitCode: attributes['exitCode'],
    attributes,
  };
}
