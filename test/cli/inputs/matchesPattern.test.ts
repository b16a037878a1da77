import { describe, expect, it } from 'vitest';
import { isPattern, matchesPattern } from '../../../src/cli/inputs/matchesPattern.js';

describe('a name', () => {
  it.each([
    ['a.jpg', '*.jpg'],
    ['a.jpg', '*'],
    ['a.jpg', '*.*'],
    ['.jpg', '.*'],
    ['a.b.jpg', 'a*.jpg'],
    ['abab.jpg', '*ab.jpg'],
    ['a.jpg', '?.jpg'],
    ['é.jpg', '?.jpg'],
    ['e\u0301.jpg', '?.jpg'],
    ['😀.jpg', '?.jpg'],
    ['冷蔵庫.jpg', '冷*'],
    ['IMG_7.jpg', 'IMG_[0-9].jpg'],
    ['IMG_x.jpg', 'IMG_[0-9a-z].jpg'],
    ['IMG_x.jpg', 'IMG_[!0-9].jpg'],
    ['IMG_x.jpg', 'IMG_[^0-9].jpg'],
    ['a-.jpg', 'a[b-].jpg'],
    ['a].jpg', 'a[]].jpg'],
    ['a[.jpg', 'a[.jpg'],
    ['a[b.jpg', 'a[b*'],
    ['a+(b).jpg', 'a+(b).*'],
    ['', '*'],
  ])('%j matches %j', (name, pattern) => {
    expect(matchesPattern(name, pattern)).toBe(true);
  });

  it.each([
    ['a.jpeg', '*.jpg'],
    ['a.jpg.bak', '*.jpg'],
    ['.hidden.jpg', '*.jpg'],
    ['.hidden.jpg', '?hidden.jpg'],
    ['.hidden.jpg', '[.]hidden.jpg'],
    ['ab.jpg', '?.jpg'],
    ['a.JPG', '*.jpg'],
    ['IMG_x.jpg', 'IMG_[0-9].jpg'],
    ['IMG_7.jpg', 'IMG_[!0-9].jpg'],
    ['a/b.jpg', 'a?c.jpg'],
    ['aXjpg', 'a.jpg'],
    ['', '?'],
  ])('%j does not match %j', (name, pattern) => {
    expect(matchesPattern(name, pattern)).toBe(false);
  });

  it('may differ by capitals where the disk does not tell them apart', () => {
    expect(matchesPattern('IMG.JPG', '*.jpg', { ignoresCase: true })).toBe(true);
    expect(matchesPattern('img.jpg', '[H-J]MG.*', { ignoresCase: true })).toBe(true);
  });

  it('of the longest kind is compared with a pattern of many runs in few steps', () => {
    // A reader that tries every way to split the name would take longer than any test may take.
    expect(matchesPattern('a'.repeat(255), `${'*a'.repeat(100)}b`)).toBe(false);
  });
});

describe('a pattern', () => {
  it.each([
    ['*.jpg', true],
    ['a?.jpg', true],
    ['a[0-9].jpg', true],
    ['a.jpg', false],
    ['a[.jpg', false],
    ['a[].jpg', false],
  ])('is %j: %s', (text, expected) => {
    expect(isPattern(text)).toBe(expected);
  });
});
