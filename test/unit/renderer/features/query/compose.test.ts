import { describe, expect, test } from 'vitest';
import { narrow, quoteValue } from '../../../../../renderer/features/query/compose.js';

describe('narrow', () => {
  test('begins an empty query', () => {
    expect(narrow('  ', 'user.name', 'alice', 'only')).toBe('user.name: "alice"');
    expect(narrow('', 'user.name', 'alice', 'not')).toBe('not user.name: "alice"');
  });

  test('adds to what stands there', () => {
    expect(narrow('event.action: create', 'user.name', 'alice', 'not')).toBe(
      'event.action: create and not user.name: "alice"',
    );
  });

  test('keeps an or together, but not one that is quoted or already in parentheses', () => {
    expect(narrow('a OR b', 'user.name', 'x', 'only')).toBe('(a OR b) and user.name: "x"');
    expect(narrow('"a or b"', 'user.name', 'x', 'only')).toBe('"a or b" and user.name: "x"');
    expect(narrow('(a or b) and c', 'user.name', 'x', 'only')).toBe('(a or b) and c and user.name: "x"');
    expect(narrow('orange', 'user.name', 'x', 'only')).toBe('orange and user.name: "x"');
  });

  test('says nothing twice and takes back the opposite', () => {
    const once = narrow('a', 'user.name', 'x', 'only');
    expect(narrow(once, 'user.name', 'x', 'only')).toBe(once);
    expect(narrow(once, 'user.name', 'x', 'not')).toBe('a and not user.name: "x"');
    expect(narrow('user.name: "x"', 'user.name', 'x', 'not')).toBe('not user.name: "x"');
  });
});

test('a field that is not stated', () => {
  expect(narrow('a', 'exhibit.lane', '', 'only')).toBe('a and not exhibit.lane: *');
  expect(narrow('a and not exhibit.lane: *', 'exhibit.lane', '', 'not')).toBe('a and exhibit.lane: *');
});

test('a value is taken literally whatever it holds', () => {
  expect(quoteValue(String.raw`C:\x "y" * (or)`)).toBe(String.raw`"C:\\x \"y\" * (or)"`);
  expect(quoteValue('a\nb\tc\r')).toBe(String.raw`"a\nb\tc\r"`);
});
