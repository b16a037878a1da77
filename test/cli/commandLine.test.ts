import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseCommandLine } from '../../src/cli/commandLine.js';
import { useTemporaryFolder } from '../collection/temporaryFolder.js';

const folder = useTemporaryFolder();

const words = (line: string) => (line === '' ? [] : line.split(' '));

describe('the words after mirror', () => {
  it.each([
    'kitchen.jpg',
    'a.jpg b.jpg -o out/',
    'kitchen.jpg -o a.mid --bars 8 --tempo 72.5 --seed 4294967295 --temperature 0.7',
    '--min-confidence 0.2 --no-harmonise --home . --json --quiet kitchen.jpg',
    './look',
    'look kitchen.jpg --json',
    'hear clock -o x.mid --bars 4 --seed 0 --kind seed',
    'objects --json',
    'add kettle a.mid b.mid --labels knife,fork --no-train',
    'train',
    'train kettle mug --kind phrase --force --jobs 2',
    'judge',
    'judge kettle mug --kind seed --draws 64 --seed 0 --variation 0.2 --quick --jobs 2 --home . --json --quiet',
    'doctor',
    'studio --port 5000 --home . --no-open --quiet',
  ])('%s is a call', (line) => {
    expect(parseCommandLine(words(line))).toMatchObject({ is: 'command' });
  });

  it('may ask for quiet', () => {
    expect(parseCommandLine(['look', 'a.jpg'])).toMatchObject({ quiet: false });
    expect(parseCommandLine(['look', 'a.jpg', '--quiet'])).toMatchObject({ quiet: true });
    expect(parseCommandLine(['--quiet', 'a.jpg'])).toMatchObject({ quiet: true });
  });

  it.each([
    ['', /Usage: mirror .*mirror kitchen\.jpg .*Exit codes: 0 done; 2 /s],
    ['--help', /Usage: mirror .*mirror kitchen\.jpg .*Exit codes: 0 done; 2 /s],
    ['-h', /130 after Ctrl-C.*--min-confidence|--min-confidence.*130 after Ctrl-C/s],
    ['look --help', /--min-confidence <p> .*below 0\.03\s+means\s+0\.03/s],
    ['help', /Usage: mirror /],
    ['look --help', /Usage: mirror look .*mirror look kitchen\.jpg/s],
    ['help hear', /Usage: mirror hear .*mirror hear clock/s],
    ['add --help', /mirror add kettle take1\.mid take2\.mid --labels toaster/],
    ['train --help', /mirror train kettle --force/],
    ['judge --help', /mirror judge clock oven --draws 64/],
    ['objects --help', /home \(yours\)/],
    ['doctor --help', /Exit code 0/],
    ['--version', /^\d+\.\d+\.\d+$/],
  ])('%s is answered with a text', (line, text) => {
    expect(parseCommandLine(words(line))).toMatchObject({
      is: 'text',
      text: expect.stringMatching(text),
    });
  });

  it.each([
    ['--quiet', "Missing required argument 'photo'. `mirror --help` shows what there is."],
    ['kitchen.jpg --bras 8', "Unknown option '--bras'. Did you mean --bars?"],
    ['look kitchen.jpg --bars 8', "Unknown option '--bars'"],
    ['train --jobs 0', 'Expected --jobs to be a whole number from 1'],
    ['judge --draws 0', 'Expected --draws to be a whole number from 1 to 1000'],
    ['kitchen.jpg --bars', "Option '--bars <n>' argument missing"],
    ['kitchen.jpg --bars 0', 'Expected --bars to be a whole number from 1 to 512'],
    ['kitchen.jpg --tempo 19', 'Expected --tempo to be a number from 20 to 300'],
    ['kitchen.jpg --seed -1', 'Expected --seed to be a whole number from 0 to 4294967295'],
    ['kitchen.jpg --temperature 2.1', 'Expected --temperature to be a number from 0 to 2'],
    ['kitchen.jpg --min-confidence 40', 'Expected --min-confidence to be a number from 0 to 1'],
    ['hear clock --kind wave', 'Expected --kind to be phrase or seed but received "wave"'],
    ['--jump', "Unknown option '--jump'. `mirror --help` shows what there is."],
    ['hear', "Missing required argument 'object'. `mirror hear --help` shows"],
    ['hear clock book', "Too many arguments for 'hear'"],
    ['hear clock book', 'is written "knife block" or knife-block. One object a call.'],
    ['restore a b', 'but got 2. A name of several words is written "knife block" or'],
    ['teach knife block a.jpg --box 1', 'but got 3. A name of several words is written'],
    ['teach mill a.jpg --box 130, 85, 140, 180', 'received "130,". Write it without spaces.'],
    ['beats', '`mirror beats --help` shows'],
    ['add kettle', "Missing required argument 'recordings'"],
    ['train --jump', "Unknown option '--jump'. `mirror train --help` shows"],
    ['edit clock --rename', 'argument missing. `mirror edit --help` shows'],
    ['help nosuch', 'Expected the name of a command after help'],
    ['objects kettle', "Too many arguments for 'objects'"],
    ['--json look kitchen.jpg', 'received --json before it. Write `mirror look --json …`'],
  ])('%s is refused in one line', (line, message) => {
    expect(() => parseCommandLine(words(line))).toThrow(
      expect.objectContaining({
        code: 'usage',
        message: expect.stringMatching(new RegExp(`^[^\\n]*${literally(message)}[^\\n]*$`)),
      }),
    );
  });

  it('say how a file is named that an option could be, as one of `mirror *.jpg`', async () => {
    await writeFile(join(folder.path, '-k.jpg'), '');
    const before = process.cwd();
    process.chdir(folder.path);
    try {
      expect(() => parseCommandLine(['-k.jpg', 'kitchen.jpg'])).toThrow(
        "Unknown option '-k.jpg'. For the file of that name write ./-k.jpg.",
      );
    } finally {
      process.chdir(before);
    }
  });
});

function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
