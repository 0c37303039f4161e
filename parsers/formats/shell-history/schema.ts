import { LISTED } from '../../io/entry-rules.js';
import type { EntryKind } from '../../model/framing.js';

/** One command of a history. */
export interface Command {
  /** Epoch seconds as written; null where times were off. */
  readonly time: string | null;
  /** Seconds it ran, where zsh states it. */
  readonly seconds: string | null;
  readonly command: string;
}

const ZSH = /^: {1,4}(\d{1,12}):(\d{1,9});/;
const BASH = /^#(\d{9,11})[ \t]*\r?\n/;

/** Reads one record of a history. */
export function readCommand(text: string, entry: EntryKind): Command {
  if (entry === 'fish-history') return readFish(text);
  if (entry === 'history-list') {
    const [start = '', , time = null] = LISTED.exec(text) ?? [];
    return { time: time?.replaceAll('/', '-') ?? null, seconds: null, command: text.slice(start.length).trim() };
  }
  if (entry === 'zsh-history') {
    const [start = '', time = null, seconds = null] = ZSH.exec(text) ?? [];
    return {
      time,
      seconds,
      command: text
        .slice(start.length)
        .replace(/\\(\r?\n)/g, '$1')
        .trimEnd(),
    };
  }
  const [start = '', time = null] = BASH.exec(text) ?? [];
  return { time, seconds: null, command: text.slice(start.length).trim() };
}

const FISH = /^- cmd: (.*)/;

/** A line break in a command is written `\\n`, a backslash twice. */
function readFish(text: string): Command {
  const command = FISH.exec(text)?.[1] ?? text.trim();
  return {
    time: /^  when: (\d{1,12})\s*$/m.exec(text)?.[1] ?? null,
    seconds: null,
    command: command.replace(/\\([\\n])/g, (_, mark: string) => (mark === 'n' ? '\n' : mark)).trimEnd(),
  };
}

const NAME = /(?:^|[._-])([a-z0-9]+)?_?(?:history|histfile)(?:$|[._-])/i;

/** The program whose history a file is, by its name and framing. */
export function programOf(entry: EntryKind, name: string): string {
  if (entry === 'zsh-history') return 'zsh';
  if (entry === 'fish-history') return 'fish';
  return NAME.exec(name)?.[1]?.toLowerCase() ?? 'bash';
}

/** Which shell's history a text is, with the reason; null for none. Without times only the name of the file tells. */
export function shellOf(text: string, name: string): { readonly entry: EntryKind; readonly reason: string } | null {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/, 40);
  const zsh = lines.filter((line) => ZSH.test(line)).length;
  if (ZSH.test(lines[0] ?? '') || (zsh > 1 && zsh * 2 >= lines.length))
    return { entry: 'zsh-history', reason: 'Lines of an extended zsh history (: <seconds>:<duration>;<command>).' };
  if (FISH.test(lines[0] ?? '') && lines.some((line) => /^  when: \d+\s*$/.test(line)))
    return { entry: 'fish-history', reason: 'Elements of a fish history (- cmd, when).' };
  const listed = lines.filter((line) => LISTED.test(line)).length;
  if (LISTED.test(lines[0] ?? '') && listed * 2 >= lines.length)
    return { entry: 'history-list', reason: 'A list of the command history: number, time, command.' };
  const stamps = lines.flatMap((line, index) => (/^#\d{9,11}\s*$/.test(line) ? [index] : []));
  const hasCommand = stamps.some((index) => (lines[index + 1] ?? '') !== '' && !stamps.includes(index + 1));
  if (stamps.length > 0 && hasCommand && (stamps[0] ?? 0) <= 1)
    return { entry: 'bash-history', reason: 'Commands behind lines #<seconds since 1970>: a bash history.' };
  const shell = NAME.exec(name)?.[1];
  if (!NAME.test(name) || text.includes('\0')) return null;
  const entry = shell?.toLowerCase() === 'zsh' ? 'zsh-history' : 'bash-history';
  return { entry, reason: 'A file with the name of a shell history, without times.' };
}
