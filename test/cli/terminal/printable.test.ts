import { describe, expect, it } from 'vitest';
import { jsonLine, printable } from '../../../src/cli/terminal/printable.js';

/** Clears the screen, rings, starts a line, ends one in Unicode, turns the writing, is half a character. */
const HOSTILE = 'a\u001b[2Jb\u0007c\nd\u2028e\u202ef\u009bg\u007fh\ud800i';

describe('a text for the terminal', () => {
  it('keeps every script and sign', () => {
    const text = 'Café 冷蔵庫 נר кофе 👩‍🍳 – «x» \\ % é';
    expect(printable(text)).toBe(text);
  });

  it('shows what would steer the terminal instead of doing it', () => {
    expect(printable(HOSTILE)).toBe(
      'a\\u001b[2Jb\\u0007c\\u000ad\\u2028e\\u202ef\\u009bg\\u007fh\\ud800i',
    );
  });
});

describe('a line of JSON', () => {
  it('is equal when it is read back, and steers nothing either', () => {
    const line = jsonLine({ file: HOSTILE, size: 3 });
    expect(JSON.parse(line)).toEqual({ file: HOSTILE, size: 3 });
    expect(line).not.toMatch(/[\p{Cc}\p{Zl}\p{Bidi_Control}]/u);
  });
});
