import { describe, expect, it } from 'vitest';
import { checkObjectName } from '../../../src/collection/names/objectName.js';

describe('the name of an object', () => {
  it.each([
    'kettle',
    'coffee-grinder',
    'Café 冷蔵庫',
    'нож',
    'סכין',
    '🍷 glass',
    'a.b',
    'console',
    'seed',
    'constructor',
    'x'.repeat(64),
  ])('may be %j', (name) => {
    expect(checkObjectName(name)).toBe(name);
  });

  it('is brought to NFC, so that one name is one folder', () => {
    expect(checkObjectName('Cafe\u0301')).toBe('Caf\u00e9');
  });

  it.each([
    ['', 'is empty'],
    ['x'.repeat(65), '65 characters'],
    ['..', 'starts with a dot'],
    ['.hidden', 'starts with a dot'],
    ['../kettle', 'character /'],
    ['a/b', 'character /'],
    ['a\\b', 'character \\'],
    ['C:kettle', 'character :'],
    ['what?', 'character ?'],
    ['a*', 'character *'],
    ['"a"', 'character "'],
    ['a<b', 'character <'],
    ['a>b', 'character >'],
    ['a|b', 'character |'],
    ['kettle.', 'ends with a dot'],
    ['kettle ', 'starts or ends with a space'],
    [' kettle', 'starts or ends with a space'],
    ['a\u0000b', 'U+0000'],
    ['a\u001b[2Jb', 'U+001B'],
    ['a\nb', 'U+000A'],
    ['a\u202eb', 'U+202E'],
    ['a\ud800b', 'U+D800'],
    ['CON', 'device on Windows'],
    ['nul.txt', 'device on Windows'],
    ['Com1', 'device on Windows'],
    ['lpt9.mid', 'device on Windows'],
    ['coco-ssd', "detector's weights"],
    ['COCO-SSD', "detector's weights"],
  ])('may not be %j', (name, complaint) => {
    expect(() => checkObjectName(name)).toThrow(
      expect.objectContaining({ code: 'input', message: expect.stringContaining(complaint) }),
    );
  });

  it('is complained about in one line that cannot steer a terminal', () => {
    const message = messageOf(() => checkObjectName('a\u001b[2J\nb'));
    expect(message).not.toMatch(/\p{Cc}/u);
  });
});

function messageOf(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('Expected a complaint.');
}
