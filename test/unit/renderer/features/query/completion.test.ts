import { describe, expect, test } from 'vitest';
import {
  caretContext,
  complete,
  fieldCompletions,
  valueCompletion,
} from '../../../../../renderer/features/query/completion.js';

const at = (text: string) => caretContext(text, text.length);

describe('caretContext', () => {
  test('a word begins a field name', () => {
    expect(at('cont')).toEqual({ kind: 'field', prefix: 'cont', from: 0 });
    expect(at('event.action: x and (not user.n')).toEqual({ kind: 'field', prefix: 'user.n', from: 25 });
  });

  test('after a colon comes a value, quoted or not', () => {
    expect(at('user.name: ali')).toEqual({ kind: 'value', field: 'user.name', prefix: 'ali', from: 11 });
    expect(at('user.name:')).toEqual({ kind: 'value', field: 'user.name', prefix: '', from: 10 });
    expect(at(String.raw`user.name: "system:\"a`)).toEqual({
      kind: 'value',
      field: 'user.name',
      prefix: 'system:"a',
      from: 11,
    });
  });

  test('fields answered only from the stored records propose no values', () => {
    expect(at('process.args: cur')).toEqual({ kind: 'none' });
  });

  test('nothing inside quoted text or after a closed value', () => {
    expect(at('"free text wi')).toEqual({ kind: 'none' });
    expect(at('user.name: "alice" ')).toEqual({ kind: 'none' });
  });

  test('values are completed in lists, after comparisons and whatever the case of the name', () => {
    expect(at('user.name: (alice or bo')).toEqual({ kind: 'value', field: 'user.name', prefix: 'bo', from: 21 });
    expect(at('user.name: ("a b" or not "sys')).toEqual({ kind: 'value', field: 'user.name', prefix: 'sys', from: 25 });
    expect(at('(user.name: system:no')).toEqual({ kind: 'value', field: 'user.name', prefix: 'system:no', from: 12 });
    expect(at('exhibit.severity >= ')).toEqual({ kind: 'value', field: 'exhibit.severity', prefix: '', from: 20 });
    expect(at('User.Name:al')).toEqual({ kind: 'value', field: 'user.name', prefix: 'al', from: 10 });
    expect(at('user.name: (alice) and hos')).toEqual({ kind: 'field', prefix: 'hos', from: 23 });
    expect(at('user.name: alice hos')).toEqual({ kind: 'field', prefix: 'hos', from: 17 });
    expect(at('@timestamp >= "2026')).toEqual({ kind: 'none' });
    expect(at('@time')).toEqual({ kind: 'field', prefix: '@time', from: 0 });
  });

  test('only what stands before the caret counts', () => {
    expect(caretContext('user.name: alice', 6)).toEqual({ kind: 'field', prefix: 'user.n', from: 0 });
  });
});

test('fields that begin with the text come before fields with a part that does', () => {
  const labels = fieldCompletions('name', 50).map(({ label }) => label);
  expect(labels).toContain('container.name');
  expect(fieldCompletions('container.im', 5).map(({ label }) => label)).toEqual([
    'container.image.name',
    'container.image.tag',
    'container.image.hash.all',
    'container.image.id',
  ]);
  expect(fieldCompletions('container.i', 1)[0]?.insert).toBe('container.id: ');
});

test('a value is quoted where the language needs it', () => {
  expect(valueCompletion('kube-system', '1').insert).toBe('kube-system');
  expect(valueCompletion('system:node', '1').insert).toBe('"system:node"');
  expect(valueCompletion('or', '1').insert).toBe('"or"');
  expect(valueCompletion('/etc/', '1').insert).toBe('"/etc/"');
  expect(fieldCompletions('@ti', 5)[0]).toMatchObject({ label: '@timestamp', insert: '@timestamp >= "' });
});

test('a proposal replaces the piece before the caret and an open quote after it', () => {
  expect(complete('user.name: al and x', 13, 11, 'alice')).toEqual({ text: 'user.name: alice and x', caret: 16 });
  expect(complete('user.name: "al" and x', 14, 11, '"a b"')).toEqual({ text: 'user.name: "a b" and x', caret: 16 });
});
