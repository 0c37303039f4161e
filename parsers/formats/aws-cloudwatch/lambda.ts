import { decodeJson } from '../../carriers/decode-json.js';
import type { Outcome } from '../../model/event.js';
import { asText, at } from '../../model/json.js';
import type { FoundFields } from '../../model/stated-fields.js';

/** Lines of Lambda's platform and their ECS type. */
const LINES: readonly (readonly [pattern: RegExp, action: string, type: string])[] = [
  [/^START RequestId: ([0-9a-f-]{36})/, 'start', 'start'],
  [/^END RequestId: ([0-9a-f-]{36})/, 'end', 'end'],
  [/^REPORT RequestId: ([0-9a-f-]{36})/, 'report', 'info'],
  [/^INIT_START /, 'init', 'start'],
  [/^\S+ ([0-9a-f-]{36}) Task timed out/, 'timeout', 'end'],
  [/^RequestId: ([0-9a-f-]{36}) Error: /, 'error', 'error'],
];
/** `<time>\t<request id>\t<level>\t<text>`: what a function itself logs. */
const OWN = /^\S+\t([0-9a-f-]{36})\t([A-Z]+)\t/;

/** What a line of a function's log says: which run, and what the platform did. */
export function lambdaFields(name: string | null, text: string): FoundFields {
  const found = LINES.find(([pattern]) => pattern.test(text));
  if (found !== undefined) {
    const [pattern, action, type] = found;
    const status = /\bStatus: (error|timeout)\b/.exec(text)?.[1] ?? null;
    return runFields(
      pattern.exec(text)?.[1] ?? null,
      action,
      type,
      action === 'timeout' || action === 'error' ? action : status,
    );
  }
  if (name === null) return {};
  const own = OWN.exec(text);
  if (own !== null) return { 'faas.execution': own[1], 'event.severity': own[2] };
  return text.startsWith('{"') ? platformFields(decodeJson(text)) : {};
}

/** Logs in JSON: `{"time","type":"platform.report","record":{"requestId",...}}`. */
function platformFields(line: unknown): FoundFields {
  const type = asText(at(line, 'type'));
  if (type?.startsWith('platform.') !== true)
    return { 'faas.execution': asText(at(line, 'requestId')), 'event.severity': asText(at(line, 'level')) };
  const status = asText(at(line, 'record', 'status'));
  const action = type.slice('platform.'.length);
  const failed = status === 'error' || status === 'timeout' || status === 'failure' ? status : null;
  return runFields(asText(at(line, 'record', 'requestId')), action, /start$/i.test(action) ? 'start' : 'info', failed);
}

function runFields(execution: string | null, action: string, type: string, failure: string | null): FoundFields {
  const outcome: Outcome = failure === null ? 'unknown' : 'failed';
  return {
    'faas.execution': execution,
    'event.action': action,
    'event.category': 'process',
    'event.type': type,
    'exhibit.outcome': outcome,
    'exhibit.outcome.original': failure,
    'event.outcome': failure === null ? 'unknown' : 'failure',
  };
}
