import { describe, expect, it } from 'vitest';
import { parseCommandLine } from '../../../src/cli/commandLine.js';
import { understandPicture } from '../../../src/cli/options/pictureWords.js';

const words = (line: string) => (line === '' ? [] : line.split(' '));
const there = ['kitchen.jpg', 'kitchen.png', 'room.gif'];
const understand = (line: string) =>
  understandPicture(words(line), (path) => there.includes(path)).map((each) => each.join(' '));

describe('the word after --picture', () => {
  it.each([
    ['kitchen.jpg --picture', 'kitchen.jpg --picture='],
    ['--picture kitchen.jpg', '--picture= kitchen.jpg'],
    ['--picture kitchen.jpg bedroom', '--picture= kitchen.jpg bedroom'],
    ['--picture --json kitchen.jpg', '--picture= --json kitchen.jpg'],
    ['kitchen.jpg --picture room.svg', 'kitchen.jpg --picture=room.svg'],
    ['kitchen.jpg --picture out/', 'kitchen.jpg --picture=out/'],
    ['kitchen.jpg --picture=anything at all', 'kitchen.jpg --picture=anything at all'],
    ['train --picture clock', 'train --picture= clock'],
    ['train clock --picture', 'train clock --picture='],
    ['--picture room.gif', '--picture= room.gif'],
    ['--picture -- --picture', '--picture= -- --picture'],
    ['kitchen.jpg -- --picture', 'kitchen.jpg -- --picture'],
    ['look kitchen.jpg', 'look kitchen.jpg'],
  ])('is clear in %j', (line, understood) => {
    expect(understand(line)).toEqual([understood]);
  });

  it.each([
    ['--picture kitchen.png', ['--picture=kitchen.png', '--picture= kitchen.png']],
    [
      '--picture a.png kitchen.jpg',
      ['--picture=a.png kitchen.jpg', '--picture= a.png kitchen.jpg'],
    ],
    ['a.jpg --picture x.gif', ['a.jpg --picture=x.gif', 'a.jpg --picture= x.gif']],
  ])('may be the photo in %j', (line, understood) => {
    expect(understand(line)).toEqual(understood);
  });

  it.each(['kitchen.jpg --picture=', 'train --picture='])('is no empty name: %s', (line) => {
    expect(() => understand(line)).toThrow('Expected --picture to name a file or a folder');
    expect(() => understandPicture(['a.jpg', '--picture', ''], () => false)).toThrow(
      'Expected --p',
    );
  });

  it.each([
    '--picture kitchen.png',
    '--picture kitchen.jpg',
    '--picture a.png kitchen.png',
    'kitchen.jpg --picture a.svg --json',
    'train --picture clock',
    'train --picture a.png clock',
    'judge clock --picture',
  ])('leaves a call that can be made of %s', (line) => {
    expect(parseCommandLine(words(line))).toMatchObject({ is: 'command' });
  });

  it.each([
    ['--picture', /missing required argument 'photo'/i],
    ['--picture a.svg', /missing required argument 'photo'/i],
    ['--picture look kitchen.jpg', /received --picture before it/],
    ['hear clock --picture', /unknown option '--picture/i],
  ])('is not understood in %s', (line, message) => {
    expect(() => parseCommandLine(words(line))).toThrow(message);
  });
});
