import type { NormalisedEvent, ParsedRecord } from '../../model/event.js';
import type { Format, Probe, RecordInput, Verdict } from '../../model/format.js';
import { statedFields } from '../../model/stated-fields.js';
import { parseTime } from '../../time/parse.js';
import { programOf, readCommand, shellOf } from './schema.js';

export const shellHistory: Format = {
  id: 'shell-history',
  title: 'Shell history (bash, zsh, fish)',
  parserVersion: 'shell-history/2',
  status: 'real data',
  rulesOnly: false,
  detect,
  parse,
};

function detect({ text, name }: Probe): Verdict {
  const shell = shellOf(text, name);
  return shell === null
    ? { claim: false, reason: 'No times of a shell history (#<seconds>, : <seconds>:<duration>;), and another name.' }
    : { claim: true, framing: { kind: 'entries', entry: shell.entry }, reason: shell.reason };
}

function parse({ text, context }: RecordInput): ParsedRecord {
  const { framing } = context;
  if (framing.kind !== 'entries' || !framing.entry.includes('history'))
    return { kind: 'rejected', code: 'wrong-shape', reason: 'No command of a shell history.' };
  const { time, seconds, command } = readCommand(text, framing.entry);
  const read = parseTime(time);
  const event: NormalisedEvent = {
    time: read,
    fields: statedFields({
      'exhibit.layer': 'host',
      'exhibit.outcome': 'unknown',
      'event.action': 'command',
      'event.category': ['process'],
      'event.kind': 'event',
      'event.outcome': 'unknown',
      'event.provider': programOf(framing.entry, context.name),
      'event.duration': seconds === null || seconds === '0' ? null : `${seconds}000000000`,
      'process.command_line': command,
      'user.name': userOf(context.path ?? context.name),
    }),
    message: command.trim() === '' ? 'An empty command.' : command,
  };
  if (time === null || read !== null) return { kind: 'events', events: [event] };
  const reason = `The time "${time}" cannot be read; the command is kept without a time.`;
  return { kind: 'events', events: [event], problems: [{ code: 'bad-time', reason }] };
}

/** Whose history it is, by the folder it lay in. */
function userOf(path: string): string | null {
  if (/(?:^|\/)root\/\.[^/]+$/.test(path)) return 'root';
  return /(?:^|\/)home\/([^/]+)\/\.[^/]+$/.exec(path)?.[1] ?? null;
}
